extension Migration {
    static let access = Migration(
        name: "Access: staff, sessions, keys",
        sql: """
            CREATE TABLE staff (
                id BLOB NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                email KEY_TEXT NOT NULL UNIQUE,
                password TEXT NOT NULL,
                role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'manager', 'agent', 'analyst', 'viewer')),
                -- NULL follows the browser.
                language TEXT,
                time_zone TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                disabled_at BIGINT
            );

            -- Everything a browser or a program shows us is kept as the SHA-256 of itself.
            CREATE TABLE session (
                hash BLOB NOT NULL PRIMARY KEY, staff BLOB NOT NULL REFERENCES staff (id), created_at BIGINT NOT NULL, used_at BIGINT NOT NULL
            );
            CREATE INDEX session_staff ON session (staff);

            -- A link that lets one person in: the first owner, a further colleague, somebody who forgot the password, a visitor of the demo.
            CREATE TABLE invitation (
                id BLOB NOT NULL PRIMARY KEY,
                hash BLOB NOT NULL UNIQUE,
                purpose TEXT NOT NULL CHECK (purpose IN ('first', 'colleague', 'password', 'demo')),
                -- Whom it lets in, where they are here already.
                staff BLOB REFERENCES staff (id),
                email KEY_TEXT,
                role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'manager', 'agent', 'analyst', 'viewer')),
                created_by BLOB REFERENCES staff (id),
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                used_at BIGINT,
                CHECK ((staff IS NOT NULL) = (purpose IN ('password', 'demo')))
            );

            -- scope: 'write' sends events for one source; 'read' and 'manage' open /api/v1.
            CREATE TABLE access_key (
                id BLOB NOT NULL PRIMARY KEY,
                hash BLOB NOT NULL UNIQUE,
                hint TEXT NOT NULL,
                name TEXT NOT NULL,
                scope TEXT NOT NULL CHECK (scope IN ('write', 'read', 'manage')),
                source BIGINT REFERENCES source (id),
                created_by BLOB REFERENCES staff (id),
                created_at BIGINT NOT NULL,
                revoked_at BIGINT,
                CHECK ((scope = 'write') = (source IS NOT NULL))
            );

            -- Who changed what in the settings.
            CREATE TABLE audit (
                id BLOB NOT NULL PRIMARY KEY, staff BLOB, action TEXT NOT NULL, subject TEXT NOT NULL,
                detail TEXT NOT NULL, recorded_at BIGINT NOT NULL
            );
            CREATE INDEX audit_time ON audit (recorded_at);
            """)
}
