import Channels
import Kernel
import People

/// A file of conversations, read once from front to back, some at a time. One thread at a time.
final class ArchiveReader {
    /// Conversations of the file, ready to be written in one go.
    struct Batch: Sendable {
        var conversations: [(line: Int, past: PastConversation)] = []
        var rejected: [RejectedRow] = []
        /// Objects or messages of the file that are done with once this batch is written: where to start again.
        var records = 0
        var bytesDone: Int64 = 0

        var isEmpty: Bool { conversations.isEmpty && rejected.isEmpty }
    }

    /// No batch has more conversations, and none begins another one behind so many entries.
    static let mostConversations = 100
    static let mostEntries = 2_000
    /// So many messages of an mbox, and so much, are looked at together.
    static let mostMails = 500
    static let mostMailBytes = 16 << 20
    /// What the columns of the list of rejected ones are called.
    static let rejectedColumns = ["id", "content"]

    private let pieces: Pieces
    private(set) var records = 0
    private var failure: (any Error)?

    private enum Pieces {
        case objects(JSONItems, any ArchiveParser)
        case mails(MailFile, MailThreads)
    }

    init(path: String, format: ArchiveFormat, rules: IdentityRules, own: Set<String>, users: ForeignUsers, now: Instant) throws {
        let items = { try JSONItems(path: path, lists: ArchiveFormat.lists) }
        pieces =
            switch format {
            case .throughline: .objects(try items(), ThroughlineConversations(rules: rules, now: now))
            case .zendesk: .objects(try items(), ZendeskTickets(users: users, now: now))
            case .chatwoot: .objects(try items(), ChatwootConversations(now: now))
            case .zammad: .objects(try items(), ZammadTickets(users: users, now: now))
            case .mbox: .mails(try MailFile(path: path), MailThreads(own: own, now: now))
            }
    }

    var bytesTotal: Int64? {
        switch pieces {
        case .objects(let items, _): items.bytesTotal
        case .mails(let file, _): file.bytesTotal
        }
    }

    /// Passes over what an earlier run has done with.
    func skip(to record: Int) throws {
        while records < record, try skipOne() { records += 1 }
    }

    private func skipOne() throws -> Bool {
        switch pieces {
        case .objects(let items, _): try items.next() != nil
        case .mails(let file, _): try file.next() != nil
        }
    }

    /// The next ones; `nil` behind the last. When the file breaks off, what stood before is handed out first and the sentence thrown then.
    func next() throws -> Batch? {
        if let failure { throw failure }
        let first = records
        var batch = Batch()
        do {
            switch pieces {
            case .objects(let items, let parser): try read(items, parser, into: &batch)
            case .mails(let file, let threads): try read(file, threads, into: &batch)
            }
        } catch {
            failure = error
            if batch.isEmpty { throw error }
        }
        batch.rejected.sort { $0.line < $1.line }
        batch.records = records
        return records == first && batch.isEmpty ? nil : batch
    }
}

// MARK: - Objects

extension ArchiveReader {
    private func read(_ items: JSONItems, _ parser: any ArchiveParser, into batch: inout Batch) throws {
        defer { batch.bytesDone = items.bytesDone }
        var entries = 0
        while batch.conversations.count < Self.mostConversations, batch.rejected.count < Self.mostConversations, entries < Self.mostEntries,
            let item = try items.next()
        {
            records += 1
            // Who they are was read before.
            if item.list == "users" { continue }
            do throws(ArchiveFault) {
                let past = try Self.conversation(item, parser)
                entries += past.entries.count
                batch.conversations.append((item.line, past))
                batch.rejected += past.faults.map { RejectedRow(line: item.line, reason: $0, fields: [past.thread]) }
            } catch {
                let content = item.text.map { String(decoding: $0.prefix(1 << 16), as: UTF8.self) } ?? ""
                batch.rejected.append(RejectedRow(line: item.line, reason: error.reason, fields: ["", content]))
            }
        }
    }

    private static func conversation(_ item: JSONItems.Item, _ parser: any ArchiveParser) throws(ArchiveFault) -> PastConversation {
        guard let text = item.text else { throw ArchiveFault("is longer than \(JSONItems.mostBytes >> 20) MiB and was passed over") }
        let json: JSONValue
        do throws(JSONFault) { json = try JSONText(text).root } catch { throw ArchiveFault("is no JSON: \(error.description)") }
        guard json.form == .object else { throw ArchiveFault("is no JSON object") }
        return try parser.conversation(json)
    }

    /// Who the users are that a file tells of, beside its tickets or alone.
    static func users(in path: String) throws -> ForeignUsers {
        let items = try JSONItems(path: path, lists: ["users", "data.payload"])
        var users = ForeignUsers()
        while let item = try? items.next() {  // What breaks off is told of when the conversations are read.
            guard item.list == "users" || item.list.isEmpty, let text = item.text else { continue }
            guard let json = try? JSONText(text).root else { continue }  // So is what is no JSON.
            if item.list == "users" || (json["name"] ?? json["email"] ?? json["login"]) != nil { users.add(json) }
        }
        return users
    }
}

// MARK: - Mail

extension ArchiveReader {
    private func read(_ file: MailFile, _ threads: MailThreads, into batch: inout Batch) throws {
        defer { batch.bytesDone = file.bytesDone }
        var pieces: [MailThreads.Piece] = []
        defer {
            let (taken, refused) = threads.conversations(pieces)
            batch.conversations = taken
            batch.rejected += refused.map { RejectedRow(line: $0.line, reason: $0.reason, fields: []) }
            batch.rejected += taken.flatMap { line, past in past.faults.map { RejectedRow(line: line, reason: $0, fields: [past.thread]) } }
        }
        var size = 0
        while pieces.count < Self.mostMails, size < Self.mostMailBytes, batch.rejected.count < Self.mostMails, let message = try file.next() {
            records += 1
            guard let bytes = message.bytes else {
                batch.rejected.append(RejectedRow(line: message.line, reason: "is longer than \(MailFile.mostBytes >> 20) MiB", fields: []))
                continue
            }
            size += bytes.count
            pieces.append(MailThreads.Piece(message, bytes))
        }
    }
}
