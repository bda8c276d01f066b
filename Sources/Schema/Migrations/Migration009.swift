extension Migration {
    static let privacy = Migration(
        name: "Privacy: erased people, how long touchpoints are kept",
        sql: """
            -- Identifiers of nobody: what was erased, or has outlived its time, stands at them. Never a sender's type.
            INSERT INTO identifier_type (id, key, name, priority, most_per_person) VALUES (99, 'erased', 'Erased', 999, 1);
            -- How often something was taken off the line (what is remembered of before is forgotten), and how many events were refused since.
            INSERT INTO counter (name, value) VALUES ('erasure', 0), ('refused_erased', 0);

            -- HMAC-SHA256 of what somebody erased was recognised by: enough to refuse it, not to read it.
            CREATE TABLE erased_identifier (hash BLOB NOT NULL UNIQUE, erased_at BIGINT NOT NULL);

            -- Of touchpoints that are nobody's (flag 64) the key is the HMAC of what it was.
            CREATE INDEX touchpoint_erased ON touchpoint (source, source_key) WHERE flags >= 64;
            CREATE INDEX search_word_identifier ON search_word (identifier);

            -- How long touchpoints of a kind, or all of a channel, are kept, and what becomes of them then.
            CREATE TABLE retention_rule (
                id BIGINT PRIMARY KEY,
                kind BIGINT UNIQUE REFERENCES kind (id),
                channel BIGINT UNIQUE REFERENCES channel (id),
                months INTEGER NOT NULL CHECK (months BETWEEN 1 AND 600),
                deed TEXT NOT NULL CHECK (deed IN ('anonymise', 'remove')),
                staff BLOB,
                set_at BIGINT NOT NULL,
                CHECK ((kind IS NULL) <> (channel IS NULL))
            );
            """)
}
