import Foundation
import Kernel
import Synchronization
import Web

/// Who else is there.
struct Attendance: Hashable, Sendable {
    /// Names of colleagues who have it open, without those who write.
    var reading: [String] = []
    var writing: [String] = []
    /// Whether the customer has the chat open.
    var isVisitorThere = false
    var isVisitorWriting = false
    /// Whether the customer has read the last answer; `nil` where nobody can tell.
    var hasVisitorRead: Bool?
}

extension DeskWatch {
    /// - Parameter viewer: who asks, and is not told of themselves.
    func attendance(of conversation: Int64, besides viewer: Viewer, at now: Instant) -> Attendance {
        let writing = writers.writing(in: conversation, at: now)
        let there = hub.clients(of: Topic.conversation(conversation).name)
        let own = viewer.id.description
        let pens = Set(writing.compactMap { writer in if case .staff(let id) = writer { id } else { nil } }).subtracting([own])
        var attendance = Attendance()
        attendance.writing = called(pens)
        attendance.reading = called(there.subtracting(pens).subtracting([own]))
        attendance.isVisitorThere = hub.count(of: Topic.visitor(conversation).name) > 0
        attendance.isVisitorWriting = writing.contains(.visitor)
        return attendance
    }

    /// The same, with whether the customer has read the last answer.
    func attendance(of conversation: Int64, besides viewer: Viewer, _ chats: ChatStore, at now: Instant) async throws -> Attendance {
        var attendance = attendance(of: conversation, besides: viewer, at: now)
        attendance.hasVisitorRead = try await chats.hasVisitorRead(conversation)
        return attendance
    }

    private func called(_ ids: Set<String>) -> [String] { names.withLock { names in ids.compactMap { names[$0] } }.sorted() }

    func writes(_ staff: Viewer, in conversation: Int64, at now: Instant) {
        names.withLock { $0[staff.id.description] = staff.name }
        if writers.note(.staff(staff.id.description), in: conversation, at: now) { tellOfWriters(in: conversation) }
    }

    func visitorWrites(in conversation: Int64, at now: Instant) {
        if writers.note(.visitor, in: conversation, at: now) { tellOfWriters(in: conversation) }
    }

    /// Whoever has a chat window open; thirty of one conversation at most.
    func listenAsVisitor(of conversation: Int64) throws -> AsyncStream<ServerEvent> {
        let topic = Topic.visitor(conversation).name
        return try hub.listen(to: topic, by: topic)
    }

    /// They have read something, or left an address.
    func visitorHasDone(in conversation: Int64) {
        for event in [ServerEvent.presence, .chat] { hub.publish(event, to: Topic.conversation(conversation).name) }
    }

    /// Somebody has looked at what calls them: their own pages show so.
    func listsHaveChanged(at entry: Int64) { hub.publish(.inbox(entry), to: Topic.inbox.name) }

    func staffHaveRead(in conversation: Int64) {
        hub.publish(ServerEvent(name: "read", data: "{}"), to: Topic.visitor(conversation).name)
    }

    /// Whoever has sent something writes it no longer.
    func sent(_ writer: Writers.Writer, in conversation: Int64) {
        if writers.stop(writer, in: conversation) { tellOfWriters(in: conversation) }
    }

    /// Staff are told that something changed; the visitor who of staff writes.
    func tellOfWriters(in conversation: Int64) {
        hub.publish(.presence, to: Topic.conversation(conversation).name)
        let topic = Topic.visitor(conversation).name
        guard hub.count(of: topic) > 0 else { return }
        hub.publish(.writing(called(writers.staff(in: conversation))), to: topic)
    }
}

extension Writers {
    fileprivate func staff(in conversation: Int64) -> Set<String> {
        Set(all(in: conversation).compactMap { writer in if case .staff(let id) = writer { id } else { nil } })
    }
}

extension ServerEvent {
    fileprivate static func writing(_ names: [String]) -> ServerEvent {
        // A list of texts is always JSON.
        let data = (try? JSONEncoder().encode(["names": names])) ?? Data()
        return ServerEvent(name: "writing", data: String(decoding: data, as: UTF8.self))
    }
}
