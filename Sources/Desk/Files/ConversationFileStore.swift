import Kernel
import Mail
import Storage
import Timeline

/// Files in conversations, kept beside what they came with, in the same transaction: they stand wherever that stands, also when it is moved.
struct ConversationFileStore: Sendable {
    let line: Line

    /// By the numbers of entries, in their order.
    func files(of entries: [Int64]) async throws -> [Int64: [ConversationFile]] {
        try await line.database.read { try Self.files(of: entries, $0) }
    }

    static func files(of entries: [Int64], _ reading: some Reading) throws -> [Int64: [ConversationFile]] {
        var files: [Int64: [ConversationFile]] = [:]
        for some in entries.chunked(by: 500) {
            try reading.forEach("SELECT entry, id, name, type, size FROM conversation_file WHERE entry IN \(list: some) ORDER BY entry, place") {
                files[try $0.get("entry"), default: []].append(try ConversationFile($0))
            }
        }
        return files
    }

    /// - Parameter number: of the chat of whoever asks, who may have what is heard in it, and no notes; `nil` asks of all.
    /// - Throws: `missing`.
    func file(_ id: ID<ConversationFile>, saidIn number: Int64? = nil) async throws -> (file: ConversationFile, content: [UInt8]) {
        try await line.database.read { session in
            let there: SQL =
                try number.map {
                    """
                    AND EXISTS (SELECT 1 FROM conversation_entry WHERE conversation_entry.number = conversation_file.entry
                    AND happening IN (1, 2) AND (\(try ChatHearingStore.entries(of: $0, session))))
                    """
                } ?? ""
            guard let row = try session.first("SELECT * FROM conversation_file WHERE id = \(id) \(there)") else { throw Failure.missing("This file") }
            return (try ConversationFile(row), try row.get("content"))
        }
    }

    /// How many bytes are heard in a chat.
    func size(heardIn chat: Int64) async throws -> Int {
        try await line.database.read { session in
            let heard = try ChatHearingStore.entries(of: chat, session)
            return try session.value(
                "SELECT SUM(size) FROM conversation_file WHERE entry IN (SELECT number FROM conversation_entry WHERE \(heard))") ?? 0
        }
    }

    static func keep(_ files: [NewFile], beside entry: Int64, _ tx: Transaction) throws {
        for (place, file) in files.enumerated() {
            try tx.run(
                """
                INSERT INTO conversation_file (id, entry, place, name, type, size, content)
                VALUES (\(ID<ConversationFile>(at: tx.now)), \(entry), \(place), \(file.name), \(file.type), \(file.content.count), \(file.content))
                """)
        }
    }

    /// To go by mail what stands beside entries, as far as one message can hold it.
    static func attachments(of entries: [Int64], upTo most: Int, _ reading: some Reading) throws -> [MailAttachment] {
        var left = most
        let sizes = try reading.rows("SELECT id, size FROM conversation_file WHERE entry IN \(list: entries) ORDER BY entry, place")
        return try sizes.compactMap { row -> MailAttachment? in
            let (id, size): (ID<ConversationFile>, Int) = (try row.get("id"), try row.get("size"))
            guard size <= left, let file = try reading.first("SELECT name, type, content FROM conversation_file WHERE id = \(id)") else { return nil }
            left -= size
            return MailAttachment(try file.get("name"), as: try file.get("type"), try file.get("content"))
        }
    }
}

extension ConversationFile {
    fileprivate init(_ row: Row) throws {
        self.init(id: try row.get("id"), name: try row.get("name"), type: try row.get("type"), size: try row.get("size"))
    }
}
