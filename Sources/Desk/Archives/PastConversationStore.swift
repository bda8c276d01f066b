import Channels
import Kernel
import People
import Storage
import Synchronization
import Timeline
import Web

/// Takes conversations that took place elsewhere: into the desk and onto the lines of those who spoke, both or neither, once. They start no clock,
/// and nobody is told of them.
struct PastConversationStore: Sendable {
    let line: Line
    let source: Source
    /// What is said behind the name of staff who are not known here; empty for nothing.
    let system: String
    /// Those of staff who are known, by their addresses in lower case.
    let staff: [String: KnownColleague]

    /// What became of a conversation.
    enum Fate: Hashable, Sendable {
        /// With so many messages, answers and notes that were not there yet.
        case taken(said: Int)
        /// All of it was there already.
        case known
        case refused(reason: String)
    }

    /// What else belongs into the transaction in which a batch is taken.
    typealias Also = @Sendable (Transaction, [Fate]) throws -> Void

    /// What marks an entry of the past: webhooks are not told of it.
    static let mark = "past:"

    /// - Parameter batch: no two of them are the same conversation.
    /// - Returns: what became of each.
    func take(_ batch: [PastConversation], also: @escaping Also) async throws -> [Fate] {
        var (batch, refused) = (batch, [Int: String]())
        for _ in 0..<20 {
            let left = batch.indices.filter { refused[$0] == nil }
            let reasons = refused
            do {
                let plans = try await plans(left.map { batch[$0] })
                return try await write(plans) { [count = batch.count] tx, fates in
                    var all = (0..<count).map { Fate.refused(reason: reasons[$0] ?? "") }
                    for (place, fate) in zip(left, fates) { all[place] = fate }
                    try also(tx, all)
                    return all
                }
            } catch let refusal as Refused {
                for (place, reason) in refusal.whole { refused[left[place]] = reason }
                for (place, keys) in refusal.parts { batch[left[place]].entries.removeAll { keys.contains($0.key) } }
            } catch is Changed {
                // Somebody wrote in one of them meanwhile: what was decided holds no more.
            }
        }
        throw Failure.conflict("These conversations change too quickly: start the import again.")
    }

    /// What was decided before the transaction holds no more in it.
    private struct Changed: Error {}

    /// What of a batch cannot be taken, by places; nothing was written.
    private struct Refused: Error {
        var whole: [Int: String] = [:]
        /// Keys of entries of people who were erased, in conversations with others.
        var parts: [Int: Set<String>] = [:]

        var isEmpty: Bool { whole.isEmpty && parts.isEmpty }
    }
}

// MARK: - What there is to write

extension PastConversationStore {
    /// What is here of a conversation; no plan for one that is here under its own name.
    private struct Found: Sendable {
        var past: PastConversation
        var isHere = false
        var before: Conversation?
        var known: Set<String> = []
        var isWorked = false
    }

    /// Reads what is there already, and gives out numbers for what is not.
    private func plans(_ batch: [PastConversation]) async throws -> [PastPlan?] {
        let found = try await line.database.read { [self] session in
            let known = try known(batch.flatMap { $0.entries.map { once($0.key) } + $0.kin.map { once("mail:\($0)") } }, session)
            return try batch.map { past in try look(for: past, known, session) }
        }
        let merged = Self.merged(found)
        let new = merged.count { $0.before == nil && !$0.isHere }
        var next: Int64 = new == 0 ? 0 : try await line.database.write { try $0.take(new, of: "conversation") }
        return merged.map { found -> PastPlan? in
            guard !found.isHere else { return nil }
            let number = found.before?.number ?? next
            if found.before == nil { next += 1 }
            return PastPlan(found.past, found.before, number: number, known: found.known, isWorked: found.isWorked, staff: staff)
        }
    }

    /// Two of a file that are one conversation here, as a message between them says, are taken as the first of them.
    private static func merged(_ found: [Found]) -> [Found] {
        var (merged, places) = (found, [Int64: Int]())
        for (place, one) in found.enumerated() {
            guard let number = one.before?.number else { continue }
            guard let first = places[number] else {
                places[number] = place
                continue
            }
            merged[first].past.entries = (merged[first].past.entries + one.past.entries).sorted { $0.at < $1.at }
            merged[first].known.formUnion(one.known)
            merged[place].isHere = true
        }
        return merged
    }

    private func once(_ key: String) -> String { "\(Self.mark)\(source.id):\(key)" }

    /// Which of these entries are there, and in which conversation.
    private func known(_ keys: [String], _ session: Session) throws -> [String: Int64] {
        var known: [String: Int64] = [:]
        for some in Array(Set(keys)).chunked(by: 500) {
            try session.forEach("SELECT once, conversation FROM conversation_entry WHERE once IN \(list: some)") {
                known[try $0.get("once", as: String.self)] = try $0.get("conversation", as: Int64.self)
            }
        }
        return known
    }

    private func look(for past: PastConversation, _ known: [String: Int64], _ session: Session) throws -> Found {
        if let origin = past.origin, try Self.isHere(origin, session) { return Found(past: past, isHere: true) }
        let named: Int64? = try session.value("SELECT number FROM conversation WHERE source = \(source.id) AND thread = \(past.thread)")
        guard let number = named ?? past.kin.compactMap({ known[once("mail:\($0)")] }).first else { return Found(past: past) }
        let isWorked = try session.first(
            "SELECT 1 FROM conversation_entry WHERE conversation = \(number) AND substr(once, 1, 5) <> \(Self.mark) LIMIT 1")
        return Found(
            past: past, before: try ConversationStore.find(number, session),
            known: Set(past.entries.map(\.key).filter { known[once($0)] != nil }), isWorked: isWorked != nil)
    }

    /// Whether the conversation is one that a file was made from here.
    private static func isHere(_ origin: (source: String, thread: String), _ session: Session) throws -> Bool {
        try session.first(
            """
            SELECT 1 FROM conversation JOIN source ON source.id = conversation.source
            WHERE source.key = \(origin.source) AND conversation.thread = \(origin.thread)
            """) != nil
    }
}

// MARK: - Writing

extension PastConversationStore {
    private func write<Answer: Sendable>(
        _ plans: [PastPlan?], also: @escaping @Sendable (Transaction, [Fate]) throws -> Answer
    ) async throws -> Answer {
        var (touchpoints, places): ([NewTouchpoint], [Range<Int>]) = ([], [])
        for plan in plans {
            places.append(touchpoints.count..<(touchpoints.count + (plan?.touchpoints.count ?? 0)))
            touchpoints += plan?.touchpoints ?? []
        }
        let placed = places
        let answer = Mutex<Answer?>(nil)
        _ = try await line.append(touchpoints, from: source) { [self] tx, appended in
            let refused = Self.refused(plans, placed.map { Array(appended.fates[$0]) })
            if !refused.isEmpty { throw refused }
            let fates = try zip(plans, placed).map { plan, place in
                try plan.map { try write($0, Array(appended.fates[place]), in: tx) } ?? .known
            }
            let said = try also(tx, fates)
            answer.withLock { $0 = said }
        }
        guard let said = answer.withLock({ $0 }) else { throw Changed() }
        return said
    }

    /// A person who was erased takes with them the conversation with them, and what they said in those of others.
    private static func refused(_ plans: [PastPlan?], _ fates: [[Appended.Fate]]) -> Refused {
        var refused = Refused()
        for (place, plan) in plans.enumerated() {
            guard let plan else { continue }
            let steps = Dictionary(plan.steps.compactMap { step in step.touchpoint.map { ($0, step) } }, uniquingKeysWith: { first, _ in first })
            for (touchpoint, fate) in fates[place].enumerated() {
                let entry = steps[touchpoint]?.entry
                switch fate {
                case .accepted: continue
                // It was on a line and is in no conversation: whoever said it was erased.
                case .duplicate: if let entry, entry.happening.isSaid { refused.parts[place, default: []].insert(entry.key) }
                case .rejected(let failure):
                    if let entry, entry.person != nil {
                        refused.parts[place, default: []].insert(entry.key)
                    } else {
                        refused.whole[place] = failure.description
                    }
                }
            }
        }
        return refused
    }

    private func write(_ plan: PastPlan, _ fates: [Appended.Fate], in tx: Transaction) throws -> Fate {
        guard !plan.isEmpty else { return .known }
        guard !plan.steps.isEmpty || plan.before != nil else { return .refused(reason: ArchiveFault.noMessages.reason) }
        let owner = { (place: Int) throws -> Int64? in
            guard case .accepted(let position) = fates[place] else { return nil }
            return try tx.value("SELECT identifier FROM touchpoint WHERE position = \(position)")
        }
        if let before = plan.before {
            guard try ConversationStore.find(before.number, tx).lastEntry == before.lastEntry else { throw Changed() }
        } else {
            let isThere = try tx.first("SELECT 1 FROM conversation WHERE source = \(source.id) AND thread = \(plan.past.thread)") != nil
            guard !isThere, let customer = try owner(0) else { throw Changed() }
            try ConversationStore.add(plan.after, with: customer, thread: plan.past.thread, source: source.id, in: tx)
        }
        let entries = try plan.steps.map { step in
            let stranger = try step.entry.person == nil ? nil : step.touchpoint.flatMap { try owner($0) }
            return entry(step, stranger, plan.past)
        }
        for label in Set(entries.filter { $0.happening == .labelled }.map(\.detail)) { try LabelStore.require(label, in: tx) }
        for team in Set(entries.filter { $0.happening == .team && !$0.detail.isEmpty }.map(\.detail)) { try TeamStore.require(team, in: tx) }
        try ConversationStore.write(entries, leaving: plan.after, in: tx)
        return .taken(said: plan.said)
    }

    private func entry(_ step: PastPlan.Step, _ stranger: Int64?, _ past: PastConversation) -> ConversationStore.NewEntry {
        let entry = step.entry
        return .init(
            happening: entry.happening, at: entry.at, channel: (entry.channel ?? past.channel).rawValue, staff: step.staff?.id, text: entry.text,
            detail: detail(step, stranger, past), once: once(entry.key))
    }

    /// Of what somebody said who is not known here, who that was.
    private func detail(_ step: PastPlan.Step, _ stranger: Int64?, _ past: PastConversation) -> String {
        let entry = step.entry
        guard entry.happening.isSaid else { return entry.detail }
        if let stranger { return ConversationEntry.stranger(stranger) }
        switch entry.voice {
        case .staff(let colleague) where step.staff == nil: return ConversationEntry.author(word(colleague.word))
        case .nobody: return ConversationEntry.author(system.isEmpty ? "Throughline" : system)
        case .customer where entry.happening == .note: return ConversationEntry.author(past.customer.name)
        case .other(let person) where entry.happening == .note: return ConversationEntry.author(person.name)
        default: return ""
        }
    }

    private func word(_ name: String) -> String { system.isEmpty ? name : "\(name) (\(system))" }
}
