extension Migration {
    static let lineReading = Migration(
        name: "A customer's page is read from indexes alone",
        sql: """
            -- How much happened with a customer, by kind and channel, without a look at the table.
            DROP INDEX IF EXISTS touchpoint_line;
            CREATE INDEX touchpoint_line ON touchpoint (identifier, occurred_at, kind, channel);
            -- What a customer answered last.
            CREATE INDEX touchpoint_answer ON touchpoint (identifier, scale, occurred_at) WHERE scale IS NOT NULL;
            -- What a customer spent.
            CREATE INDEX touchpoint_money ON touchpoint (identifier, kind, currency, value) WHERE value IS NOT NULL;
            """)
}
