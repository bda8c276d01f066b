extension Migration {
    static let labels = Migration(
        name: "Labels on conversations, and room for further sorts of entries",
        sql: """
            -- What conversations are marked with. Entries speak of it by its key for ever: it is put away, and never deleted. colour: 0 to 5, of
            -- those that can be read in light and in the dark.
            CREATE TABLE label (
                key KEY_TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                colour SMALLINT NOT NULL CHECK (colour BETWEEN 0 AND 5),
                created_at BIGINT NOT NULL,
                put_away_at BIGINT
            );
            -- Which conversation has which label now: what its entries say, for the lists.
            CREATE TABLE conversation_label (
                conversation BIGINT NOT NULL REFERENCES conversation (number),
                label KEY_TEXT NOT NULL REFERENCES label (key),
                PRIMARY KEY (conversation, label)
            );
            CREATE INDEX conversation_label_conversations ON conversation_label (label, conversation);
            """,
        embedded: """
            -- No row changes, so the words of the table are changed and not the table: it takes a moment however much was said, and what points
            -- at it goes on pointing. SQLite's documentation of ALTER TABLE names a changed check as the case for this.
            PRAGMA writable_schema = ON;
            UPDATE sqlite_master SET sql = replace(sql, 'CHECK (happening BETWEEN 1 AND 6)', 'CHECK (happening BETWEEN 1 AND 12)')
            WHERE type = 'table' AND name = 'conversation_entry';
            PRAGMA writable_schema = RESET;
            """,
        server: """
            ALTER TABLE conversation_entry DROP CONSTRAINT conversation_entry_happening_check;
            ALTER TABLE conversation_entry ADD CONSTRAINT conversation_entry_happening_check CHECK (happening BETWEEN 1 AND 12);
            """)
}
