extension Migration {
    static let chat = Migration(
        name: "Chat windows on sites, and the conversations that were begun in them",
        sql: """
            -- A site that carries the chat: what the window looks like, and where it may stand.
            CREATE TABLE chat_site (
                source BIGINT NOT NULL PRIMARY KEY REFERENCES source (id),
                name TEXT NOT NULL,
                greeting TEXT NOT NULL,
                -- #rrggbb
                accent KEY_TEXT NOT NULL,
                -- One in each line, such as https://shop.example
                origins TEXT NOT NULL,
                -- What the site signs with who is there: the key of now, and the one before it.
                secret BLOB,
                earlier_secret BLOB,
                staff BLOB REFERENCES staff (id),
                set_at BIGINT NOT NULL
            );
            CREATE TABLE chat (
                conversation BIGINT NOT NULL PRIMARY KEY REFERENCES conversation (number),
                site BIGINT NOT NULL REFERENCES chat_site (source),
                -- SHA-256 of what opens it for whoever began it.
                token BLOB NOT NULL UNIQUE,
                -- Whether the site has signed who it is.
                verified SMALLINT NOT NULL CHECK (verified IN (0, 1)),
                language KEY_TEXT NOT NULL,
                -- On which page they were, without what stands behind “?”.
                page TEXT NOT NULL,
                -- By which they want to be answered when they have left; nobody has verified it. Empty where they left none.
                address TEXT NOT NULL,
                begun_at BIGINT NOT NULL,
                -- Up to which entry each side has read.
                visitor_read BIGINT NOT NULL,
                staff_read BIGINT NOT NULL
            );
            """)
}
