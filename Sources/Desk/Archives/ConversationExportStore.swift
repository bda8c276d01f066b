import Channels
package import Kernel
import People
import Storage
package import Timeline
package import Web

/// All conversations, written piece by piece however many there are: as JSON Lines, or as tables. What happens meanwhile may be in it or not.
package struct ConversationExportStore: Sendable {
    /// Of what a table has a row.
    package enum Table: String, CaseIterable, Sendable { case conversations, messages }

    package typealias Write = (_ bytes: [UInt8]) async throws -> Void

    private static let conversationsTogether = 100
    private static let entriesTogether = 1_000

    let line: Line
    /// Only those in which something happened since then.
    let since: Instant?

    package init(line: Line, since: Instant? = nil) { (self.line, self.since) = (line, since) }

    /// Notes who had what written out.
    ///
    /// - Parameter what: such as `jsonl`.
    package func note(_ what: String, by staff: ID<Viewer>?, _ recording: @escaping SettingsChange.Recording) async throws {
        let detail = since.map { "\(what) \($0.day)" } ?? what
        try await line.database.write { tx in
            try recording(SettingsChange(action: .conversationsExported, subject: "", detail: detail, staff: staff), tx)
        }
    }

    /// How many there are.
    package func count() async throws -> Int {
        try await line.database.read { [scope] in try $0.value("SELECT COUNT(*) FROM conversation WHERE \(scope)") } ?? 0
    }

    /// One object a line for each conversation, all that happened in it within.
    ///
    /// - Parameter progress: is told how many are written.
    package func lines(progress: (Int) -> Void = { _ in }, _ write: Write) async throws {
        var done = 0
        try await forEachPage { page in
            var open: Int64?
            let all = Dictionary(page.map { ($0.conversation.number, $0) }, uniquingKeysWith: { first, _ in first })
            var written: Set<Int64> = []
            try await forEachEntry(of: page) { entries in
                for entry in entries {
                    let isFirst = open != entry.conversation
                    if isFirst {
                        if open != nil { try await write(ExportedConversation.tail) }
                        guard let conversation = all[entry.conversation] else { continue }
                        try await write(conversation.head)
                        open = entry.conversation
                        written.insert(entry.conversation)
                    }
                    try await write((isFirst ? [] : [UInt8(ascii: ",")]) + entry.json.bytes)
                }
            }
            if open != nil { try await write(ExportedConversation.tail) }
            for empty in page where !written.contains(empty.conversation.number) { try await write(empty.head + ExportedConversation.tail) }
            done += page.count
            progress(done)
        }
    }

    /// A file for spreadsheets, with a row for each conversation, or for each message, answer and note.
    package func table(_ table: Table, progress: (Int) -> Void = { _ in }, _ write: Write) async throws {
        let columns = table == .conversations ? ExportedConversation.columns : ExportedEntry.columns
        try await write(Array(CSV.sheet([columns]).utf8))
        var done = 0
        try await forEachPage { page in
            let customers = Dictionary(page.map { ($0.conversation.number, $0.customer) }, uniquingKeysWith: { first, _ in first })
            switch table {
            case .conversations:
                let counts = try await counts(of: page)
                try await write(Self.rows(page.map { $0.cells(counts[$0.conversation.number] ?? (0, 0, 0)) }))
            case .messages:
                try await forEachEntry(of: page) { entries in
                    let said = entries.filter(\.entry.happening.isSaid)
                    try await write(Self.rows(said.map { $0.cells(customers[$0.conversation].flatMap(\.self)) }))
                }
            }
            done += page.count
            progress(done)
        }
    }

    private static func rows(_ rows: [[String]]) -> [UInt8] {
        Array(rows.map { CSV.row($0.map(CSV.harmless)) + "\r\n" }.joined().utf8)
    }
}

// MARK: - Reading

extension ConversationExportStore {
    private var scope: SQL { since.map { "(last_at >= \($0) OR status_at >= \($0))" } ?? "1 = 1" }

    private func forEachPage(_ body: ([ExportedConversation]) async throws -> Void) async throws {
        var last: Int64? = 0
        while let after = last {
            try Task.checkCancellation()
            let page = try await page(after: after)
            if !page.isEmpty { try await body(page) }
            last = page.last?.conversation.number
        }
    }

    private func page(after number: Int64) async throws -> [ExportedConversation] {
        let rules = line.rules
        return try await line.database.read { [scope] session in
            let rows = try session.rows(
                """
                SELECT conversation.*, identifier.person AS person, person.id AS person_id, source.key AS source_key, staff.name AS assignee_name,
                staff.email AS assignee_email FROM conversation JOIN identifier ON identifier.id = conversation.identifier
                JOIN source ON source.id = conversation.source LEFT JOIN person ON person.number = identifier.person
                LEFT JOIN staff ON staff.id = conversation.assignee
                WHERE conversation.number > \(number) AND \(scope) ORDER BY conversation.number LIMIT \(Self.conversationsTogether)
                """)
            let people: [Int64] = try rows.map { try $0.get("person") }
            let profiles = try ProfileStore().profiles(of: Array(Set(people)), session)
            let fields = try ConversationFieldStore.values(of: rows.map { try $0.get("number") }, session)
            return try rows.map { row in
                let conversation = try Conversation(row)
                let profile = profiles[conversation.person]
                let identifiers = (profile?.identifiers ?? []).compactMap { known in
                    rules[number: known.type].flatMap { Identifier($0.type, known.value) }
                }
                let customer = try row.find("person_id", as: ID<Person>.self).map {
                    ExportedConversation.Customer(id: $0, name: profile?.name ?? "", identifiers: identifiers)
                }
                let assignee = try row.find("assignee_name", as: String.self).map {
                    PastColleague(name: $0, email: try row.find("assignee_email") ?? "")
                }
                return ExportedConversation(
                    conversation: conversation, source: try row.get("source_key"), thread: try row.get("thread"), customer: customer,
                    assignee: assignee, fields: fields[conversation.number] ?? [:])
            }
        }
    }

    /// All that happened in these conversations, one after the other, some at a time.
    private func forEachEntry(of page: [ExportedConversation], _ body: ([ExportedEntry]) async throws -> Void) async throws {
        let numbers = page.map(\.conversation.number)
        var last: (conversation: Int64, entry: Int64) = (0, 0)
        while true {
            let entries = try await entries(of: numbers, after: last)
            guard let end = entries.last else { return }
            try await body(entries)
            last = (end.conversation, end.entry.number)
        }
    }

    private func entries(of numbers: [Int64], after last: (conversation: Int64, entry: Int64)) async throws -> [ExportedEntry] {
        let rules = line.rules
        return try await line.database.read { session in
            let rows = try session.rows(
                """
                SELECT conversation_entry.*, staff.name AS staff_name, staff.email AS staff_email FROM conversation_entry
                LEFT JOIN staff ON staff.id = conversation_entry.staff WHERE conversation_entry.conversation IN \(list: numbers)
                AND (conversation_entry.conversation > \(last.conversation)
                OR (conversation_entry.conversation = \(last.conversation) AND conversation_entry.number > \(last.entry)))
                ORDER BY conversation_entry.conversation, conversation_entry.number LIMIT \(Self.entriesTogether)
                """)
            let entries = try rows.map(ConversationEntry.init)
            let strangers = try Self.identifiers(
                Set(entries.compactMap { $0.happening == .message ? ConversationEntry.stranger(in: $0.detail) : nil }), rules, session)
            let attachments = try Self.attachments(of: entries.map(\.number), session)
            return try zip(rows, entries).map { row, entry in
                ExportedEntry(
                    conversation: try row.get("conversation"), entry: entry, staffEmail: try row.find("staff_email") ?? "",
                    stranger: ConversationEntry.stranger(in: entry.detail).flatMap { strangers[$0] }, attachments: attachments[entry.number] ?? [])
            }
        }
    }

    private static func identifiers(_ numbers: Set<Int64>, _ rules: IdentityRules, _ session: Session) throws -> [Int64: Identifier] {
        guard !numbers.isEmpty else { return [:] }
        let rows = try session.rows("SELECT id, type, value FROM identifier WHERE id IN \(list: numbers.sorted())")
        let known = try rows.compactMap { row -> (Int64, Identifier)? in
            guard let type = rules[number: try row.get("type")]?.type, let identifier = Identifier(type, try row.get("value")) else { return nil }
            return (try row.get("id"), identifier)
        }
        return Dictionary(known, uniquingKeysWith: { first, _ in first })
    }

    private static func attachments(of entries: [Int64], _ session: Session) throws -> [Int64: [ConversationMailStore.Attachment]] {
        var attachments: [Int64: [ConversationMailStore.Attachment]] = [:]
        for some in entries.chunked(by: 500) {
            try session.forEach(
                """
                SELECT mail_message.entry AS entry, mail_attachment.place AS place, mail_attachment.name AS name, mail_attachment.size AS size
                FROM conversation_entry JOIN mail_message ON mail_message.conversation = conversation_entry.conversation
                AND mail_message.entry = conversation_entry.number JOIN mail_attachment ON mail_attachment.message = mail_message.id
                WHERE conversation_entry.number IN \(list: some) ORDER BY mail_message.entry, mail_message.id, mail_attachment.place
                """
            ) { row in
                attachments[try row.get("entry"), default: []].append(
                    .init(place: try row.get("place"), name: try row.get("name"), size: try row.get("size")))
            }
        }
        for (entry, files) in try ConversationFileStore.files(of: entries, session) {
            attachments[entry, default: []] += files.enumerated().map { .init(place: $0, name: $1.name, size: $1.size) }
        }
        return attachments
    }

    private func counts(of page: [ExportedConversation]) async throws -> [Int64: (messages: Int, answers: Int, notes: Int)] {
        let numbers = page.map(\.conversation.number)
        return try await line.database.read { session in
            let rows = try session.rows(
                """
                SELECT conversation, COUNT(CASE WHEN happening = 1 THEN 1 END) AS messages, COUNT(CASE WHEN happening = 2 THEN 1 END) AS answers,
                COUNT(CASE WHEN happening = 3 THEN 1 END) AS notes FROM conversation_entry WHERE conversation IN \(list: numbers)
                GROUP BY conversation
                """)
            return Dictionary(
                try rows.map { (try $0.get("conversation"), (try $0.get("messages"), try $0.get("answers"), try $0.get("notes"))) },
                uniquingKeysWith: { first, _ in first })
        }
    }
}
