import Kernel

extension ServiceRecord {
    /// What the entries of a conversation mean to its figures. A change of standing ends what stood before, and a snooze ends by itself, at its time.
    ///
    /// - Parameter entries: of one conversation, in their order.
    init(_ entries: [ConversationEntry]) {
        var reading = EntryReading()
        for entry in entries { reading.read(entry) }
        reading.wake(before: .distantFuture)
        self.init(reading.happenings)
    }
}

/// Goes from entry to entry and knows where the conversation stands.
private struct EntryReading {
    private(set) var happenings: [Happening] = []
    private var status = ConversationStatus.open
    private var snoozedUntil: Instant?

    mutating func read(_ entry: ConversationEntry) {
        wake(before: entry.at)
        switch entry.happening {
        case .message:
            stand(.open, entry)
            add(.customerMessage, entry.at)
        case .reply: add(.reply, entry.at, by: entry)
        case .note: add(.note, entry.at, by: entry)
        case .status: read(standing: entry)
        case .assignment, .priority: return
        }
    }

    /// A snooze whose time has come before something else happened.
    mutating func wake(before instant: Instant) {
        guard let until = snoozedUntil, until <= instant else { return }
        add(.snoozeEnded, until)
        (status, snoozedUntil) = (.open, nil)
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
        case .waiting: add(.waitingEnded, entry.at, by: entry)
        case .snoozed: add(.snoozeEnded, entry.at, by: entry)
        case .resolved: add(.reopened, entry.at, by: entry)
        case .open: break
        }
        switch next {
        case .waiting: add(.waitingBegan, entry.at, by: entry)
        case .snoozed: add(.snoozeBegan, entry.at, by: entry)
        case .resolved: add(.resolved, entry.at, by: entry)
        case .open: break
        }
        (status, snoozedUntil) = (next, nil)
    }

    private mutating func add(_ kind: Happening.Kind, _ at: Instant, by entry: ConversationEntry? = nil) {
        happenings.append(Happening(kind, at: at, order: Int64(happenings.count), by: entry?.staff))
    }
}
