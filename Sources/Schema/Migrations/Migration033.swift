extension Migration {
    static let dailyWork = Migration(
        name: "The agent's daily work: drafts, macros, what can be taken back, mentions, kept lists",
        sql: """
            -- What somebody types in a conversation and has not sent. One that was sent or emptied stays as an empty row, so that an older window
            -- does not bring it back. version: how often it was kept; tab: the window that kept it last.
            CREATE TABLE conversation_draft (
                conversation BIGINT NOT NULL REFERENCES conversation (number),
                staff BLOB NOT NULL REFERENCES staff (id),
                version BIGINT NOT NULL,
                tab KEY_TEXT NOT NULL,
                text TEXT NOT NULL,
                kept_at BIGINT NOT NULL,
                PRIMARY KEY (conversation, staff)
            );
            CREATE INDEX conversation_draft_staff ON conversation_draft (staff, conversation);
            -- What a saved reply does besides its words. deed: "status:resolved", "label:delivery", "note:…".
            CREATE TABLE saved_reply_deed (
                reply BLOB NOT NULL REFERENCES saved_reply (id), place SMALLINT NOT NULL, deed TEXT NOT NULL, PRIMARY KEY (reply, place)
            );
            -- What somebody did and can take back for some time.
            CREATE TABLE work_done (
                id BLOB NOT NULL PRIMARY KEY,
                staff BLOB NOT NULL REFERENCES staff (id),
                at BIGINT NOT NULL,
                -- Until when it can be taken back.
                until BIGINT NOT NULL,
                deed KEY_TEXT NOT NULL,
                -- Of a macro its name.
                detail TEXT NOT NULL
            );
            CREATE INDEX work_done_staff ON work_done (staff, at);
            -- In which conversations: the entries that it wrote, and how the conversation stood before. before: JSON.
            CREATE TABLE work_done_part (
                done BLOB NOT NULL REFERENCES work_done (id),
                conversation BIGINT NOT NULL REFERENCES conversation (number),
                first_entry BIGINT NOT NULL,
                last_entry BIGINT NOT NULL,
                before TEXT NOT NULL,
                undone_at BIGINT,
                PRIMARY KEY (done, conversation)
            );
            CREATE INDEX work_done_part_conversation ON work_done_part (conversation, last_entry);
            -- Who was called by name in a note, and whether they have looked.
            CREATE TABLE mention (
                entry BIGINT NOT NULL REFERENCES conversation_entry (number),
                staff BLOB NOT NULL REFERENCES staff (id),
                seen_at BIGINT,
                PRIMARY KEY (entry, staff)
            );
            CREATE INDEX mention_staff ON mention (staff, seen_at);
            -- Lists of the inbox under a name of their own. query: as it stands in the address.
            CREATE TABLE kept_list (
                id BLOB NOT NULL PRIMARY KEY,
                staff BLOB NOT NULL REFERENCES staff (id),
                is_shared SMALLINT NOT NULL CHECK (is_shared BETWEEN 0 AND 1),
                name TEXT NOT NULL,
                query TEXT NOT NULL,
                place BIGINT NOT NULL,
                removed_at BIGINT,
                removed_by BLOB REFERENCES staff (id)
            );
            -- Only appended to: what was set last counts. seconds: how long an answer by mail can be called back.
            CREATE TABLE answer_pause (number BIGINT NOT NULL PRIMARY KEY, seconds SMALLINT NOT NULL, staff BLOB, set_at BIGINT NOT NULL);
            """,
        embedded: """
            -- As in version 26: no row changes, only the words of the table.
            PRAGMA writable_schema = ON;
            UPDATE sqlite_master SET sql = replace(sql, 'CHECK (happening BETWEEN 1 AND 12)', 'CHECK (happening BETWEEN 1 AND 20)')
            WHERE type = 'table' AND name = 'conversation_entry';
            PRAGMA writable_schema = RESET;
            """,
        server: """
            ALTER TABLE conversation_entry DROP CONSTRAINT conversation_entry_happening_check;
            ALTER TABLE conversation_entry ADD CONSTRAINT conversation_entry_happening_check CHECK (happening BETWEEN 1 AND 20);
            """)
}
