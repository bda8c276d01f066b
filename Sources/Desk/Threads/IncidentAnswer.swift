import Kernel
import Web

/// One answer to all who have the same problem: each is given it in their own conversation, by their own channel, once.
struct IncidentAnswer: Hashable, Sendable {
    let id: ID<IncidentAnswer>
    let incident: Int64
    let staff: ID<Viewer>
    let staffName: String
    let at: Instant
    /// The saved reply that each is given in their language.
    let reply: ID<SavedReply>?
    /// What was typed; empty where it is a saved reply.
    let text: String
    /// Whether each is resolved with it.
    let resolves: Bool
    /// What became of it.
    var waiting = 0
    var sent = 0
    var failures: [Failed] = []

    struct Failed: Hashable, Sendable {
        let conversation: Int64
        let fault: String
    }

    /// What makes it this answer in a conversation, however often it is sent.
    func once(in conversation: Int64) -> String { "incident:\(id):\(conversation)" }
}
