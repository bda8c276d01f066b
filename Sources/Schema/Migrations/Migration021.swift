extension Migration {
    static let lateKeys = Migration(
        name: "Late keys: what is there already, told without an index of the table",
        embedded: """
            -- The keys of touchpoints, put here many at a time: kept in an index of the table, each would change a page of its own.
            CREATE TABLE touchpoint_key (source BIGINT NOT NULL, source_key BLOB NOT NULL, PRIMARY KEY (source, source_key)) WITHOUT ROWID;
            INSERT INTO touchpoint_key SELECT source, source_key FROM touchpoint ORDER BY source, source_key;
            -- Up to which position all keys are there; the program knows those behind it.
            CREATE TABLE touchpoint_keyed (position BIGINT NOT NULL);
            INSERT INTO touchpoint_keyed SELECT COALESCE(MAX(position), 0) FROM touchpoint;
            DROP INDEX touchpoint_once;
            CREATE TRIGGER touchpoint_key_gone AFTER DELETE ON touchpoint BEGIN
                DELETE FROM touchpoint_key WHERE source = old.source AND source_key = old.source_key;
            END;
            CREATE TRIGGER touchpoint_key_changed AFTER UPDATE OF source, source_key ON touchpoint BEGIN
                DELETE FROM touchpoint_key WHERE source = old.source AND source_key = old.source_key;
                INSERT OR IGNORE INTO touchpoint_key (source, source_key) VALUES (new.source, new.source_key);
            END;
            """)
}
