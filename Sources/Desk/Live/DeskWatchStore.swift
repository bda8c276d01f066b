import Channels
import Kernel
import Storage

/// What was written in conversations, in the order in which it was committed.
struct DeskWatchStore: Sendable {
    let database: any Database

    /// What happened in one conversation between two looks.
    struct Stir: Hashable, Sendable {
        let conversation: Int64
        /// Its newest entry.
        let entry: Int64
        /// The newest of those that the customer said or heard.
        let said: Int64?
        /// Whether it was resolved, reopened or put off.
        let isStanding: Bool
        /// Whether anything of it shows in a list: a note does not.
        let isListed: Bool
    }

    /// The number of the newest entry of all.
    func newest() async throws -> Int64 { try await database.read { try Self.newest($0) } }

    /// With the number of the newest word on what became of an answer.
    func newestOfBoth() async throws -> (entry: Int64, mail: Int64) {
        try await database.read { (try Self.newest($0), try MailNewsStore.newest($0)) }
    }

    /// In which conversations something became of an answer by mail.
    func mails(after news: Int64) async throws -> [Int64] { try await database.read { try MailNewsStore.conversations(after: news, $0) } }

    func isMailOnItsWay(in conversation: Int64, since moment: Instant) async throws -> Bool {
        try await database.read { try MailNewsStore.isOnItsWay(in: conversation, since: moment, $0) }
    }

    static func newest(_ reading: some Reading) throws -> Int64 {
        try reading.value("SELECT value FROM counter WHERE name = 'conversation_entry'") ?? 0
    }

    /// Conversations of chat windows in which it is heard what is said in these, each with which of these.
    func chats(heardIn conversations: [Int64]) async throws -> [(chat: Int64, conversation: Int64)] {
        guard !conversations.isEmpty else { return [] }
        return try await database.read { session in
            try session.rows(
                """
                SELECT number AS chat, part_of AS conversation FROM conversation WHERE part_of IN \(list: conversations)
                UNION SELECT split_from, number FROM conversation WHERE number IN \(list: conversations) AND split_from IS NOT NULL
                """
            ).map { (try $0.get("chat"), try $0.get("conversation")) }
        }
    }

    func stirs(after first: Int64, upTo last: Int64) async throws -> [Stir] {
        try await database.read { try Self.stirs("number > \(first) AND number <= \(last)", $0) }
    }

    /// What happened in a conversation behind an entry; `nil` for nothing.
    func stir(in conversation: Int64, after entry: Int64) async throws -> Stir? {
        try await database.read { try Self.stirs("conversation = \(conversation) AND number > \(entry)", $0).first }
    }

    private static func stirs(_ entries: SQL, _ reading: some Reading) throws -> [Stir] {
        try reading.rows(
            """
            SELECT conversation, MAX(number) AS entry, MAX(CASE WHEN happening IN (1, 2) THEN number END) AS said,
            MAX(CASE WHEN happening IN (5, 13) THEN 1 ELSE 0 END) AS standing,
            MAX(CASE WHEN happening = 3 AND staff IS NOT NULL AND detail = '' THEN 0 ELSE 1 END) AS listed
            FROM conversation_entry WHERE \(entries) GROUP BY conversation
            """
        ).map { row in
            Stir(
                conversation: try row.get("conversation"), entry: try row.get("entry"), said: try row.find("said"),
                isStanding: try row.get("standing", as: Int64.self) == 1, isListed: try row.get("listed", as: Int64.self) == 1)
        }
    }
}
