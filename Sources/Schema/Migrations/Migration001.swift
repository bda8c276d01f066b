extension Migration {
    static let theLine = Migration(
        name: "The line: catalogue, people, touchpoints",
        sql: """
            -- Numbers that are handed out inside a transaction, so that commit order is number order.
            CREATE TABLE counter (name TEXT NOT NULL UNIQUE, value BIGINT NOT NULL);
            INSERT INTO counter (name, value) VALUES ('position', 0), ('identifier', 0), ('company', 0), ('link', 0);

            -- Who sends: a write key's site, a file, a part of ours.
            CREATE TABLE source (
                id BIGINT PRIMARY KEY,
                key KEY_TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                medium TEXT NOT NULL CHECK (medium IN ('http', 'file', 'staff', 'demo', 'system')),
                created_at BIGINT NOT NULL,
                disabled_at BIGINT
            );

            CREATE TABLE channel (id BIGINT PRIMARY KEY, key KEY_TEXT NOT NULL UNIQUE, name TEXT NOT NULL);

            -- The catalogue.
            CREATE TABLE kind (
                id BIGINT PRIMARY KEY,
                key KEY_TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                stage SMALLINT CHECK (stage BETWEEN 1 AND 5),
                department TEXT NOT NULL,
                control SMALLINT NOT NULL CHECK (control IN (1, 2)),
                goal TEXT NOT NULL
            );

            -- How much an identifier of a type says: 1 is strongest; at most so many of a type make up one person.
            CREATE TABLE identifier_type (
                id BIGINT PRIMARY KEY,
                key KEY_TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                priority SMALLINT NOT NULL,
                most_per_person INTEGER NOT NULL CHECK (most_per_person >= 1)
            );
            INSERT INTO identifier_type (id, key, name, priority, most_per_person) VALUES
                (1, 'user_id', 'Customer number', 1, 1), (2, 'email', 'Email address', 2, 5), (3, 'phone', 'Phone number', 3, 5),
                (4, 'loyalty_card', 'Loyalty card', 4, 5), (5, 'social', 'Social account', 5, 10), (6, 'device_id', 'Device', 6, 50),
                (7, 'anonymous_id', 'Browser', 7, 100);

            -- Values that name nobody: test@example.com, 0000. Never evidence that two are one.
            CREATE TABLE blocked_identifier (
                type BIGINT NOT NULL REFERENCES identifier_type (id), value KEY_TEXT NOT NULL, reason TEXT NOT NULL, recorded_at BIGINT NOT NULL,
                UNIQUE (type, value)
            );

            -- person is derived from the links: the lowest identifier of those that are one person.
            CREATE TABLE identifier (
                id BIGINT PRIMARY KEY,
                type BIGINT NOT NULL REFERENCES identifier_type (id),
                value KEY_TEXT NOT NULL,
                person BIGINT NOT NULL,
                seen_at BIGINT NOT NULL,
                UNIQUE (type, value)
            );
            CREATE INDEX identifier_person ON identifier (person);

            CREATE TABLE person (number BIGINT PRIMARY KEY, id BLOB NOT NULL UNIQUE, created_at BIGINT NOT NULL);

            -- Evidence that two identifiers are one person (or, for separations, that they are not). Never changed, only withdrawn.
            -- one < other; grade: 1 staff said so, 2 an alias, 3 seen together; 9 a separation.
            CREATE TABLE identity_link (
                id BIGINT PRIMARY KEY,
                one BIGINT NOT NULL REFERENCES identifier (id),
                other BIGINT NOT NULL REFERENCES identifier (id),
                grade SMALLINT NOT NULL CHECK (grade IN (1, 2, 3, 9)),
                occurred_at BIGINT NOT NULL,
                recorded_at BIGINT NOT NULL,
                source BIGINT REFERENCES source (id),
                staff BLOB,
                reason TEXT NOT NULL,
                CHECK (one < other)
            );
            CREATE INDEX identity_link_one ON identity_link (one, other);
            CREATE INDEX identity_link_other ON identity_link (other);
            CREATE TABLE identity_unlink (
                link BIGINT NOT NULL UNIQUE REFERENCES identity_link (id), recorded_at BIGINT NOT NULL, staff BLOB, reason TEXT NOT NULL
            );

            -- What is known of a customer, at the identifier it came with; the newest of a name counts.
            CREATE TABLE trait (
                identifier BIGINT NOT NULL REFERENCES identifier (id),
                name KEY_TEXT NOT NULL,
                value TEXT NOT NULL,
                occurred_at BIGINT NOT NULL,
                source BIGINT NOT NULL REFERENCES source (id),
                PRIMARY KEY (identifier, name)
            );

            -- Folded words of names, addresses and numbers, for the search of people.
            CREATE TABLE search_word (word KEY_TEXT NOT NULL, identifier BIGINT NOT NULL REFERENCES identifier (id), PRIMARY KEY (word, identifier));

            CREATE TABLE company (
                number BIGINT PRIMARY KEY, id BLOB NOT NULL UNIQUE, key KEY_TEXT NOT NULL UNIQUE, name TEXT NOT NULL, created_at BIGINT NOT NULL
            );
            CREATE TABLE company_trait (
                company BIGINT NOT NULL REFERENCES company (number), name KEY_TEXT NOT NULL, value TEXT NOT NULL, occurred_at BIGINT NOT NULL,
                source BIGINT NOT NULL REFERENCES source (id), PRIMARY KEY (company, name)
            );
            CREATE TABLE membership (
                identifier BIGINT NOT NULL REFERENCES identifier (id), company BIGINT NOT NULL REFERENCES company (number),
                since BIGINT NOT NULL, until BIGINT, PRIMARY KEY (identifier, company)
            );
            CREATE INDEX membership_company ON membership (company);

            -- The line itself. flags: 1 its clock was not believed, 2 it came as history and sets nothing going.
            CREATE TABLE touchpoint (
                position BIGINT PRIMARY KEY,
                identifier BIGINT NOT NULL,
                occurred_at BIGINT NOT NULL,
                received_at BIGINT NOT NULL,
                kind BIGINT NOT NULL,
                channel BIGINT NOT NULL,
                source BIGINT NOT NULL,
                source_key BLOB NOT NULL,
                score DOUBLE PRECISION,
                scale SMALLINT,
                sentiment DOUBLE PRECISION,
                weight DOUBLE PRECISION CHECK (weight > 0),
                value BIGINT,
                currency TEXT,
                subject_type KEY_TEXT,
                subject_id KEY_TEXT,
                flags SMALLINT NOT NULL,
                properties TEXT,
                CHECK ((score IS NULL) = (scale IS NULL)),
                CHECK ((value IS NULL) = (currency IS NULL)),
                CHECK (sentiment BETWEEN -1 AND 1)
            );
            CREATE UNIQUE INDEX touchpoint_once ON touchpoint (source, source_key);
            CREATE INDEX touchpoint_line ON touchpoint (identifier, occurred_at);
            CREATE INDEX touchpoint_subject ON touchpoint (subject_type, subject_id) WHERE subject_id IS NOT NULL;
            """)
}
