extension Migration {
    static let serviceLevels = Migration(
        name: "What is promised to customers, and the next deadline of each conversation",
        sql: """
            -- Versions of policies; never changed. terms: JSON, NULL from a version on that takes the policy out of use.
            CREATE TABLE service_policy (
                id BLOB NOT NULL, version INTEGER NOT NULL, since BIGINT NOT NULL, rank INTEGER NOT NULL, name TEXT NOT NULL, terms TEXT,
                staff BLOB, PRIMARY KEY (id, version)
            );
            -- In force when it was opened; NULL where nothing was promised.
            ALTER TABLE conversation ADD COLUMN policy BLOB;
            ALTER TABLE conversation ADD COLUMN policy_version INTEGER;
            -- The earliest deadline of what is owed, passed or not; NULL where nothing is, or while all its clocks stand still.
            ALTER TABLE conversation ADD COLUMN due_at BIGINT;
            ALTER TABLE conversation ADD COLUMN due_goal KEY_TEXT;
            ALTER TABLE conversation ADD COLUMN due_warning BIGINT;
            CREATE INDEX conversation_due ON conversation (due_at, number) WHERE due_at IS NOT NULL;
            """)
}
