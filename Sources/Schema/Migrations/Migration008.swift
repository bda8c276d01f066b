extension Migration {
    static let manyServers = Migration(
        name: "Many servers: secrets that they share, and whether settings changed",
        sql: """
            -- What all servers of an installation must know and nobody else: the key that seals forms.
            CREATE TABLE secret (name KEY_TEXT PRIMARY KEY, value BLOB NOT NULL, created_at BIGINT NOT NULL);

            -- Counts changes of the catalogue, the sources and the rules of identity: servers that keep them in memory look here.
            INSERT INTO counter (name, value) VALUES ('settings', 0);
            """)
}
