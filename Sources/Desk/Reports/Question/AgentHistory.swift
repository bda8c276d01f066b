import Kernel
import Web

/// Who of staff did what in a conversation, and whose it was meanwhile.
struct AgentHistory: Sendable {
    private let deeds: [Instant: ID<Viewer>]
    private let owners: [(at: Instant, staff: ID<Viewer>?)]

    /// - Parameters:
    ///   - entries: of one conversation, in their order.
    ///   - ids: of those of staff whose name nobody else has, for what was given at a time in which only the name was written down.
    init(_ entries: [ConversationEntry], ids: [String: ID<Viewer>]) {
        let fates = AnswerFates(entries)
        var deeds: [Instant: ID<Viewer>] = [:]
        for entry in entries {
            let who = entry.happening == .reply || entry.happening == .status ? entry.staff : fates.arrival(entry)?.by
            if let who, deeds[entry.at] == nil { deeds[entry.at] = who }
        }
        self.deeds = deeds
        owners = entries.filter { $0.happening == .assignment }.map { ($0.at, $0.assignment.map(\.whom) ?? ids[$0.detail]) }
    }

    /// All who answered or resolved something in it, or whose it was.
    var all: Set<ID<Viewer>> { Set(deeds.values).union(owners.compactMap(\.staff)) }

    /// Whose it was.
    func owner(at instant: Instant) -> ID<Viewer>? { owners.last { $0.at <= instant }?.staff }

    /// Whose figure of a moment is: of whoever did something then, else of whose it was.
    func agent(at instant: Instant) -> ID<Viewer>? { deeds[instant] ?? owner(at: instant) }
}
