import Kernel
import Storage
import Synchronization
import Timeline
import Web

/// Sees that something of one sort happened – of calls, of visitors –, by whichever server, and tells the pages that show it.
final class CounterWatchStore: Sendable {
    private let database: any Database
    private let counter: String
    let event: ServerEvent
    private let hub = EventHub()
    /// How often it happened; `nil` before the first look, and while nobody listens.
    private let seen = Mutex<Int64?>(nil)

    init(_ line: Line, counter: String, telling event: ServerEvent) { (database, self.counter, self.event) = (line.database, counter, event) }

    /// Looks once; costs nothing while nobody listens.
    func look() async throws {
        guard !hub.topics.isEmpty else { return seen.withLock { $0 = nil } }
        let newest = try await database.read { [counter] in try $0.value("SELECT value FROM counter WHERE name = \(counter)") ?? 0 as Int64 }
        let before = seen.withLock { seen in
            defer { seen = newest }
            return seen
        }
        guard before != newest else { return }
        for topic in hub.topics { hub.publish(event, to: topic) }
    }

    func listen(by staff: Viewer) throws -> AsyncStream<ServerEvent> {
        try hub.listen(to: staff.id.description, by: staff.id.description)
    }

    /// - Parameter client: who must not listen to more than thirty things.
    func listen(to topic: String, by client: String) throws -> AsyncStream<ServerEvent> { try hub.listen(to: topic, by: client) }
}

extension ServerEvent {
    /// What rings for somebody may have changed.
    static let call = ServerEvent(name: "call", data: "{}")
    /// Who waits at a desk has changed.
    static let visit = ServerEvent(name: "visit", data: "{}")
}
