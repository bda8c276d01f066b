extension Migration {
    static let questions = Migration(
        name: "Questions: what happened when, and what was answered",
        sql: """
            -- Kind first: counts of a period, who ever did something, how often a kind is used, all without a look at the table.
            CREATE INDEX touchpoint_kind ON touchpoint (kind, occurred_at, channel, identifier);
            CREATE INDEX touchpoint_scale ON touchpoint (scale, occurred_at, score) WHERE scale IS NOT NULL;
            """)
}
