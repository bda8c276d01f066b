extension Migration {
    static let identityCounter = Migration(
        name: "Identity: how often identifiers came to other people",
        sql: """
            -- Who keeps a copy of the line looks anew at whose it is when this has changed.
            INSERT INTO counter (name, value) VALUES ('identity', 0);
            """)
}
