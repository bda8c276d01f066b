extension Migration {
    static let benchmarks = Migration(
        name: "Benchmarks: recommendation of others, as it was published or asked",
        sql: """
            -- sort: a competitor's customers, or our own staff (eNPS, never joined to a customer). Days are instants of their beginning; both within.
            CREATE TABLE benchmark (
                id BLOB NOT NULL PRIMARY KEY,
                sort TEXT NOT NULL CHECK (sort IN ('competitor', 'staff')),
                name TEXT NOT NULL,
                nps DOUBLE PRECISION NOT NULL CHECK (nps BETWEEN -100 AND 100),
                answers BIGINT CHECK (answers > 0),
                first_day BIGINT NOT NULL,
                last_day BIGINT NOT NULL,
                origin TEXT NOT NULL,
                staff BLOB NOT NULL,
                entered_at BIGINT NOT NULL,
                CHECK (first_day <= last_day)
            );
            """)
}
