import Crypto
import Foundation
import Kernel
import People
import Storage
import Timeline
import Web

/// Takes what is told of a call: onto the customer's line and into a conversation, both or neither, once, in whichever order it comes.
extension CallStore {
    struct Receipt: Hashable, Sendable {
        let call: Int64
        let conversation: Int64?
        /// It was told already.
        let isDuplicate: Bool
    }

    /// A call within so long of another one of the same customer belongs to the same conversation, as long as that is not resolved.
    static let joining = Duration.hours(24)

    /// What somebody of staff says of whom it is with.
    private struct Told {
        var identifier: Int64?
        var conversation: Int64?
    }

    /// What was found before the transaction, and has to hold in it.
    private struct Found: Equatable {
        var call: Call?
        /// The conversation it is for.
        var asked: Int64?
        /// The one in which that is read.
        var conversation: Conversation?
        var identifier: Identifier?
    }

    /// - Parameters:
    ///   - chosen: number of the identifier of whom it is with, where somebody of staff says so.
    ///   - conversation: the one it belongs to, where somebody of staff says so.
    /// - Throws: `Failure.invalid` with what is wrong with it.
    func take(_ report: CallReport, from source: Source, with chosen: Int64? = nil, into conversation: Int64? = nil) async throws -> Receipt {
        for _ in 0..<5 {
            if let receipt = try await attempt(report, source, Told(identifier: chosen, conversation: conversation)) { return receipt }
        }
        throw Failure.conflict("This conversation changes too quickly: send the message again.")
    }

    /// - Returns: `nil` when something has changed since it was looked at.
    private func attempt(_ report: CallReport, _ source: Source, _ told: Told) async throws -> Receipt? {
        let rules = line.rules
        let found = try await line.database.read { try Self.found(report, source, told, rules, $0) }
        let bare = if let call = found.call { call } else { try await begun(report, source, told.identifier) }
        try Self.require(report, isOf: bare)
        let news = report.events.filter { !bare.events.contains($0) }
        guard !news.isEmpty else {
            return Receipt(call: bare.number, conversation: bare.conversation == nil ? nil : found.conversation?.number, isDuplicate: true)
        }
        let call = bare.telling(news)
        // Before it is a conversation nothing of it stands anywhere.
        let before = bare.conversation == nil ? [] : Set(CallPlan(bare).pieces)
        let pieces = CallPlan(call).pieces.filter { !before.contains($0) }
        let work = CallFilingStore(
            line: line, source: source, call: call, pieces: pieces, identifier: found.identifier, asked: found.asked, subject: report.subject,
            name: report.name)
        do {
            let conversation = try await work.file(into: found.conversation) { tx in
                guard try Self.found(report, source, told, rules, tx) == found else { throw CallFilingStore.Changed() }
                try Self.put(call, news, isNew: found.call == nil, in: tx)
            }
            return Receipt(call: call.number, conversation: conversation, isDuplicate: false)
        } catch is CallFilingStore.Changed {
            return nil
        }
    }

    private func begun(_ report: CallReport, _ source: Source, _ chosen: Int64?) async throws -> Call {
        let number = try await line.database.write { try $0.take(1, of: "phone_call") }
        return Call(
            number: number, source: source.id, key: report.key, direction: report.direction, channel: report.channel,
            phone: report.phone?.value ?? "", beganAt: report.beganAt, identifier: chosen)
    }

    /// Whoever tells of a call tells the same of it each time.
    private static func require(_ report: CallReport, isOf call: Call) throws {
        let reason = "must be what was told of this call before"
        try Failure.require(report.direction == call.direction, "direction", reason)
        try Failure.require(report.beganAt == call.beganAt, "began_at", reason)
        try Failure.require((report.phone?.value ?? "") == call.phone, "number", reason)
    }

    private static func found(
        _ report: CallReport, _ source: Source, _ told: Told, _ rules: IdentityRules, _ reading: some Reading
    ) throws -> Found {
        let call = try find(report.key, of: source.id, reading)
        if let number = call?.conversation ?? told.conversation {
            let (asked, read) = (try ConversationStore.find(number, reading), try ConversationUnitStore.root(of: number, reading))
            return Found(
                call: call, asked: number, conversation: read, identifier: try ConversationStore.identifier(of: asked, rules, reading))
        }
        let known = try (call?.identifier ?? told.identifier).flatMap { id in
            try reading.first("SELECT type, value FROM identifier WHERE id = \(id)").flatMap { row in
                try rules[number: row.get("type")].flatMap { Identifier($0.type, try row.get("value", as: String.self)) }
            }
        }
        let identifier = known ?? report.other ?? report.phone ?? Identifier(.anonymousID, "call-\(source.id)-\(report.key)")
        let person = try identifier.flatMap { try IdentityStore().find($0, reading)?.person }
        // Of whom nothing is known: that somebody did not pick up begins no conversation.
        let isNobody = report.direction == .outgoing && person == nil
        let asked = try person.flatMap { try joined(report, $0, reading) }
        return Found(
            call: call, asked: asked, conversation: try asked.map { try ConversationUnitStore.root(of: $0, reading) },
            identifier: isNobody && !report.events.contains { $0.kind == .answered } ? nil : identifier)
    }

    /// The newest conversation of calls with somebody that has a call at about that time and is not resolved where it is read.
    private static func joined(_ report: CallReport, _ person: Int64, _ reading: some Reading) throws -> Int64? {
        guard report.channel == .phone else { return nil }
        return try reading.value(
            """
            SELECT conversation.number FROM conversation JOIN identifier ON identifier.id = conversation.identifier
            JOIN conversation AS whole ON whole.number = COALESCE(conversation.part_of, conversation.number)
            WHERE identifier.person = \(person) AND whole.status <> 4 AND conversation.number IN
            (SELECT phone_call.conversation FROM phone_call WHERE channel = 'phone' AND began_at BETWEEN \(report.beganAt.adding(.zero - joining))
            AND \(report.beganAt.adding(joining))) ORDER BY whole.number DESC, conversation.number DESC LIMIT 1
            """)
    }
}

extension CallEvent {
    /// What makes it this in the database, whatever its length.
    var digest: String { SHA256.hash(data: Data(identity.utf8)).prefix(16).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}
