extension Migration {
    static let threads = Migration(
        name: "Conversations that are a part of another one, split off, or children of an incident; their fields",
        sql: """
            -- merged_into: what it was merged into; part_of: where its messages are read, which is another one where that was merged in turn.
            ALTER TABLE conversation ADD COLUMN merged_into BIGINT;
            ALTER TABLE conversation ADD COLUMN part_of BIGINT;
            -- What it was taken out of.
            ALTER TABLE conversation ADD COLUMN split_from BIGINT;
            -- The incident that it is a child of; its own number where it is one.
            ALTER TABLE conversation ADD COLUMN incident BIGINT;
            CREATE INDEX conversation_part ON conversation (part_of) WHERE part_of IS NOT NULL;
            CREATE INDEX conversation_split ON conversation (split_from) WHERE split_from IS NOT NULL;
            CREATE INDEX conversation_incident ON conversation (incident, number) WHERE incident IS NOT NULL;
            -- What came for a conversation while it was a part of another one, and stands there.
            CREATE TABLE conversation_forwarded (entry BIGINT NOT NULL PRIMARY KEY, conversation BIGINT NOT NULL REFERENCES conversation (number));
            CREATE INDEX conversation_forwarded_for ON conversation_forwarded (conversation, entry);
            -- What was taken into a conversation of its own, and where it had stood. gone_back: 1 once that was undone.
            CREATE TABLE conversation_moved (
                conversation BIGINT NOT NULL REFERENCES conversation (number),
                entry BIGINT NOT NULL,
                origin BIGINT NOT NULL REFERENCES conversation (number),
                gone_back SMALLINT NOT NULL CHECK (gone_back IN (0, 1)),
                PRIMARY KEY (conversation, entry)
            );
            -- One answer to all children of an incident. reply: of which saved reply the text is; text: what was typed, where it is none.
            CREATE TABLE incident_answer (
                id BLOB NOT NULL PRIMARY KEY,
                incident BIGINT NOT NULL REFERENCES conversation (number),
                staff BLOB NOT NULL REFERENCES staff (id),
                at BIGINT NOT NULL,
                reply BLOB,
                text TEXT NOT NULL,
                resolves SMALLINT NOT NULL CHECK (resolves IN (0, 1))
            );
            CREATE INDEX incident_answer_incident ON incident_answer (incident, at);
            -- To whom it goes, and what became of it: waiting, sent, failed. fault: why it could not go out.
            CREATE TABLE incident_answer_part (
                answer BLOB NOT NULL REFERENCES incident_answer (id),
                conversation BIGINT NOT NULL REFERENCES conversation (number),
                state KEY_TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
                fault TEXT NOT NULL,
                PRIMARY KEY (answer, conversation)
            );
            -- What staff write beside conversations. kind: text, number, date, choice, yes. names, choices: JSON. Put away, and never deleted.
            CREATE TABLE conversation_field (
                key KEY_TEXT NOT NULL PRIMARY KEY,
                kind KEY_TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date', 'choice', 'yes')),
                names TEXT NOT NULL,
                choices TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                put_away_at BIGINT
            );
            -- What stands there now: what the entries say, for the lists.
            CREATE TABLE conversation_field_value (
                conversation BIGINT NOT NULL REFERENCES conversation (number),
                field KEY_TEXT NOT NULL REFERENCES conversation_field (key),
                value TEXT NOT NULL,
                PRIMARY KEY (conversation, field)
            );
            CREATE INDEX conversation_field_value_of ON conversation_field_value (field, conversation);
            """)
}
