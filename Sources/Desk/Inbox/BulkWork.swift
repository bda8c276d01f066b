import Kernel
import Web

/// What is done with several conversations in one go.
enum BulkWork: Hashable, Sendable {
    case take
    /// `nil` gives them back to everybody.
    case give(ID<Viewer>?)
    case resolve
    case prioritise(Conversation.Priority)
    /// By the key of the label.
    case label(String)
    case unlabel(String)
    /// By the key of the team; `nil` takes them from all teams.
    case team(String?)
    case macro(ID<SavedReply>)
    /// By the number of the incident.
    case put(under: Int64)

    /// So many conversations at most.
    static let most = 100

    /// What became of each.
    struct Outcome: Sendable {
        let done: [Int64]
        let refused: [(number: Int64, failure: Failure)]
    }
}

extension BulkWork {
    /// As a form says it: `take`, `priority:high`, `label:delivery`.
    var text: String {
        switch self {
        case .take: "take"
        case .give(let colleague): "give:\(colleague?.description ?? "")"
        case .resolve: "resolve"
        case .prioritise(let priority): "priority:\(priority.key)"
        case .label(let key): "label:\(key)"
        case .unlabel(let key): "unlabel:\(key)"
        case .team(let key): "team:\(key ?? "")"
        case .macro(let id): "macro:\(id)"
        case .put(let incident): "under:\(incident)"
        }
    }

    /// What it is called when it is to be taken back; what is put under an incident is taken out there.
    var deed: WorkDone.Deed {
        switch self {
        case .take, .give: .assigned
        case .resolve: .resolved
        case .prioritise: .priority
        case .label: .labelled
        case .unlabel: .unlabelled
        case .team: .team
        case .macro: .macro
        case .put: .put
        }
    }

    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        switch (parts.first, parts.count == 2 ? parts[1] : nil) {
        case ("take", nil): self = .take
        case ("resolve", nil): self = .resolve
        case ("give", ""): self = .give(nil)
        case ("give", let id?):
            guard let colleague = ID<Viewer>(id) else { return nil }
            self = .give(colleague)
        case ("priority", let key?):
            guard let priority = Conversation.Priority(key: key) else { return nil }
            self = .prioritise(priority)
        case ("under", let number?):
            guard let incident = Int64(number) else { return nil }
            self = .put(under: incident)
        case ("label", let key?) where !key.isEmpty: self = .label(key)
        case ("unlabel", let key?) where !key.isEmpty: self = .unlabel(key)
        case ("team", let key?): self = .team(key.isEmpty ? nil : key)
        case ("macro", let id?):
            guard let macro = ID<SavedReply>(id) else { return nil }
            self = .macro(macro)
        default: return nil
        }
    }

    /// What a form asks for: the button that was pressed, or what was chosen beside it.
    ///
    /// - Throws: `invalid` when nothing was chosen to be done.
    init(_ form: Form) throws {
        guard let work = Self(form.optional("do") ?? form["what"]) else { throw Failure.invalid("what", "must be chosen") }
        self = work
    }

    /// The numbers that were chosen, each once, in their order.
    ///
    /// - Throws: `invalid` for none, and for too many.
    static func numbers(_ form: Form) throws -> [Int64] {
        var seen: Set<Int64> = []
        let numbers = form.all("conversation").compactMap { Int64($0) }.filter { seen.insert($0).inserted }
        try Failure.require(!numbers.isEmpty, "conversation", "must be chosen")
        try Failure.require(numbers.count <= most, "conversation", "must be \(most) at most")
        return numbers
    }
}

extension ConversationWorkStore {
    /// Each conversation answers for itself: what cannot be done with one is done with the others all the same.
    ///
    /// - Parameter macros: where macros are found.
    func perform(
        _ work: BulkWork, with numbers: [Int64], by staff: Viewer, at now: Instant, macros: SavedReplyStore? = nil
    ) async throws -> BulkWork.Outcome {
        var macro: SavedReply?
        if case .macro(let id) = work { macro = try await macros?.find(id) }
        let done = WorkDone(work.deed, by: staff, at: now, macro?.name ?? "")
        let failures = try await withThrowingTaskGroup(of: (Int64, Failure?).self) { group in
            for number in numbers {
                group.addTask { [macro] in
                    do {
                        if let macro, let macros {
                            try await perform(macro, with: number, by: staff, as: done, macros)
                        } else {
                            try await perform(work, with: number, by: staff, as: done)
                        }
                        return (number, nil)
                    } catch let failure as Failure {
                        return (number, failure)
                    }
                }
            }
            return try await group.reduce(into: [Int64: Failure]()) { $0[$1.0] = $1.1 }
        }
        return BulkWork.Outcome(
            done: numbers.filter { failures[$0] == nil }, refused: numbers.compactMap { number in failures[number].map { (number, $0) } })
    }

    private func perform(_ work: BulkWork, with number: Int64, by staff: Viewer, as done: WorkDone) async throws {
        let now = done.at
        switch work {
        case .take: try await assign(number, to: staff.id, by: staff, at: now, as: done)
        case .give(let colleague): try await assign(number, to: colleague, by: staff, at: now, as: done)
        case .resolve: try await stand(.resolved, number, by: staff, at: now, as: done)
        case .prioritise(let priority): try await prioritise(number, priority, by: staff, at: now, as: done)
        case .label(let key): try await label(number, key, by: staff, at: now, as: done)
        case .unlabel(let key): try await unlabel(number, key, by: staff, at: now, as: done)
        case .team(let key): try await give(number, toTeam: key, by: staff, at: now, as: done)
        case .put(let incident): try await IncidentStore(line: line).put(number, under: incident, by: staff, at: now)
        case .macro: throw Failure.missing("This macro")
        }
    }

    /// In the customer's language. Where something that it says is not known, nothing is done.
    private func perform(
        _ macro: SavedReply, with number: Int64, by staff: Viewer, as done: WorkDone, _ macros: SavedReplyStore
    ) async throws {
        let conversation = try await ConversationStore(line: line).find(number)
        let text = try SavedReply.closed(await macros.text(macro, in: conversation, by: staff))
        let writing = Writing(
            text: text, seen: conversation.lastEntry, once: "\(done.id):\(number)", deeds: macro.deeds,
            macro: macro.name)
        try await reply(writing, in: number, by: staff, at: done.at, as: done)
    }
}
