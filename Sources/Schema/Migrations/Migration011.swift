extension Migration {
    static let insights = Migration(
        name: "Insights: what was made of a change that was found",
        sql: """
            -- Findings that somebody has taken up; those that nobody has are found anew each time. key: what, touchpoint and group; finding: as it
            -- was found, as JSON.
            CREATE TABLE insight (
                id BLOB NOT NULL PRIMARY KEY,
                key KEY_TEXT NOT NULL,
                finding TEXT NOT NULL,
                status TEXT NOT NULL CHECK (status IN ('taken', 'done', 'dismissed')),
                action TEXT NOT NULL,
                acted_on BIGINT,
                staff BLOB NOT NULL,
                updated_at BIGINT NOT NULL
            );
            CREATE INDEX insight_key ON insight (key);
            """)
}
