package import Kernel
import People
import Synchronization
import Web

/// Sees what comes onto the line, whoever wrote it – this server, another one on the same database, an import – and tells the pages
/// that listen. It also sees when settings were changed elsewhere, and has the line read them again.
///
/// Positions are given in the order of commits, so that looking behind the last one seen leaves nothing out.
package final class LineWatch: Sendable {
    /// How often somebody should call `look` at least: for what others write. What is written here rings `line.bell`.
    package static let pause = Duration.milliseconds(100)
    /// Pages about everybody are told at most this often: what they show takes longer to work out.
    static let pace = Duration.seconds(5)

    private let line: Line
    private let store: WatchStore
    private let hub = EventHub()
    private let seen = Mutex(Seen())

    private struct Seen {
        /// `nil` before the first look.
        var position: Int64?
        var toldPosition: Int64 = 0
        var toldAt: Instant?
    }

    package init(_ line: Line) {
        self.line = line
        store = WatchStore(database: line.database)
    }

    /// Looks once. Costs one question of two rows while nothing happens.
    package func look(at now: Instant) async throws {
        let counts = try await store.counts()
        if counts.settings != line.settingsVersion { try await line.reload() }
        if let before = seen.withLock({ $0.position }), counts.position > before {
            let watched = hub.topics.compactMap(Topic.person(in:))
            for person in try await store.touched(among: watched, after: before, upTo: counts.position) {
                hub.publish(.touchpoint(counts.position), to: Topic.person(person).name)
            }
        }
        if isTimeToTellOfTheLine(counts.position, now) { hub.publish(.touchpoint(counts.position), to: Topic.line.name) }
        seen.withLock { $0.position = max(counts.position, $0.position ?? 0) }
    }

    private func isTimeToTellOfTheLine(_ position: Int64, _ now: Instant) -> Bool {
        seen.withLock { seen in
            if seen.position == nil { seen.toldPosition = position }
            guard position > seen.toldPosition, seen.toldAt.map({ now.duration(since: $0) >= Self.pace }) ?? true else { return false }
            (seen.toldPosition, seen.toldAt) = (position, now)
            return true
        }
    }
}

extension LineWatch {
    /// What a page may listen to.
    enum Topic: Hashable {
        case line
        /// By the number that stood for them when the page was opened.
        case person(Int64)

        var name: String {
            switch self {
            case .line: "line"
            case .person(let number): "person \(number)"
            }
        }

        static func person(in name: String) -> Int64? { name.hasPrefix("person ") ? Int64(name.dropFirst(7)) : nil }
    }

    /// What to listen to for this customer.
    func topic(of id: ID<Person>) async throws -> Topic { .person(try await store.number(of: id)) }

    func listen(to topic: Topic, by staff: Viewer) throws -> AsyncStream<ServerEvent> {
        try hub.listen(to: topic.name, by: staff.id.description)
    }

    func listeners(of topic: Topic) -> Int { hub.count(of: topic.name) }

    /// What a page did not hear of that knows everything up to `position`: one event, since a page asks for all it shows anyway.
    func missed(of topic: Topic, since position: Int64) async throws -> [ServerEvent] {
        let newest =
            switch topic {
            case .line: try await store.counts().position
            case .person(let number): try await store.newest(of: number, after: position)
            }
        return newest > position ? [.touchpoint(newest)] : []
    }
}

extension ServerEvent {
    /// Something came onto the line, up to this position. What it was, the page asks for itself.
    static func touchpoint(_ position: Int64) -> ServerEvent { ServerEvent(id: "\(position)", name: "touchpoint", data: "{}") }
}
