extension Migration {
    static let quality = Migration(
        name: "Service standards with what shows that they are kept; scorecards and reviews of conversations",
        sql: """
            -- starter: which of those that come with the product; its texts are the product's as long as the three here are empty. review_on: days
            -- since 1970. What stands here is what the last of its entries says.
            CREATE TABLE service_standard (
                id BLOB NOT NULL PRIMARY KEY,
                starter KEY_TEXT UNIQUE,
                name TEXT NOT NULL,
                why TEXT NOT NULL,
                how TEXT NOT NULL,
                owner BLOB,
                status KEY_TEXT NOT NULL CHECK (status IN ('not_begun', 'in_progress', 'met')),
                review_on BIGINT,
                put_away_at BIGINT
            );
            -- What became of a standard and what shows it, one after the other; never changed.
            CREATE TABLE service_standard_entry (
                standard BLOB NOT NULL REFERENCES service_standard (id),
                number BIGINT NOT NULL,
                at BIGINT NOT NULL,
                staff BLOB,
                deed KEY_TEXT NOT NULL CHECK (deed IN ('set', 'progress', 'changed', 'put_away', 'taken_up')),
                status KEY_TEXT NOT NULL,
                owner BLOB,
                review_on BIGINT,
                text TEXT NOT NULL,
                link TEXT NOT NULL,
                PRIMARY KEY (standard, number)
            );
            -- What conversations are judged by. A version is never changed: a review keeps the one that it was made with.
            CREATE TABLE scorecard (version BIGINT NOT NULL PRIMARY KEY, since BIGINT NOT NULL, terms TEXT NOT NULL, staff BLOB);
            -- reason: how the conversation came to be reviewed. marks: by the key of the criterion. comments likewise, and note for the whole: words
            -- of the reviewer. second_of: the review that this one is the blind second of. wants_second: until it is there the marks are hidden.
            CREATE TABLE quality_review (
                id BLOB NOT NULL PRIMARY KEY,
                conversation BIGINT NOT NULL REFERENCES conversation (number),
                agent BLOB NOT NULL,
                reviewer BLOB NOT NULL,
                at BIGINT NOT NULL,
                card BIGINT NOT NULL REFERENCES scorecard (version),
                reason KEY_TEXT NOT NULL,
                marks TEXT NOT NULL,
                comments TEXT NOT NULL,
                note TEXT NOT NULL,
                second_of BLOB UNIQUE,
                wants_second SMALLINT NOT NULL,
                UNIQUE (conversation, reviewer)
            );
            CREATE INDEX quality_review_at ON quality_review (at);
            CREATE INDEX quality_review_agent ON quality_review (agent, at);
            -- What was said about a review afterwards: a dispute, and how it was decided; with new marks where it was changed.
            CREATE TABLE quality_review_entry (
                review BLOB NOT NULL REFERENCES quality_review (id),
                number BIGINT NOT NULL,
                at BIGINT NOT NULL,
                staff BLOB NOT NULL,
                deed KEY_TEXT NOT NULL CHECK (deed IN ('disputed', 'upheld', 'changed')),
                text TEXT NOT NULL,
                marks TEXT,
                PRIMARY KEY (review, number)
            );
            """)
}
