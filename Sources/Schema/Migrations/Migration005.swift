extension Migration {
    static let duplicates = Migration(
        name: "Duplicates: suggestions, decisions, the rule",
        sql: """
            -- Two people who may be one, as their profiles say. one < other: the identifiers that stood for them when they were found.
            CREATE TABLE duplicate_suggestion (
                one BIGINT NOT NULL REFERENCES identifier (id),
                other BIGINT NOT NULL REFERENCES identifier (id),
                probability DOUBLE PRECISION NOT NULL CHECK (probability BETWEEN 0 AND 1),
                -- JSON: what speaks for and against it.
                reasons TEXT NOT NULL,
                found_at BIGINT NOT NULL,
                PRIMARY KEY (one, other),
                CHECK (one < other)
            );
            CREATE INDEX duplicate_suggestion_best ON duplicate_suggestion (probability, one, other);

            -- What became of a suggestion. A pair that was decided on is never suggested again.
            CREATE TABLE duplicate_decision (
                one BIGINT NOT NULL REFERENCES identifier (id),
                other BIGINT NOT NULL REFERENCES identifier (id),
                outcome TEXT NOT NULL CHECK (outcome IN ('joined', 'dismissed')),
                -- The link that joined them, which can be withdrawn.
                link BIGINT REFERENCES identity_link (id),
                staff BLOB NOT NULL,
                decided_at BIGINT NOT NULL,
                PRIMARY KEY (one, other),
                CHECK (one < other),
                CHECK ((outcome = 'joined') = (link IS NOT NULL))
            );

            -- When people are joined without anybody looking. The newest counts; no probability means never.
            CREATE TABLE duplicate_rule (
                id BIGINT PRIMARY KEY,
                probability DOUBLE PRECISION,
                -- Sorts of attributes that must be the same, with commas between.
                attributes TEXT NOT NULL,
                staff BLOB NOT NULL,
                set_at BIGINT NOT NULL
            );
            """)
}
