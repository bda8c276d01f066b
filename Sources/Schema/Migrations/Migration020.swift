extension Migration {
    static let mail = Migration(
        name: "Mail: mailboxes, and a journal of every message in or out",
        sql: """
            -- An address of the company at which mail is read here, and from which it is answered.
            CREATE TABLE mailbox (
                number BIGINT NOT NULL PRIMARY KEY,
                -- In lower case.
                address KEY_TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                signature TEXT NOT NULL,
                -- 1 when what is sent to name+anything@ arrives too.
                takes_details SMALLINT NOT NULL CHECK (takes_details IN (0, 1)),
                -- Without a host nothing is fetched, or nothing sent. security: tls, starttls, none.
                imap_host KEY_TEXT NOT NULL, imap_port INTEGER NOT NULL, imap_security KEY_TEXT NOT NULL, imap_user TEXT NOT NULL,
                imap_password TEXT NOT NULL, imap_folder TEXT NOT NULL,
                -- 1 when what lay there before it was set up is read too.
                imap_all SMALLINT NOT NULL CHECK (imap_all IN (0, 1)),
                -- How far the folder has been read: by the numbers of its server, which mean something else once their validity changes.
                imap_validity BIGINT, imap_uid BIGINT,
                smtp_host KEY_TEXT NOT NULL, smtp_port INTEGER NOT NULL, smtp_security KEY_TEXT NOT NULL, smtp_user TEXT NOT NULL,
                smtp_password TEXT NOT NULL,
                -- After so many hours without a message it is silent; 0 is never.
                silent_after INTEGER NOT NULL CHECK (silent_after BETWEEN 0 AND 8760),
                received_at BIGINT, fetched_at BIGINT,
                -- While it goes wrong: since when, and what was said last.
                fetch_failing_since BIGINT, fetch_fault TEXT NOT NULL, send_failing_since BIGINT, send_fault TEXT NOT NULL,
                -- Until when one server alone fetches.
                leased_until BIGINT,
                created_at BIGINT NOT NULL, closed_at BIGINT
            );
            -- Every message that came or goes, what was decided about it, and why.
            CREATE TABLE mail_message (
                id BLOB NOT NULL PRIMARY KEY,
                mailbox BIGINT NOT NULL REFERENCES mailbox (number),
                -- 1 in, 2 out
                direction SMALLINT NOT NULL CHECK (direction IN (1, 2)),
                -- In: received, filed, kept, failed. Out: waiting, sending, sent, failed, bounced.
                state KEY_TEXT NOT NULL,
                -- Why it was filed where it was, or kept.
                decision KEY_TEXT NOT NULL,
                fault TEXT NOT NULL,
                -- What makes it this message, however often it comes.
                once KEY_TEXT NOT NULL UNIQUE,
                message_id KEY_TEXT NOT NULL,
                -- To whom of ours it was delivered, in lower case.
                delivered_to KEY_TEXT NOT NULL,
                -- In lower case: who wrote, or to whom we write; and what they call themselves.
                address KEY_TEXT NOT NULL,
                name TEXT NOT NULL,
                -- Where an answer goes.
                reply_to TEXT NOT NULL,
                -- All whom it is for, each on a line.
                recipients TEXT NOT NULL,
                recipient_count INTEGER NOT NULL,
                subject TEXT NOT NULL,
                size BIGINT NOT NULL,
                -- What could not be read of it.
                troubles KEY_TEXT NOT NULL,
                has_html SMALLINT NOT NULL,
                -- 1 when who wrote takes no part in the conversation.
                is_stranger SMALLINT NOT NULL,
                -- When a server of the company had it; when we did; when it was filed or sent.
                received_at BIGINT NOT NULL, recorded_at BIGINT NOT NULL, settled_at BIGINT,
                -- How often it came, was tried to be sent, and may have been sent without our knowing.
                arrivals INTEGER NOT NULL, attempts INTEGER NOT NULL, unsure INTEGER NOT NULL,
                -- While it is being sent: until when nobody else sends it.
                next_try_at BIGINT,
                conversation BIGINT REFERENCES conversation (number),
                entry BIGINT REFERENCES conversation_entry (number),
                -- A conversation that it may belong to, by its subject alone.
                suggestion BIGINT REFERENCES conversation (number),
                -- Of the customer who wrote, or to whom we write.
                identifier BIGINT REFERENCES identifier (id)
            );
            CREATE INDEX mail_message_order ON mail_message (recorded_at, id);
            CREATE INDEX mail_message_state ON mail_message (state, recorded_at, id);
            CREATE INDEX mail_message_known ON mail_message (message_id);
            CREATE INDEX mail_message_address ON mail_message (address);
            CREATE INDEX mail_message_conversation ON mail_message (conversation, recorded_at, id);
            CREATE INDEX mail_message_identifier ON mail_message (identifier);
            -- The message as it went over the wire, packed.
            CREATE TABLE mail_raw (message BLOB NOT NULL PRIMARY KEY REFERENCES mail_message (id), content BLOB NOT NULL);
            CREATE TABLE mail_attachment (
                message BLOB NOT NULL REFERENCES mail_message (id),
                -- Which of the message's files.
                place INTEGER NOT NULL,
                name TEXT NOT NULL,
                size BIGINT NOT NULL,
                UNIQUE (message, place)
            );
            -- Who takes part in a conversation by mail, beside the customer: whom they have written to. In lower case.
            CREATE TABLE mail_participant (
                conversation BIGINT NOT NULL REFERENCES conversation (number), address KEY_TEXT NOT NULL, UNIQUE (conversation, address)
            );
            """)
}
