extension Migration {
    static let calls = Migration(
        name: "Calls and talks in person; bots of Telegram; desks of shops, their visitors and what they say",
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
            -- What was told of it; only added to, and in whichever order it comes the call is the same. kind: 1 ringing, 2 answered, 3 ended,
            -- 4 missed, 5 voicemail. agent: as the telephone system spelt it; staff: who that was then. talked: seconds. once: what makes it
            -- this and no other.
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
            CREATE TABLE phone_extension (
                staff BLOB NOT NULL PRIMARY KEY REFERENCES staff (id), extension KEY_TEXT NOT NULL UNIQUE, set_at BIGINT NOT NULL
            );
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
            -- A desk in a shop. letter: before the numbers of its visitors. token: in the address of its pages.
            CREATE TABLE shop_desk (
                id BLOB NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                place TEXT NOT NULL,
                hours TEXT NOT NULL,
                letter KEY_TEXT NOT NULL,
                token KEY_TEXT NOT NULL UNIQUE,
                added_at BIGINT NOT NULL,
                closed_at BIGINT
            );
            -- Somebody who took a number. day: since 1970, as the opening hours' clock has it. ahead: how many waited before them when they took it.
            -- once: what makes it this one, however often the form is sent. call: the talk, once it began. name, email, about: as they typed it.
            CREATE TABLE shop_visit (
                id BLOB NOT NULL PRIMARY KEY,
                desk BLOB NOT NULL REFERENCES shop_desk (id),
                day BIGINT NOT NULL,
                number INTEGER NOT NULL,
                once KEY_TEXT NOT NULL UNIQUE,
                token KEY_TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                email TEXT NOT NULL,
                about TEXT NOT NULL,
                state KEY_TEXT NOT NULL CHECK (state IN ('waiting', 'called', 'served', 'finished', 'missed', 'left')),
                ahead INTEGER NOT NULL,
                taken_at BIGINT NOT NULL,
                called_at BIGINT,
                begun_at BIGINT,
                finished_at BIGINT,
                staff BLOB REFERENCES staff (id),
                conversation BIGINT REFERENCES conversation (number),
                UNIQUE (desk, day, number)
            );
            CREATE INDEX shop_visit_begun ON shop_visit (desk, begun_at);
            -- What somebody said at a desk. visit: NULL where it belongs to none.
            CREATE TABLE shop_rating (
                id BLOB NOT NULL PRIMARY KEY,
                desk BLOB NOT NULL REFERENCES shop_desk (id),
                once KEY_TEXT NOT NULL UNIQUE,
                at BIGINT NOT NULL,
                score SMALLINT NOT NULL CHECK (score BETWEEN 1 AND 5),
                visit BLOB UNIQUE REFERENCES shop_visit (id)
            );
            CREATE INDEX shop_rating_at ON shop_rating (desk, at);
            INSERT INTO counter (name, value) VALUES ('shop_visit', 0), ('phone_call', 0), ('phone_call_event', 0);
            """)
}
