extension Migration {
    static let workDone = Migration(
        name: "Work: how far it is, what was let go, files brought by the browser",
        sql: """
            -- 0…1, said by the work itself while it goes on.
            ALTER TABLE job ADD COLUMN progress DOUBLE PRECISION;
            -- Somebody of staff has let it go: it was given up and nobody needs to look at it any more.
            ALTER TABLE job ADD COLUMN dismissed_at BIGINT;

            -- A file that came by the browser: it lies in a folder of the installation named by its id until it is imported.
            CREATE TABLE upload (
                id BLOB NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                bytes BIGINT NOT NULL,
                staff BLOB NOT NULL,
                -- JSON: how somebody said it is to be read.
                choices TEXT NOT NULL,
                uploaded_at BIGINT NOT NULL,
                started_at BIGINT,
                finished_at BIGINT,
                -- What the import has done so far.
                records BIGINT NOT NULL,
                accepted BIGINT NOT NULL,
                duplicates BIGINT NOT NULL,
                rejected BIGINT NOT NULL,
                bytes_done BIGINT NOT NULL,
                -- Touchpoints a second, and about how many seconds are left, while it goes on.
                rate DOUBLE PRECISION,
                seconds_left DOUBLE PRECISION
            );
            CREATE INDEX upload_time ON upload (uploaded_at);
            """)
}
