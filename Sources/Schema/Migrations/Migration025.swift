extension Migration {
    static let messageSearch = Migration(
        name: "Search over messages: the words of what was said, a little behind it",
        sql: """
            -- Which words the entry of a conversation has; its first one those of the subject too.
            CREATE TABLE message_word (word KEY_TEXT NOT NULL, entry BIGINT NOT NULL, PRIMARY KEY (word, entry));
            -- Up to which entry that is done.
            CREATE TABLE message_indexed (name KEY_TEXT NOT NULL PRIMARY KEY, entry BIGINT NOT NULL);
            INSERT INTO message_indexed VALUES ('words', 0);
            """,
        embedded: """
            DROP TABLE message_word;
            CREATE TABLE message_word (word KEY_TEXT NOT NULL, entry BIGINT NOT NULL, PRIMARY KEY (word, entry)) WITHOUT ROWID;
            """)
}
