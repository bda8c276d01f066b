extension Migration {
    static let savedReplies = Migration(
        name: "Saved replies: what is answered again and again, in several languages",
        sql: """
            CREATE TABLE saved_reply (id BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL, staff BLOB, set_at BIGINT NOT NULL);
            -- language: en, ru, pl, zh. What stands in braces is filled in for the conversation.
            CREATE TABLE saved_reply_text (
                reply BLOB NOT NULL REFERENCES saved_reply (id), language KEY_TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (reply, language)
            );
            """)
}
