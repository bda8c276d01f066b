import Kernel
import Synchronization
import Timeline
import Web

/// Sees what is told of calls, by whichever server, and tells the pages of those whom it concerns.
final class CallWatch: Sendable {
    private let store: CallPopStore
    private let hub = EventHub()
    /// How often something was told of calls; `nil` before the first look.
    private let seen = Mutex<Int64?>(nil)

    init(_ line: Line) { store = CallPopStore(line: line) }

    /// Looks once; costs nothing while nobody listens.
    func look() async throws {
        guard !hub.topics.isEmpty else { return seen.withLock { $0 = nil } }
        let newest = try await store.newest()
        let before = seen.withLock { seen in
            defer { seen = newest }
            return seen
        }
        // Who began to listen meanwhile has asked what rings.
        guard before != newest else { return }
        for topic in hub.topics { hub.publish(.call, to: topic) }
    }

    func listen(by staff: Viewer) throws -> AsyncStream<ServerEvent> {
        try hub.listen(to: staff.id.description, by: staff.id.description)
    }
}

extension ServerEvent {
    /// What rings for somebody may have changed.
    static let call = ServerEvent(name: "call", data: "{}")
}
