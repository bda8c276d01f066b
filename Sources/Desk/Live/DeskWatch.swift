package import Kernel
import Synchronization
package import Timeline
import Web

/// Sees every entry that is written in a conversation, whoever wrote it – this server, or another one on the same database – and tells the pages that
/// show it. Beside it, it knows who has a conversation open, and who writes in it: in this process, and not for long.
///
/// Entries are numbered in the order of commits, so that looking behind the last one seen leaves nothing out.
package final class DeskWatch: Sendable {
    let store: DeskWatchStore
    let hub = EventHub(audienceChanged: DeskWatch.audienceChanged)
    let writers = Writers()
    /// Tells of calls.
    let calls: CounterWatchStore
    /// Tells of visitors at desks.
    let visits: CounterWatchStore
    /// The newest entry that was told of; `nil` before the first look.
    private let seen = Mutex<Int64?>(nil)
    /// The same of words on what became of answers.
    private let seenMail = Mutex<Int64?>(nil)
    /// Of staff, by their ids: a hub knows clients alone.
    let names = Mutex<[String: String]>([:])
    /// When somebody asked for a page last.
    let glimpses = Mutex<[ID<Viewer>: Instant]>([:])

    package init(_ line: Line) {
        store = DeskWatchStore(database: line.database)
        calls = CounterWatchStore(line, counter: "phone_call_event", telling: .call)
        visits = CounterWatchStore(line, counter: "shop_visit", telling: .visit)
    }

    /// Looks once. Costs one question of one row while nothing happens.
    package func look(at now: Instant) async throws {
        try await calls.look()
        try await visits.look()
        for conversation in writers.end(at: now) { tellOfWriters(in: conversation) }
        let (newest, mail) = try await store.newestOfBoth()
        try await tellOfMail(upTo: mail)
        let before = seen.withLock { seen in
            defer { seen = max(newest, seen ?? 0) }
            return seen ?? newest
        }
        guard newest > before, !hub.topics.isEmpty else { return }
        do {
            let stirs = try await store.stirs(after: before, upTo: newest)
            for stir in stirs { tell(of: stir) }
            try await tellVisitors(of: stirs)
            if stirs.contains(where: \.isListed) { hub.publish(.inbox(newest), to: Topic.inbox.name) }
        } catch {
            // It is told of at the next look.
            seen.withLock { $0 = before }
            throw error
        }
    }

    private func tellOfMail(upTo newest: Int64) async throws {
        let before = seenMail.withLock { seen in
            defer { seen = max(newest, seen ?? 0) }
            return seen ?? newest
        }
        guard newest > before, !hub.topics.isEmpty else { return }
        do {
            for number in try await store.mails(after: before) { hub.publish(.posted, to: Topic.conversation(number).name) }
        } catch {
            seenMail.withLock { $0 = before }
            throw error
        }
    }

    /// Somebody has opened or left a conversation, staff or the customer: the others who have it open are told.
    private static let audienceChanged: EventHub.AudienceChanged = { hub, topic, listener in
        guard let number = Topic.conversation(in: topic) else { return }
        hub.publish(.presence, to: Topic.conversation(number).name, besides: listener)
    }

    /// Whoever began in a chat window what is a part of another conversation now, or was taken into one of its own.
    private func tellVisitors(of stirs: [DeskWatchStore.Stir]) async throws {
        let said = Dictionary(stirs.compactMap { stir in stir.said.map { (stir.conversation, $0) } }, uniquingKeysWith: max)
        for (number, conversation) in try await store.chats(heardIn: said.keys.sorted()) {
            if let entry = said[conversation] { hub.publish(.said(entry), to: Topic.visitor(number).name) }
        }
    }

    private func tell(of stir: DeskWatchStore.Stir) {
        let staff = Topic.conversation(stir.conversation).name
        hub.publish(.stir(stir), to: staff)
        let visitor = Topic.visitor(stir.conversation).name
        if let said = stir.said { hub.publish(.said(said), to: visitor) }
        // Whoever had their conversation resolved is asked how satisfied they are.
        if stir.isStanding, stir.said == nil { hub.publish(.stood, to: visitor) }
    }
}

extension DeskWatch {
    /// What a page may listen to.
    enum Topic: Hashable {
        case inbox
        /// By its number, for staff.
        case conversation(Int64)
        /// By the number of their conversation, for whoever wrote.
        case visitor(Int64)

        var name: String {
            switch self {
            case .inbox: "inbox"
            case .conversation(let number): "conversation \(number)"
            case .visitor(let number): "visitor \(number)"
            }
        }

        /// The number of the conversation that a topic is about.
        static func conversation(in name: String) -> Int64? { name.split(separator: " ").dropFirst().first.flatMap { Int64($0) } }
    }

    func listen(to topic: Topic, by staff: Viewer) throws -> AsyncStream<ServerEvent> {
        names.withLock { $0[staff.id.description] = staff.name }
        return try hub.listen(to: topic.name, by: staff.id.description)
    }

    /// What a page did not hear of that knows everything up to an entry: one event, since a page asks for all it shows anyway.
    func missed(of topic: Topic, since entry: Int64, at now: Instant) async throws -> [ServerEvent] {
        switch topic {
        case .inbox:
            let newest = try await store.newest()
            return newest > entry ? [.inbox(newest)] : []
        case .conversation(let number):
            let stirred = try await store.stir(in: number, after: entry).map { [ServerEvent.stir($0)] } ?? []
            // What became of an answer since the page was made is shown too.
            return try await store.isMailOnItsWay(in: number, since: now.adding(.minutes(-1))) ? stirred + [.posted] : stirred
        case .visitor(let number): return try await store.stir(in: number, after: entry)?.said.map { [.said($0)] } ?? []
        }
    }
}

extension ServerEvent {
    /// Something in the lists has changed, up to this entry.
    static func inbox(_ entry: Int64) -> ServerEvent { ServerEvent(id: "\(entry)", name: "inbox", data: "{}") }
    fileprivate static func stir(_ stir: DeskWatchStore.Stir) -> ServerEvent { stir.said == nil ? .worked(stir.entry) : .said(stir.entry) }
    /// The customer said or heard something.
    static func said(_ entry: Int64) -> ServerEvent { ServerEvent(id: "\(entry)", name: "said", data: "{}") }
    /// Something was done that only staff see.
    static func worked(_ entry: Int64) -> ServerEvent { ServerEvent(id: "\(entry)", name: "worked", data: "{}") }
    /// What becomes of an answer by mail has changed.
    static let posted = ServerEvent(name: "posted", data: "{}")
    /// Where the conversation stands has changed.
    fileprivate static let stood = ServerEvent(name: "stood", data: "{}")
    /// What is known of whoever writes in a chat window has changed.
    static let chat = ServerEvent(name: "chat", data: "{}")
    /// Who reads or writes has changed.
    static let presence = ServerEvent(name: "presence", data: "{}")
}
