extension Migration {
    static let desk = Migration(
        name: "The desk: conversations and all that happens in them",
        sql: """
            -- A unit of work with a customer, whatever the channel. What stands here follows from its entries, and is kept for the lists.
            CREATE TABLE conversation (
                number BIGINT NOT NULL PRIMARY KEY,
                -- Whom it is with: the person is derived.
                identifier BIGINT NOT NULL REFERENCES identifier (id),
                source BIGINT NOT NULL REFERENCES source (id),
                -- What the sender calls it; the next message with it belongs here too.
                thread KEY_TEXT NOT NULL,
                channel KEY_TEXT NOT NULL,
                subject TEXT NOT NULL,
                opened_at BIGINT NOT NULL,
                -- 1 open, 2 waiting for the customer, 3 snoozed, 4 resolved
                status SMALLINT NOT NULL CHECK (status BETWEEN 1 AND 4),
                status_at BIGINT NOT NULL,
                snoozed_until BIGINT,
                -- 1 low, 2 normal, 3 high, 4 urgent
                priority SMALLINT NOT NULL CHECK (priority BETWEEN 1 AND 4),
                assignee BLOB REFERENCES staff (id),
                -- The oldest message of the customer without an answer by a person.
                unanswered_since BIGINT,
                last_at BIGINT NOT NULL,
                preview TEXT NOT NULL,
                last_entry BIGINT NOT NULL,
                UNIQUE (source, thread),
                CHECK ((status = 3) = (snoozed_until IS NOT NULL))
            );
            CREATE INDEX conversation_status ON conversation (status, last_at, number);
            CREATE INDEX conversation_assignee ON conversation (assignee, status, last_at, number);
            CREATE INDEX conversation_identifier ON conversation (identifier, last_at, number);
            -- Only appended to; an erasure empties texts. happening: 1 message, 2 reply, 3 note, 4 assignment, 5 status, 6 priority; since
            -- version 26 also 7 label put on, 8 label taken off, and room for more.
            CREATE TABLE conversation_entry (
                number BIGINT NOT NULL PRIMARY KEY,
                conversation BIGINT NOT NULL REFERENCES conversation (number),
                happening SMALLINT NOT NULL CHECK (happening BETWEEN 1 AND 6),
                at BIGINT NOT NULL,
                recorded_at BIGINT NOT NULL,
                channel KEY_TEXT NOT NULL,
                staff BLOB REFERENCES staff (id),
                -- What was said; empty for what is no message.
                text TEXT NOT NULL,
                -- Of an assignment to whom, of a status which, of a snooze until when.
                detail KEY_TEXT NOT NULL,
                -- What makes it this entry and no other, however often it is sent.
                once KEY_TEXT NOT NULL UNIQUE
            );
            CREATE INDEX conversation_entry_order ON conversation_entry (conversation, number);
            -- Only appended to: what was set last counts. hours: JSON.
            CREATE TABLE business_hours (
                number BIGINT NOT NULL PRIMARY KEY, hours TEXT NOT NULL, staff BLOB NOT NULL REFERENCES staff (id), set_at BIGINT NOT NULL
            );
            INSERT INTO counter (name, value) VALUES ('conversation', 1000), ('conversation_entry', 0);
            """)
}
