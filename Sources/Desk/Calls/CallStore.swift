import Kernel
import People
import Storage
import Timeline
import Web

/// Calls as they are told of, and as they are read.
struct CallStore: Sendable {
    let line: Line

    /// By what telephone systems call those who work here.
    struct Directory: Sendable {
        fileprivate var byName: [String: ID<Viewer>] = [:]
        fileprivate var names: [ID<Viewer>: String] = [:]

        /// - Parameter name: an email address or an extension.
        func who(_ name: String) -> ID<Viewer>? { byName[name.lowercased()] }
        func name(of staff: ID<Viewer>?) -> String? { staff.flatMap { names[$0] } }
    }

    func directory() async throws -> Directory {
        try await line.database.read { session in
            var directory = Directory()
            for row in try session.rows("SELECT id, email, name FROM staff WHERE disabled_at IS NULL") {
                directory.names[try row.get("id")] = try row.get("name", as: String.self)
                directory.byName[try row.get("email", as: String.self).lowercased()] = try row.get("id")
            }
            for row in try session.rows("SELECT staff, extension FROM phone_extension") {
                directory.byName[try row.get("extension", as: String.self).lowercased()] = try row.get("staff")
            }
            return directory
        }
    }

    /// - Throws: `missing`.
    func find(_ number: Int64) async throws -> Call { try await line.database.read { try Self.find(number, $0) } }

    static func find(_ number: Int64, _ reading: some Reading) throws -> Call {
        guard let call = try calls("number = \(number)", reading).first else { throw Failure.missing("This call") }
        return call
    }

    static func find(_ key: String, of source: Int64, _ reading: some Reading) throws -> Call? {
        try calls("source = \(source) AND key = \(key)", reading).first
    }

    /// With what was told of them, by their numbers.
    static func calls(_ condition: SQL, _ reading: some Reading) throws -> [Call] {
        let bare = try reading.rows("SELECT * FROM phone_call WHERE \(condition) ORDER BY number").map(Call.init)
        var events: [Int64: [CallEvent]] = [:]
        for numbers in bare.map(\.number).chunked(by: 500) {
            try reading.forEach("SELECT * FROM phone_call_event WHERE call IN \(list: numbers)") { row in
                events[try row.get("call"), default: []].append(try CallEvent(row))
            }
        }
        return bare.map { $0.telling(events[$0.number] ?? []) }
    }

    /// Those that entries tell of, by their numbers: what is read in a conversation may stand in another one.
    func calls(in entries: [ConversationEntry]) async throws -> [Int64: Call] {
        let numbers = Set(entries.compactMap { $0.call?.number }).sorted()
        guard !numbers.isEmpty else { return [:] }
        return try await line.database.read { session in
            try numbers.chunked(by: 500).reduce(into: [:]) { calls, some in
                for call in try Self.calls("number IN \(list: some)", session) { calls[call.number] = call }
            }
        }
    }

    // MARK: - Extensions

    func extensionOf(_ staff: ID<Viewer>) async throws -> String {
        try await line.database.read { try $0.value("SELECT extension FROM phone_extension WHERE staff = \(staff)") } ?? ""
    }

    /// - Parameter digits: empty takes it away.
    /// - Throws: `invalid` when a colleague has it.
    func set(_ digits: String, of staff: ID<Viewer>) async throws {
        try await line.database.write { tx in
            try tx.run("DELETE FROM phone_extension WHERE staff = \(staff)")
            guard !digits.isEmpty else { return }
            let taken = try tx.first("SELECT 1 FROM phone_extension WHERE extension = \(digits)") != nil
            try Failure.require(!taken, "extension", "must be another one: a colleague has this one")
            try tx.run("INSERT INTO phone_extension (staff, extension, set_at) VALUES (\(staff), \(digits), \(tx.now))")
        }
    }
}

extension CallStore {
    /// Puts down what is new of a call; the pages that show it look again.
    static func put(_ call: Call, _ news: [CallEvent], isNew: Bool, in tx: Transaction) throws {
        if isNew {
            try tx.run(
                """
                INSERT INTO phone_call (number, source, key, direction, channel, phone, began_at, identifier, conversation)
                VALUES (\(call.number), \(call.source), \(call.key), \(call.direction.rawValue), \(call.channel.rawValue), \(call.phone),
                \(call.beganAt), \(call.identifier), NULL)
                """)
        }
        for event in news {
            try tx.run(
                """
                INSERT INTO phone_call_event (call, once, kind, at, recorded_at, staff, agent, talked, recording, text)
                VALUES (\(call.number), \(event.digest), \(event.kind.rawValue), \(event.at), \(tx.now), \(event.staff), \(event.agent),
                \(event.talked), \(event.recording), \(event.text))
                """)
        }
        try stir(in: tx)
    }

    /// Rows of `conversation_entry` that tell of none: what was said by telephone is read by staff alone.
    static let isNone: SQL = "substr(conversation_entry.detail, 1, 5) <> 'call '"

    /// Pages that show calls look again.
    static func stir(in tx: Transaction) throws { _ = try tx.take(1, of: "phone_call_event") }
}

extension Call {
    init(_ row: Row) throws {
        self.init(
            number: try row.get("number"), source: try row.get("source"), key: try row.get("key"),
            direction: Direction(rawValue: try row.get("direction")) ?? .incoming,
            channel: DeskChannel(rawValue: try row.get("channel")) ?? .phone, phone: try row.get("phone"), beganAt: try row.get("began_at"),
            identifier: try row.find("identifier"), conversation: try row.find("conversation"))
    }
}

extension CallEvent {
    init(_ row: Row) throws {
        self.init(
            kind: Kind(rawValue: try row.get("kind")) ?? .ringing, at: try row.get("at"), staff: try row.find("staff"), agent: try row.get("agent"),
            talked: try row.find("talked"), recording: try row.get("recording"), text: try row.get("text"))
    }
}
