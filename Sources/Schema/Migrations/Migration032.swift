extension Migration {
    static let calls = Migration(
        name: "Calls and talks in person; bots of Telegram",
        sql: """
            -- A talk with a customer, by telephone or in person. phone: as identifiers have it, empty where it was withheld. identifier: whom it is
            -- with, where somebody of staff said so. conversation: NULL until it is one.
            CREATE TABLE phone_call (
                number BIGINT NOT NULL PRIMARY KEY,
                source BIGINT NOT NULL REFERENCES source (id),
                -- What the telephone system calls it.
                key KEY_TEXT NOT NULL,
                -- 1 from the customer, 2 to the customer
                direction SMALLINT NOT NULL CHECK (direction IN (1, 2)),
                channel KEY_TEXT NOT NULL,
                phone KEY_TEXT NOT NULL,
                began_at BIGINT NOT NULL,
                identifier BIGINT REFERENCES identifier (id),
                conversation BIGINT REFERENCES conversation (number),
                UNIQUE (source, key)
            );
            CREATE INDEX phone_call_began ON phone_call (began_at);
            CREATE INDEX phone_call_conversation ON phone_call (conversation);
            -- What was told of it; only added to, and in whichever order it comes the call is the same. kind: 1 ringing, 2 answered, 3 ended, 4 missed,
            -- 5 voicemail. agent: as the telephone system spelt it; staff: who that was then. talked: seconds. once: what makes it this and no other.
            CREATE TABLE phone_call_event (
                call BIGINT NOT NULL REFERENCES phone_call (number),
                once KEY_TEXT NOT NULL,
                kind SMALLINT NOT NULL CHECK (kind BETWEEN 1 AND 5),
                at BIGINT NOT NULL,
                recorded_at BIGINT NOT NULL,
                staff BLOB REFERENCES staff (id),
                agent KEY_TEXT NOT NULL,
                talked BIGINT,
                recording TEXT NOT NULL,
                text TEXT NOT NULL,
                PRIMARY KEY (call, once)
            );
            -- What somebody wrote down before there was a conversation.
            CREATE TABLE phone_call_note (
                call BIGINT NOT NULL REFERENCES phone_call (number),
                once KEY_TEXT NOT NULL,
                staff BLOB NOT NULL REFERENCES staff (id),
                at BIGINT NOT NULL,
                text TEXT NOT NULL,
                PRIMARY KEY (call, once)
            );
            -- Who does not want to be shown a call any more.
            CREATE TABLE phone_call_seen (call BIGINT NOT NULL REFERENCES phone_call (number), staff BLOB NOT NULL, PRIMARY KEY (call, staff));
            CREATE TABLE phone_extension (staff BLOB NOT NULL PRIMARY KEY REFERENCES staff (id), extension KEY_TEXT NOT NULL UNIQUE, set_at BIGINT NOT NULL);
            -- next_update: the first that was not taken yet. username: as Telegram says.
            CREATE TABLE telegram_bot (
                id BLOB NOT NULL PRIMARY KEY,
                source BIGINT NOT NULL UNIQUE REFERENCES source (id),
                name TEXT NOT NULL,
                username TEXT NOT NULL,
                token TEXT NOT NULL,
                base TEXT NOT NULL,
                next_update BIGINT NOT NULL,
                read_at BIGINT,
                failing_since BIGINT,
                fault TEXT NOT NULL,
                leased_until BIGINT,
                -- Told to wait by Telegram.
                quiet_until BIGINT,
                closed_at BIGINT,
                added_at BIGINT NOT NULL
            );
            -- Answers on their way out; a long one in several parts. state: waiting, sending, sent, failed.
            CREATE TABLE telegram_outgoing (
                entry BIGINT NOT NULL,
                part SMALLINT NOT NULL,
                bot BLOB NOT NULL REFERENCES telegram_bot (id),
                chat BIGINT NOT NULL,
                conversation BIGINT NOT NULL REFERENCES conversation (number),
                text TEXT NOT NULL,
                state KEY_TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),
                attempts SMALLINT NOT NULL,
                next_try_at BIGINT,
                fault TEXT NOT NULL,
                put_at BIGINT NOT NULL,
                -- As Telegram numbers it.
                message BIGINT,
                PRIMARY KEY (entry, part)
            );
            CREATE INDEX telegram_outgoing_waiting ON telegram_outgoing (bot, chat, entry, part) WHERE state IN ('waiting', 'sending');
            INSERT INTO counter (name, value) VALUES ('phone_call', 0), ('phone_call_event', 0);
            """)
}
