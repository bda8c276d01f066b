extension Migration {
    static let webhooks = Migration(
        name: "Webhooks: addresses that are told what happens on the desk, in its order",
        sql: """
            -- source: whose conversations; NULL for all. events: names with blanks between them. told: the number of the last entry of a conversation
            -- that it was told, or that is none of its business. busy_until: how long somebody who tells it has for the next step.
            CREATE TABLE webhook (
                id BLOB NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                address TEXT NOT NULL,
                source BIGINT REFERENCES source (id),
                events TEXT NOT NULL,
                secret TEXT NOT NULL,
                told BIGINT NOT NULL,
                last_told_at BIGINT,
                failing_since BIGINT,
                attempts INTEGER NOT NULL,
                fault TEXT NOT NULL,
                next_try_at BIGINT,
                busy_until BIGINT,
                paused_at BIGINT,
                created_at BIGINT NOT NULL
            );
            """)
}
