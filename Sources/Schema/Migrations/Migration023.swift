extension Migration {
    static let timesAhead = Migration(
        name: "Touchpoints whose time had not come are found at once: hardly any, so that lines are counted from their index alone",
        sql: """
            CREATE INDEX touchpoint_ahead ON touchpoint (identifier) WHERE (flags & 1) = 1 AND occurred_at > received_at;
            """)
}
