extension Migration {
    static let whoIsWho = Migration(
        name: "Who is who: public keys, verified identifiers, leaving a company, reviews, looks for duplicates",
        sql: """
            -- Since when its key is known to stand where anybody can read it; what comes by it is a claim. Never taken back.
            ALTER TABLE source ADD COLUMN public_at BIGINT;

            -- Derived from the words below: when it was verified; NULL while it is only claimed.
            ALTER TABLE identifier ADD COLUMN verified_at BIGINT;

            -- Whether an identifier is truly theirs, as a source or a member of staff said. Staff's last word counts before any source's.
            CREATE TABLE verification (
                id BIGINT PRIMARY KEY,
                identifier BIGINT NOT NULL REFERENCES identifier (id),
                is_verified SMALLINT NOT NULL CHECK (is_verified IN (0, 1)),
                occurred_at BIGINT NOT NULL,
                recorded_at BIGINT NOT NULL,
                source BIGINT REFERENCES source (id),
                staff BLOB,
                reason TEXT NOT NULL,
                CHECK ((source IS NULL) <> (staff IS NULL))
            );
            CREATE INDEX verification_identifier ON verification (identifier);
            INSERT INTO counter (name, value) VALUES ('verification', 0);

            -- When somebody was last known to act for a company, and when they last were said to have left it: until follows from both.
            ALTER TABLE membership ADD COLUMN seen_at BIGINT;
            ALTER TABLE membership ADD COLUMN left_at BIGINT;
            UPDATE membership SET seen_at = since;

            -- Who is who is worked out anew, after a rule was changed: how far, so that what was interrupted goes on. The newest counts.
            CREATE TABLE identity_review (
                id BIGINT PRIMARY KEY,
                started_at BIGINT NOT NULL,
                reached BIGINT NOT NULL,
                moved BIGINT NOT NULL,
                finished_at BIGINT
            );

            -- Looks for duplicates: when, and what they came to.
            CREATE TABLE duplicate_look (
                id BIGINT PRIMARY KEY,
                started_at BIGINT NOT NULL,
                finished_at BIGINT,
                people BIGINT,
                suggestions BIGINT,
                joined BIGINT,
                fault TEXT
            );
            """)
}
