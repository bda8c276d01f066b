import Foundation
import Kernel
import Language
import Storage
import Timeline
import Web

/// The fields there are, and what stands in them.
struct ConversationFieldStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    /// More than these nobody fills in.
    static let most = 30

    func all() async throws -> [ConversationField] { try await line.database.read { try Self.all($0) } }

    /// In the order in which they were made, those that are put away too.
    static func all(_ reading: some Reading) throws -> [ConversationField] {
        try reading.rows("SELECT * FROM conversation_field ORDER BY created_at, key").map(ConversationField.init)
    }

    /// - Throws: `missing`.
    func find(_ key: String) async throws -> ConversationField {
        guard let field = try await all().first(where: { $0.key == key }) else { throw Failure.missing("This field") }
        return field
    }

    /// - Parameter key: `nil` makes a new one; the kind of one that there is stays.
    /// - Throws: `conflict` when there are too many.
    func save(
        _ key: String?, _ kind: ConversationField.Kind, _ names: [ReaderLanguage: String], _ choices: [String], by staff: ID<Viewer>?
    ) async throws {
        try await line.database.write { [recording] tx in
            let all = try Self.all(tx)
            guard let first = ReaderLanguage.allCases.lazy.compactMap({ names[$0] }).first else {
                throw Failure.invalid("name_en", "must not be empty")
            }
            if key == nil { try Self.requireRoom(all) }
            let saved = try key ?? Label.key(for: first, besides: Set(all.map(\.key)))
            let kept = all.first { $0.key == key }?.kind ?? kind
            try Failure.require(kept != .choice || !choices.isEmpty, "choices", "must not be empty")
            let spelt = Dictionary(uniqueKeysWithValues: names.map { ($0.key.rawValue, $0.value) })
            try tx.run(
                """
                INSERT INTO conversation_field (key, kind, names, choices, created_at)
                VALUES (\(saved), \(kept.rawValue), \(try PlainJSON.text(spelt)), \(try PlainJSON.text(choices)), \(tx.now))
                ON CONFLICT (key) DO UPDATE SET names = excluded.names, choices = excluded.choices
                """)
            try recording(SettingsChange(action: key == nil ? .field(.added) : .field(.changed), subject: first, detail: saved, staff: staff), tx)
        }
    }

    func putAway(_ field: ConversationField, _ isPutAway: Bool, by staff: ID<Viewer>?) async throws {
        try await line.database.write { [recording] tx in
            let all = try Self.all(tx)
            guard let now = all.first(where: { $0.key == field.key }), now.isPutAway != isPutAway else { return }
            if !isPutAway { try Self.requireRoom(all) }
            try tx.run("UPDATE conversation_field SET put_away_at = \(isPutAway ? tx.now : nil) WHERE key = \(field.key)")
            try recording(
                SettingsChange(action: isPutAway ? .field(.putAway) : .field(.broughtBack), subject: field.name, detail: field.key, staff: staff), tx)
        }
    }

    private static func requireRoom(_ fields: [ConversationField]) throws {
        guard fields.count(where: { !$0.isPutAway }) < most else { throw Failure.conflict("There are \(most) fields already: put one away first.") }
    }
}

// MARK: - What stands in them

extension ConversationFieldStore {
    /// Those in use, and those in which something stands.
    static func filled(_ number: Int64, _ reading: some Reading) throws -> [(field: ConversationField, value: String?)] {
        let values = try values(of: [number], reading)[number] ?? [:]
        return try all(reading).filter { !$0.isPutAway || values[$0.key] != nil }.map { ($0, values[$0.key]) }
    }

    /// By the numbers of conversations, and the keys of fields.
    static func values(of numbers: [Int64], _ reading: some Reading) throws -> [Int64: [String: String]] {
        var values: [Int64: [String: String]] = [:]
        for some in numbers.chunked(by: 500) {
            try reading.forEach("SELECT conversation, field, value FROM conversation_field_value WHERE conversation IN \(list: some)") {
                values[try $0.get(at: 0), default: [:]][try $0.get(at: 1)] = try $0.get(at: 2)
            }
        }
        return values
    }

    /// Writes what staff have typed; what is as it was is no news.
    ///
    /// - Parameter typed: by the keys of fields; what is missing stays.
    func fill(_ typed: [String: String], in number: Int64, by staff: Viewer, at now: Instant) async throws {
        try await line.write { tx in
            let conversation = try ConversationStore.working(number, tx)
            let entries = try Self.entries(typed, in: number, by: staff.id, now, "\(conversation.lastEntry)", tx)
            guard !entries.isEmpty else { return }
            try ConversationStore.record(entries, leaving: conversation, in: tx)
        }
    }

    /// The entries of values that are others now; the values are written.
    ///
    /// - Throws: `invalid` for a field that there is not, and for what it cannot hold.
    static func entries(
        _ typed: [String: String], in number: Int64, by staff: ID<Viewer>?, _ now: Instant, _ once: String, _ tx: Transaction
    ) throws -> [ConversationStore.NewEntry] {
        guard !typed.isEmpty else { return [] }
        let (fields, before) = (try all(tx), try values(of: [number], tx)[number] ?? [:])
        return try typed.sorted { $0.key < $1.key }.compactMap { key, text -> ConversationStore.NewEntry? in
            guard let field = fields.first(where: { $0.key == key }) else { throw unknown(key, fields) }
            let value = try field.value(text, at: "fields.\(key)")
            guard value != before[key] else { return nil }
            try tx.run("DELETE FROM conversation_field_value WHERE conversation = \(number) AND field = \(key)")
            if let value {
                try tx.run("INSERT INTO conversation_field_value (conversation, field, value) VALUES (\(number), \(key), \(value))")
            }
            return .init(
                happening: .tied, at: now, staff: staff, text: value ?? "", detail: ConversationTie(.field, number, key).detail,
                once: "field:\(number):\(once):\(key)")
        }
    }

    private static func unknown(_ key: String, _ fields: [ConversationField]) -> Failure {
        let names = fields.filter { !$0.isPutAway }.map(\.key).joined(separator: ", ")
        return .invalid("fields", "name a field that there is not; there are \(names.isEmpty ? "none" : names)")
    }

    /// Of a row of `conversation`: that a field has a value.
    static func bears(_ key: String, _ value: String) -> SQL {
        """
        EXISTS (SELECT 1 FROM conversation_field_value WHERE conversation_field_value.conversation = conversation.number
        AND conversation_field_value.field = \(key) AND conversation_field_value.value = \(value))
        """
    }
}

extension ConversationField {
    init(_ row: Row) throws {
        let names = try JSONDecoder().decode([String: String].self, from: Data(row.get("names", as: String.self).utf8))
        self.init(
            key: try row.get("key"), kind: Kind(rawValue: try row.get("kind")) ?? .text,
            names: Dictionary(
                names.compactMap { name in ReaderLanguage(rawValue: name.key).map { ($0, name.value) } }, uniquingKeysWith: { first, _ in first }),
            choices: try JSONDecoder().decode([String].self, from: Data(row.get("choices", as: String.self).utf8)),
            isPutAway: try row.find("put_away_at", as: Instant.self) != nil)
    }
}
