import Channels
import Foundation
import Kernel
import People
import Storage
import TestKit
import Timeline
import Web

@testable import Desk

/// Files of conversations, and what becomes of them.
extension Office {
    /// An example that comes along.
    static func example(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../../examples/conversations/\(name)").standardizedFileURL
            .path
    }

    /// When the files are brought in: long after what they tell of.
    static let today = noon().adding(.hours(6))

    /// Brings in a copy of a file, so that the list of rejected ones lies beside it, in a folder that goes.
    @discardableResult
    func bring(_ path: String, own: [String] = [], as format: ArchiveFormat? = nil, users: String? = nil) async throws -> ArchiveImportStore.Result {
        var options = ArchiveOptions()
        (options.own, options.format, options.users) = (own, format, users)
        let run = try await ArchiveImportStore.prepare(path, options, into: line, source: nil, at: Self.today)
        return try await run.run(at: Self.today, reporting: { _, _ in })
    }

    @discardableResult
    func bring(example name: String, own: [String] = []) async throws -> ArchiveImportStore.Result {
        try await withDirectory { directory async throws in
            let path = "\(directory)/\(name)"
            try FileManager.default.copyItem(atPath: Self.example(name), toPath: path)
            return try await bring(path, own: own)
        }
    }

    /// What stands in the list of rejected ones after text of a file was brought in.
    @discardableResult
    func bring(text: String, as format: ArchiveFormat? = nil) async throws -> (result: ArchiveImportStore.Result, rejected: String) {
        try await withDirectory { directory async throws in
            let path = "\(directory)/file"
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            let result = try await bring(path, as: format)
            // No list: nothing was rejected.
            return (result, (try? String(contentsOfFile: path + ".rejected.csv", encoding: .utf8)) ?? "")
        }
    }

    func number(of thread: String) async throws -> Int64 {
        try await line.database.read { try $0.value("SELECT number FROM conversation WHERE thread = \(thread)") } ?? 0
    }

    func numbers() async throws -> [Int64] {
        try await line.database.read { try $0.rows("SELECT number FROM conversation ORDER BY number").map { try $0.get(at: 0) } }
    }

    /// What happened in a conversation, a line each: `message 2025-10-06T08:14:20Z: Hello`, with who of staff it was in brackets.
    func story(_ thread: String) async throws -> [String] {
        let whole = try await conversations.whole(try await number(of: thread))
        return whole.entries.map { entry in
            let who = entry.staffName ?? whole.strangers[entry.number]
            let what = entry.happening.isSaid ? entry.text : entry.detail
            return "\(entry.happening.key)\(who.map { " [\($0)]" } ?? "") \(entry.at): \(what)"
        }
    }
}

extension Office {
    /// By what the customer of a conversation is known, and what they are called.
    func customer(of thread: String) async throws -> [String] {
        let person = try await conversations.find(try await number(of: thread)).person
        let rules = line.rules
        return try await line.database.read { session in
            let profile = try ProfileStore().profile(of: person, session)
            let known = profile.identifiers.map { "\(rules[number: $0.type]?.type.rawValue ?? "?") \($0.value)" }
            return (known + [profile.name.map { "name \($0)" }].compactMap(\.self)).sorted()
        }
    }

    func erase(_ identifier: Identifier) async throws {
        let person = try await line.database.read { session in
            try IdentityStore().find(identifier, session).map { try PersonStore().find(number: $0.person, session).id }
        }
        guard let person else { throw Failure.missing("Whom to erase") }
        _ = try await ErasureStore(line: line, recording: { _, _ in }).erase(person, by: nil)
    }

    /// A promise to everybody, from ever.
    func promise() async throws {
        let terms = try ServicePolicy.Terms(
            [try ServiceTarget(.firstResponse, within: .hours(4), clock: .calendar, warning: nil, pauses: [])], for: .init())
        try await ServicePolicyStore(line: line).save(nil, name: "All", rank: 1, terms, by: ada.id, since: noon().adding(.days(-2_000)))
    }

    /// What a webhook that wants to hear everything would be told now.
    ///
    /// - Parameter name: of the webhook, which is a new one.
    func told(_ name: String) async throws -> [String] {
        let webhook = try await WebhookStore(database: line.database, feed: ConversationFeedStore(), recording: { _, _ in }).add(
            .init(name: name, address: "https://hooks.example/all", source: nil, events: Set(Webhook.Event.allCases)), by: nil
        ).webhook
        return try await line.database.read { session in
            try ConversationFeedStore().events(after: 0, for: webhook, session).events.map(\.event.rawValue)
        }
    }
}
