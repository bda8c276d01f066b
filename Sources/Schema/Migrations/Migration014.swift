extension Migration {
    static let momentPins = Migration(
        name: "Moments of truth that somebody has pinned, and customers held out of an action",
        sql: """
            -- What was said last of a kind counts; nothing is ever taken away.
            CREATE TABLE moment_pin (
                number BIGINT NOT NULL PRIMARY KEY,
                kind KEY_TEXT NOT NULL,
                is_pinned SMALLINT NOT NULL CHECK (is_pinned IN (0, 1)),
                reason TEXT NOT NULL,
                staff BLOB NOT NULL,
                recorded_at BIGINT NOT NULL
            );
            CREATE INDEX moment_pin_kind ON moment_pin (kind, number);
            -- The segment of those whom the action leaves alone, so that its effect can be told from what happened anyway.
            ALTER TABLE insight ADD COLUMN holdout BLOB;
            """)
}
