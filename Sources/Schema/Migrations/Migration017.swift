extension Migration {
    static let auditOfKeys = Migration(
        name: "What programs did, by the name of their key",
        sql: """
            -- The name that the key had; NULL for what a person or the program itself did.
            ALTER TABLE audit ADD COLUMN key_name TEXT;
            """)
}
