extension Migration {
    static let journeys = Migration(
        name: "Journeys: stages and their rules as staff set them up, with all versions",
        sql: """
            -- The journey of the five moments of the catalogue needs no row. put_away_at: nobody looks at it any more; its versions stay.
            CREATE TABLE journey (
                id BLOB NOT NULL PRIMARY KEY,
                created_at BIGINT NOT NULL,
                put_away_at BIGINT
            );
            -- Only appended to: going back to an older version makes a new one. plan: stages, rules, goal and targets, as JSON.
            CREATE TABLE journey_version (
                journey BLOB NOT NULL REFERENCES journey (id),
                number BIGINT NOT NULL CHECK (number > 0),
                name TEXT NOT NULL,
                plan TEXT NOT NULL,
                note TEXT NOT NULL,
                staff BLOB NOT NULL,
                saved_at BIGINT NOT NULL,
                PRIMARY KEY (journey, number)
            );
            """)
}
