extension Migration {
    static let files = Migration(
        name: "Files beside messages, answers and notes; copies of answers; word of what became of mail",
        sql: """
            -- A file that was sent in a chat, or put to a note. Files of mail stand in its message.
            CREATE TABLE conversation_file (
                id BLOB NOT NULL PRIMARY KEY,
                entry BIGINT NOT NULL REFERENCES conversation_entry (number),
                -- Which of the entry's files.
                place INTEGER NOT NULL,
                name TEXT NOT NULL,
                -- What it is by what stands in it: image/png
                type KEY_TEXT NOT NULL,
                size BIGINT NOT NULL,
                content BLOB NOT NULL,
                UNIQUE (entry, place)
            );
            -- To whom else a message of ours goes. In lower case. is_blind: 1 where nobody else sees it.
            CREATE TABLE mail_copy (
                message BLOB NOT NULL REFERENCES mail_message (id),
                address KEY_TEXT NOT NULL,
                is_blind SMALLINT NOT NULL CHECK (is_blind BETWEEN 0 AND 1),
                PRIMARY KEY (message, address)
            );
            -- In which conversations the state of an answer has changed: the newest of them alone, for pages that are open.
            CREATE TABLE mail_news (number BIGINT NOT NULL PRIMARY KEY, conversation BIGINT NOT NULL);
            INSERT INTO counter (name, value) VALUES ('mail_news', 0);
            """)
}
