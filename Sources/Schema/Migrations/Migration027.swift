extension Migration {
    static let satisfaction = Migration(
        name: "Satisfaction after a resolution: what is asked, whom, and what they answer",
        sql: """
            -- The first one that has been set counts until the next; the last one counts now.
            CREATE TABLE csat_setting (number BIGINT NOT NULL PRIMARY KEY, settings TEXT NOT NULL, staff BLOB, set_at BIGINT NOT NULL);
            -- A customer is asked about a resolution: the number of the entry by which a conversation was resolved. staff: who resolved it then.
            -- language: two letters, or empty where nobody knows. asked_entry: of the mail that asks. dropped: why nobody was asked, or empty.
            -- answered_at: the first answer; changed_at: the one that counts. told_at: when it came onto the customer's line. seen_at: when somebody
            -- of staff looked after it.
            CREATE TABLE csat_survey (
                id BLOB NOT NULL PRIMARY KEY,
                conversation BIGINT NOT NULL,
                resolution BIGINT NOT NULL UNIQUE,
                staff BLOB,
                way TEXT NOT NULL CHECK (way IN ('mail', 'chat', 'link')),
                channel TEXT NOT NULL,
                language TEXT NOT NULL,
                planned_at BIGINT NOT NULL,
                asked_at BIGINT,
                asked_entry BIGINT,
                dropped TEXT NOT NULL,
                score SMALLINT CHECK (score BETWEEN 1 AND 5),
                comment TEXT NOT NULL,
                answered_at BIGINT,
                changed_at BIGINT,
                told_at BIGINT,
                seen_at BIGINT,
                seen_by BLOB
            );
            CREATE INDEX csat_survey_conversation ON csat_survey (conversation);
            CREATE INDEX csat_survey_unhappy ON csat_survey (changed_at) WHERE score <= 2 AND seen_at IS NULL;
            -- What they ticked.
            CREATE TABLE csat_reason (survey BLOB NOT NULL, reason KEY_TEXT NOT NULL, PRIMARY KEY (survey, reason));
            """)
}
