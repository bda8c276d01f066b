extension Migration {
    static let teams = Migration(
        name: "Teams, who is there, and how work is given out",
        sql: """
            -- Entries speak of a team by its key for ever: it is put away, and never deleted. rank: in which order teams are asked whether a
            -- conversation that begins is theirs. gives_back: what becomes of conversations whose owner goes away. conditions: JSON.
            CREATE TABLE team (
                key KEY_TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                rank INTEGER NOT NULL,
                giving KEY_TEXT NOT NULL CHECK (giving IN ('by_hand', 'in_turn', 'least')),
                gives_back KEY_TEXT NOT NULL CHECK (gives_back IN ('never', 'unbegun', 'waiting')),
                is_sticky SMALLINT NOT NULL,
                takes_rest SMALLINT NOT NULL,
                conditions TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                put_away_at BIGINT
            );
            -- Who was in which team from when to when; what has been is never changed. last_given: the entry by which something was given to them.
            CREATE TABLE team_member (
                id BLOB NOT NULL PRIMARY KEY,
                team KEY_TEXT NOT NULL REFERENCES team (key),
                staff BLOB NOT NULL REFERENCES staff (id),
                since BIGINT NOT NULL,
                until BIGINT,
                last_given BIGINT NOT NULL
            );
            CREATE UNIQUE INDEX team_member_now ON team_member (team, staff) WHERE until IS NULL;
            CREATE INDEX team_member_staff ON team_member (staff, since);
            -- What somebody can do, and how much at once. skills: words with blanks between them. seen_at: when a page of theirs was open last.
            CREATE TABLE desk_agent (
                staff BLOB NOT NULL PRIMARY KEY REFERENCES staff (id),
                capacity INTEGER NOT NULL,
                skills TEXT NOT NULL,
                seen_at BIGINT
            );
            -- Who was there from when to when; what has been is never changed. state: 1 online, 2 busy, 3 away. chosen: what they chose themselves;
            -- who went away by not being there has chosen something else.
            CREATE TABLE agent_presence (
                id BLOB NOT NULL PRIMARY KEY,
                staff BLOB NOT NULL REFERENCES staff (id),
                state SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 3),
                chosen SMALLINT NOT NULL CHECK (chosen BETWEEN 1 AND 3),
                since BIGINT NOT NULL,
                until BIGINT
            );
            CREATE UNIQUE INDEX agent_presence_now ON agent_presence (staff) WHERE until IS NULL;
            CREATE INDEX agent_presence_order ON agent_presence (staff, since);
            -- After so many minutes without a page somebody is away; what was set last counts.
            CREATE TABLE presence_setting (number BIGINT NOT NULL PRIMARY KEY, away_after INTEGER NOT NULL, staff BLOB, set_at BIGINT NOT NULL);
            -- Whose it is besides: what its entries say, for the lists.
            ALTER TABLE conversation ADD COLUMN team KEY_TEXT;
            CREATE INDEX conversation_team ON conversation (team, status, last_at, number);
            CREATE INDEX conversation_queue ON conversation (team, number) WHERE assignee IS NULL AND status <> 4;
            -- How and to whom a conversation was given.
            ALTER TABLE conversation_entry ADD COLUMN reason KEY_TEXT;
            """)
}
