import Kernel
import Web

extension ServiceRecord {
    /// What the entries of a conversation mean to its figures. A change of standing ends what stood before, and a snooze ends by itself, at its
    /// time. An answer that was lost is none.
    ///
    /// - Parameters:
    ///   - entries: of one conversation, in their order.
    ///   - settled: the numbers of messages that are owed no answer.
    ///   - absorbed: what was merged into it.
    init(_ entries: [ConversationEntry], settled: Set<Int64> = [], absorbed: [Absorption] = []) {
        var reading = EntryReading(fates: AnswerFates(entries), settled: settled, undone: MergeHistory(entries).undone)
        for entry in entries { reading.read(entry) }
        reading.wake(before: .distantFuture)
        // What was put back where it came from was never a conversation.
        self.init(reading.isPutBack ? [] : reading.happenings, absorbed: absorbed)
    }
}

/// Goes from entry to entry and knows where the conversation stands.
private struct EntryReading {
    let fates: AnswerFates
    let settled: Set<Int64>
    /// The numbers of entries that say of a merge what was undone later.
    let undone: Set<Int64>
    private(set) var isPutBack = false
    private(set) var happenings: [Happening] = []
    private var status = ConversationStatus.open
    private var snoozedUntil: Instant?

    init(fates: AnswerFates, settled: Set<Int64>, undone: Set<Int64>) {
        (self.fates, self.settled, self.undone) = (fates, settled, undone)
    }

    mutating func read(_ entry: ConversationEntry) {
        wake(before: entry.at)
        switch entry.happening {
        case .message:
            stand(.open, entry)
            add(settled.contains(entry.number) ? .settledMessage : .customerMessage, entry.at)
        case .reply: if !fates.isLost(entry.number) { add(.reply, entry.at, by: entry.staff) }
        case .note: read(note: entry)
        case .status: if !fates.isInVain(entry.number) || entry.detail.hasPrefix(ConversationStatus.snoozed.key) { read(standing: entry) }
        case .merged, .split: read(tie: entry)
        case .assignment, .priority, .labelled, .unlabelled, .team, .tied, .undone: return
        }
    }

    private mutating func read(tie entry: ConversationEntry) {
        guard let tie = entry.tie else { return }
        switch tie.word {
        case .into: add(.mergedAway, entry.at, by: entry.staff)
        case .out: add(.mergeUndone, entry.at, by: entry.staff)
        case .of where !tie.rest.isEmpty && !undone.contains(entry.number): stand(.open, entry)
        case .from: isPutBack = false
        case .returned: isPutBack = true
        default: return
        }
    }

    /// A snooze whose time has come before something else happened.
    mutating func wake(before instant: Instant) {
        guard let until = snoozedUntil, until <= instant else { return }
        add(.snoozeEnded, until)
        (status, snoozedUntil) = (.open, nil)
    }

    private mutating func read(note entry: ConversationEntry) {
        add(.note, entry.at, by: entry.staff)
        if let arrival = fates.arrival(entry) {
            add(.reply, entry.at, by: arrival.by)
        } else if let fate = entry.fate, fate.word != .arrived {
            stand(.open, entry)
        }
    }

    private mutating func read(standing entry: ConversationEntry) {
        let parts = entry.detail.split(separator: " ", maxSplits: 1)
        guard let status = parts.first.flatMap({ ConversationStatus(key: String($0)) }) else { return }
        stand(status, entry)
        if status == .snoozed { snoozedUntil = parts.count == 2 ? Instant(String(parts[1])) : nil }
    }

    private mutating func stand(_ next: ConversationStatus, _ entry: ConversationEntry) {
        guard next != status || next == .snoozed else { return }
        switch status {
        case .waiting: add(.waitingEnded, entry.at, by: entry.staff)
        case .snoozed: add(.snoozeEnded, entry.at, by: entry.staff)
        case .resolved: add(.reopened, entry.at, by: entry.staff)
        case .open: break
        }
        switch next {
        case .waiting: add(.waitingBegan, entry.at, by: entry.staff)
        case .snoozed: add(.snoozeBegan, entry.at, by: entry.staff)
        case .resolved: add(.resolved, entry.at, by: entry.staff)
        case .open: break
        }
        (status, snoozedUntil) = (next, nil)
    }

    private mutating func add(_ kind: Happening.Kind, _ at: Instant, by agent: ID<Viewer>? = nil) {
        happenings.append(Happening(kind, at: at, order: Int64(happenings.count), by: agent))
    }
}
