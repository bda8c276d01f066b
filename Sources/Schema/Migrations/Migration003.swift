extension Migration {
    static let work = Migration(
        name: "Work: jobs, subscriptions, imports, rejected events, segments",
        sql: """
            -- Work to be done at a time: leased by one worker, tried again, given up at last, always visible.
            CREATE TABLE job (
                id BLOB NOT NULL PRIMARY KEY,
                name KEY_TEXT NOT NULL,
                key KEY_TEXT UNIQUE,
                payload TEXT NOT NULL,
                due_at BIGINT NOT NULL,
                leased_until BIGINT,
                lease BLOB,
                attempts INTEGER NOT NULL,
                fault TEXT,
                created_at BIGINT NOT NULL,
                finished_at BIGINT,
                abandoned_at BIGINT
            );
            CREATE INDEX job_due ON job (due_at) WHERE finished_at IS NULL AND abandoned_at IS NULL;

            -- How far each reader of the line has come.
            CREATE TABLE subscription (name KEY_TEXT NOT NULL UNIQUE, position BIGINT NOT NULL);

            -- A file on its way in, so that what was interrupted goes on where it was.
            CREATE TABLE import_run (
                id BLOB NOT NULL PRIMARY KEY,
                fingerprint KEY_TEXT NOT NULL UNIQUE,
                file_name TEXT NOT NULL,
                source BIGINT NOT NULL REFERENCES source (id),
                records BIGINT NOT NULL,
                accepted BIGINT NOT NULL,
                duplicates BIGINT NOT NULL,
                rejected BIGINT NOT NULL,
                started_at BIGINT NOT NULL,
                finished_at BIGINT
            );

            -- What could not be taken, and why, until somebody corrects it or lets it go. dress: in which shape it came.
            CREATE TABLE rejected_event (
                id BLOB NOT NULL PRIMARY KEY,
                source BIGINT NOT NULL REFERENCES source (id),
                dress TEXT NOT NULL CHECK (dress IN ('segment', 'touchpoint')),
                received_at BIGINT NOT NULL,
                field TEXT NOT NULL,
                reason TEXT NOT NULL,
                body TEXT NOT NULL,
                settled_at BIGINT,
                settled_by BLOB,
                outcome TEXT CHECK (outcome IN ('replayed', 'discarded')),
                CHECK ((settled_at IS NULL) = (outcome IS NULL)),
                CHECK ((settled_at IS NULL) = (settled_by IS NULL))
            );
            CREATE INDEX rejected_event_time ON rejected_event (received_at);
            CREATE INDEX rejected_event_open ON rejected_event (source) WHERE settled_at IS NULL;

            CREATE TABLE segment (
                id BLOB NOT NULL PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                rules TEXT NOT NULL,
                created_by BLOB REFERENCES staff (id),
                created_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL
            );
            """)
}
