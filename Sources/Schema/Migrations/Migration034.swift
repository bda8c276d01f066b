extension Migration {
    static let booking = Migration(
        name: "Appointments and forms for quotes",
        sql: """
            -- Something that visitors ask for by a page. key: in its address. sort: appointment, quote. terms: how it is set up, as JSON.
            CREATE TABLE booking_kind (
                id BLOB NOT NULL PRIMARY KEY,
                key KEY_TEXT NOT NULL UNIQUE,
                sort KEY_TEXT NOT NULL CHECK (sort IN ('appointment', 'quote')),
                terms TEXT NOT NULL,
                added_at BIGINT NOT NULL,
                put_away_at BIGINT
            );
            -- What somebody asked for. once: its form. staff, starts_at, ends_at, blocked_until: of an appointment; the last with the pause
            -- behind it. sequence: raised with each change. name, email, phone, company, about: as they typed it.
            CREATE TABLE booking (
                id BLOB NOT NULL PRIMARY KEY,
                kind BLOB NOT NULL REFERENCES booking_kind (id),
                once KEY_TEXT NOT NULL UNIQUE,
                state KEY_TEXT NOT NULL CHECK (state IN ('asked', 'booked', 'cancelled', 'held', 'missed')),
                staff BLOB REFERENCES staff (id),
                starts_at BIGINT,
                ends_at BIGINT,
                blocked_until BIGINT,
                sequence INTEGER NOT NULL,
                language KEY_TEXT NOT NULL,
                zone KEY_TEXT NOT NULL,
                name TEXT NOT NULL,
                email TEXT NOT NULL,
                phone TEXT NOT NULL,
                company TEXT NOT NULL,
                about TEXT NOT NULL,
                conversation BIGINT NOT NULL REFERENCES conversation (number),
                booked_at BIGINT NOT NULL,
                moved_at BIGINT
            );
            -- Nobody takes two at a time.
            CREATE UNIQUE INDEX booking_time ON booking (staff, starts_at) WHERE state <> 'cancelled';
            CREATE INDEX booking_busy ON booking (staff, blocked_until);
            CREATE INDEX booking_starts ON booking (starts_at);
            CREATE INDEX booking_conversation ON booking (conversation);
            CREATE INDEX booking_address ON booking (email, booked_at);
            -- By which address staff read their own appointments in a calendar.
            CREATE TABLE booking_feed (
                staff BLOB NOT NULL PRIMARY KEY REFERENCES staff (id), token KEY_TEXT NOT NULL UNIQUE, made_at BIGINT NOT NULL
            );
            """)
}
