-- Every table of an installation, as the newest schema has it. Written by scripts/schema from the migrations: change those, never this file.
-- SQLite's words; on PostgreSQL BLOB is a domain over bytea and KEY_TEXT one over text that is compared byte by byte.

-- Numbers that are handed out inside a transaction, so that commit order is number order.
CREATE TABLE counter (name TEXT NOT NULL UNIQUE, value BIGINT NOT NULL);

-- Who sends: a write key's site, a file, a part of ours.
CREATE TABLE source (
    id BIGINT PRIMARY KEY,
    key KEY_TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    medium TEXT NOT NULL CHECK (medium IN ('http', 'file', 'staff', 'demo', 'system')),
    created_at BIGINT NOT NULL,
    disabled_at BIGINT
, public_at BIGINT);

CREATE TABLE channel (id BIGINT PRIMARY KEY, key KEY_TEXT NOT NULL UNIQUE, name TEXT NOT NULL);

-- The catalogue.
CREATE TABLE kind (
    id BIGINT PRIMARY KEY,
    key KEY_TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    stage SMALLINT CHECK (stage BETWEEN 1 AND 5),
    department TEXT NOT NULL,
    control SMALLINT NOT NULL CHECK (control IN (1, 2)),
    goal TEXT NOT NULL
);

-- How much an identifier of a type says: 1 is strongest; at most so many of a type make up one person.
CREATE TABLE identifier_type (
    id BIGINT PRIMARY KEY,
    key KEY_TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    priority SMALLINT NOT NULL,
    most_per_person INTEGER NOT NULL CHECK (most_per_person >= 1)
);

-- Values that name nobody: test@example.com, 0000. Never evidence that two are one.
CREATE TABLE blocked_identifier (
    type BIGINT NOT NULL REFERENCES identifier_type (id), value KEY_TEXT NOT NULL, reason TEXT NOT NULL, recorded_at BIGINT NOT NULL,
    UNIQUE (type, value)
);

-- person is derived from the links: the lowest identifier of those that are one person.
CREATE TABLE identifier (
    id BIGINT PRIMARY KEY,
    type BIGINT NOT NULL REFERENCES identifier_type (id),
    value KEY_TEXT NOT NULL,
    person BIGINT NOT NULL,
    seen_at BIGINT NOT NULL, verified_at BIGINT,
    UNIQUE (type, value)
);
CREATE INDEX identifier_person ON identifier (person);

CREATE TABLE person (number BIGINT PRIMARY KEY, id BLOB NOT NULL UNIQUE, created_at BIGINT NOT NULL);

-- Evidence that two identifiers are one person (or, for separations, that they are not). Never changed, only withdrawn.
-- one < other; grade: 1 staff said so, 2 an alias, 3 seen together; 9 a separation.
CREATE TABLE identity_link (
    id BIGINT PRIMARY KEY,
    one BIGINT NOT NULL REFERENCES identifier (id),
    other BIGINT NOT NULL REFERENCES identifier (id),
    grade SMALLINT NOT NULL CHECK (grade IN (1, 2, 3, 9)),
    occurred_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    source BIGINT REFERENCES source (id),
    staff BLOB,
    reason TEXT NOT NULL,
    CHECK (one < other)
);
CREATE INDEX identity_link_one ON identity_link (one, other);
CREATE INDEX identity_link_other ON identity_link (other);

CREATE TABLE identity_unlink (
    link BIGINT NOT NULL UNIQUE REFERENCES identity_link (id), recorded_at BIGINT NOT NULL, staff BLOB, reason TEXT NOT NULL
);

-- What is known of a customer, at the identifier it came with; the newest of a name counts.
CREATE TABLE trait (
    identifier BIGINT NOT NULL REFERENCES identifier (id),
    name KEY_TEXT NOT NULL,
    value TEXT NOT NULL,
    occurred_at BIGINT NOT NULL,
    source BIGINT NOT NULL REFERENCES source (id),
    PRIMARY KEY (identifier, name)
);

-- Folded words of names, addresses and numbers, for the search of people.
CREATE TABLE search_word (word KEY_TEXT NOT NULL, identifier BIGINT NOT NULL REFERENCES identifier (id), PRIMARY KEY (word, identifier));
CREATE INDEX search_word_identifier ON search_word (identifier);

CREATE TABLE company (
    number BIGINT PRIMARY KEY, id BLOB NOT NULL UNIQUE, key KEY_TEXT NOT NULL UNIQUE, name TEXT NOT NULL, created_at BIGINT NOT NULL
);

CREATE TABLE company_trait (
    company BIGINT NOT NULL REFERENCES company (number), name KEY_TEXT NOT NULL, value TEXT NOT NULL, occurred_at BIGINT NOT NULL,
    source BIGINT NOT NULL REFERENCES source (id), PRIMARY KEY (company, name)
);

CREATE TABLE membership (
    identifier BIGINT NOT NULL REFERENCES identifier (id), company BIGINT NOT NULL REFERENCES company (number),
    since BIGINT NOT NULL, until BIGINT, seen_at BIGINT, left_at BIGINT, PRIMARY KEY (identifier, company)
);
CREATE INDEX membership_company ON membership (company);

-- The line itself. flags: 1 its clock was not believed, 2 it came as history and sets nothing going.
CREATE TABLE touchpoint (
    position BIGINT PRIMARY KEY,
    identifier BIGINT NOT NULL,
    occurred_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    channel BIGINT NOT NULL,
    source BIGINT NOT NULL,
    source_key BLOB NOT NULL,
    score DOUBLE PRECISION,
    scale SMALLINT,
    sentiment DOUBLE PRECISION,
    weight DOUBLE PRECISION CHECK (weight > 0),
    value BIGINT,
    currency TEXT,
    subject_type KEY_TEXT,
    subject_id KEY_TEXT,
    flags SMALLINT NOT NULL,
    properties TEXT,
    CHECK ((score IS NULL) = (scale IS NULL)),
    CHECK ((value IS NULL) = (currency IS NULL)),
    CHECK (sentiment BETWEEN -1 AND 1)
);
CREATE INDEX touchpoint_subject ON touchpoint (subject_type, subject_id) WHERE subject_id IS NOT NULL;
-- Kind first: counts of a period, who ever did something, how often a kind is used, all without a look at the table.
CREATE INDEX touchpoint_kind ON touchpoint (kind, occurred_at, channel, identifier);
CREATE INDEX touchpoint_scale ON touchpoint (scale, occurred_at, score) WHERE scale IS NOT NULL;
-- Of touchpoints that are nobody's (flag 64) the key is the HMAC of what it was.
CREATE INDEX touchpoint_erased ON touchpoint (source, source_key) WHERE flags >= 64;
CREATE INDEX touchpoint_line ON touchpoint (identifier, occurred_at, kind, channel);
-- What a customer answered last.
CREATE INDEX touchpoint_answer ON touchpoint (identifier, scale, occurred_at) WHERE scale IS NOT NULL;
-- What a customer spent.
CREATE INDEX touchpoint_money ON touchpoint (identifier, kind, currency, value) WHERE value IS NOT NULL;
CREATE TRIGGER touchpoint_key_gone AFTER DELETE ON touchpoint BEGIN
    DELETE FROM touchpoint_key WHERE source = old.source AND source_key = old.source_key;
END;
CREATE TRIGGER touchpoint_key_changed AFTER UPDATE OF source, source_key ON touchpoint BEGIN
    DELETE FROM touchpoint_key WHERE source = old.source AND source_key = old.source_key;
    INSERT OR IGNORE INTO touchpoint_key (source, source_key) VALUES (new.source, new.source_key);
END;
CREATE INDEX touchpoint_ahead ON touchpoint (identifier) WHERE (flags & 1) = 1 AND occurred_at > received_at;

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
, key_name TEXT);
CREATE INDEX audit_time ON audit (recorded_at);

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
, progress DOUBLE PRECISION, dismissed_at BIGINT);
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

-- Two people who may be one, as their profiles say. one < other: the identifiers that stood for them when they were found.
CREATE TABLE duplicate_suggestion (
    one BIGINT NOT NULL REFERENCES identifier (id),
    other BIGINT NOT NULL REFERENCES identifier (id),
    probability DOUBLE PRECISION NOT NULL CHECK (probability BETWEEN 0 AND 1),
    -- JSON: what speaks for and against it.
    reasons TEXT NOT NULL,
    found_at BIGINT NOT NULL,
    PRIMARY KEY (one, other),
    CHECK (one < other)
);
CREATE INDEX duplicate_suggestion_best ON duplicate_suggestion (probability, one, other);

-- What became of a suggestion. A pair that was decided on is never suggested again.
CREATE TABLE duplicate_decision (
    one BIGINT NOT NULL REFERENCES identifier (id),
    other BIGINT NOT NULL REFERENCES identifier (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('joined', 'dismissed')),
    -- The link that joined them, which can be withdrawn.
    link BIGINT REFERENCES identity_link (id),
    staff BLOB NOT NULL,
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (one, other),
    CHECK (one < other),
    CHECK ((outcome = 'joined') = (link IS NOT NULL))
);

-- When people are joined without anybody looking. The newest counts; no probability means never.
CREATE TABLE duplicate_rule (
    id BIGINT PRIMARY KEY,
    probability DOUBLE PRECISION,
    -- Sorts of attributes that must be the same, with commas between.
    attributes TEXT NOT NULL,
    staff BLOB NOT NULL,
    set_at BIGINT NOT NULL
);

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

-- Whether an identifier is truly theirs, as a source or a member of staff said. Staff's last word counts before any source's.
CREATE TABLE verification (
    id BIGINT PRIMARY KEY,
    identifier BIGINT NOT NULL REFERENCES identifier (id),
    is_verified SMALLINT NOT NULL CHECK (is_verified IN (0, 1)),
    occurred_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    source BIGINT REFERENCES source (id),
    staff BLOB,
    reason TEXT NOT NULL,
    CHECK ((source IS NULL) <> (staff IS NULL))
);
CREATE INDEX verification_identifier ON verification (identifier);

-- Who is who is worked out anew, after a rule was changed: how far, so that what was interrupted goes on. The newest counts.
CREATE TABLE identity_review (
    id BIGINT PRIMARY KEY,
    started_at BIGINT NOT NULL,
    reached BIGINT NOT NULL,
    moved BIGINT NOT NULL,
    finished_at BIGINT
);

-- Looks for duplicates: when, and what they came to.
CREATE TABLE duplicate_look (
    id BIGINT PRIMARY KEY,
    started_at BIGINT NOT NULL,
    finished_at BIGINT,
    people BIGINT,
    suggestions BIGINT,
    joined BIGINT,
    fault TEXT
);

-- What all servers of an installation must know and nobody else: the key that seals forms.
CREATE TABLE secret (name KEY_TEXT PRIMARY KEY, value BLOB NOT NULL, created_at BIGINT NOT NULL);

-- HMAC-SHA256 of what somebody erased was recognised by: enough to refuse it, not to read it.
CREATE TABLE erased_identifier (hash BLOB NOT NULL UNIQUE, erased_at BIGINT NOT NULL);

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

-- Findings that somebody has taken up; those that nobody has are found anew each time. key: what, touchpoint and group; finding: as it
-- was found, as JSON.
CREATE TABLE insight (
    id BLOB NOT NULL PRIMARY KEY,
    key KEY_TEXT NOT NULL,
    finding TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('taken', 'done', 'dismissed')),
    action TEXT NOT NULL,
    acted_on BIGINT,
    staff BLOB NOT NULL,
    updated_at BIGINT NOT NULL
, holdout BLOB);
CREATE INDEX insight_key ON insight (key);

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

-- What was said last of a kind counts; nothing is ever taken away.
CREATE TABLE moment_pin (
    number BIGINT NOT NULL PRIMARY KEY,
    kind KEY_TEXT NOT NULL,
    is_pinned SMALLINT NOT NULL CHECK (is_pinned IN (0, 1)),
    reason TEXT NOT NULL,
    staff BLOB NOT NULL,
    recorded_at BIGINT NOT NULL
);
CREATE INDEX moment_pin_kind ON moment_pin (kind, number);

-- A unit of work with a customer, whatever the channel. What stands here follows from its entries, and is kept for the lists.
CREATE TABLE conversation (
    number BIGINT NOT NULL PRIMARY KEY,
    -- Whom it is with: the person is derived.
    identifier BIGINT NOT NULL REFERENCES identifier (id),
    source BIGINT NOT NULL REFERENCES source (id),
    -- What the sender calls it; the next message with it belongs here too.
    thread KEY_TEXT NOT NULL,
    channel KEY_TEXT NOT NULL,
    subject TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    -- 1 open, 2 waiting for the customer, 3 snoozed, 4 resolved
    status SMALLINT NOT NULL CHECK (status BETWEEN 1 AND 4),
    status_at BIGINT NOT NULL,
    snoozed_until BIGINT,
    -- 1 low, 2 normal, 3 high, 4 urgent
    priority SMALLINT NOT NULL CHECK (priority BETWEEN 1 AND 4),
    assignee BLOB REFERENCES staff (id),
    -- The oldest message of the customer without an answer by a person.
    unanswered_since BIGINT,
    last_at BIGINT NOT NULL,
    preview TEXT NOT NULL,
    last_entry BIGINT NOT NULL, policy BLOB, policy_version INTEGER, due_at BIGINT, due_goal KEY_TEXT, due_warning BIGINT, team KEY_TEXT, merged_into BIGINT, part_of BIGINT, split_from BIGINT, incident BIGINT,
    UNIQUE (source, thread),
    CHECK ((status = 3) = (snoozed_until IS NOT NULL))
);
CREATE INDEX conversation_status ON conversation (status, last_at, number);
CREATE INDEX conversation_assignee ON conversation (assignee, status, last_at, number);
CREATE INDEX conversation_identifier ON conversation (identifier, last_at, number);
CREATE INDEX conversation_due ON conversation (due_at, number) WHERE due_at IS NOT NULL;
CREATE INDEX conversation_team ON conversation (team, status, last_at, number);
CREATE INDEX conversation_queue ON conversation (team, number) WHERE assignee IS NULL AND status <> 4;
CREATE INDEX conversation_part ON conversation (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX conversation_split ON conversation (split_from) WHERE split_from IS NOT NULL;
CREATE INDEX conversation_incident ON conversation (incident, number) WHERE incident IS NOT NULL;

-- Only appended to; an erasure empties texts. happening: 1 message, 2 reply, 3 note, 4 assignment, 5 status, 6 priority; since
-- version 26 also 7 label put on, 8 label taken off, and room for more.
CREATE TABLE conversation_entry (
    number BIGINT NOT NULL PRIMARY KEY,
    conversation BIGINT NOT NULL REFERENCES conversation (number),
    happening SMALLINT NOT NULL CHECK (happening BETWEEN 1 AND 20),
    at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    channel KEY_TEXT NOT NULL,
    staff BLOB REFERENCES staff (id),
    -- What was said; empty for what is no message.
    text TEXT NOT NULL,
    -- Of an assignment to whom, of a status which, of a snooze until when.
    detail KEY_TEXT NOT NULL,
    -- What makes it this entry and no other, however often it is sent.
    once KEY_TEXT NOT NULL UNIQUE
, reason KEY_TEXT);
CREATE INDEX conversation_entry_order ON conversation_entry (conversation, number);

-- Only appended to: what was set last counts. hours: JSON.
CREATE TABLE business_hours (
    number BIGINT NOT NULL PRIMARY KEY, hours TEXT NOT NULL, staff BLOB NOT NULL REFERENCES staff (id), set_at BIGINT NOT NULL
);

-- Versions of policies; never changed. terms: JSON, NULL from a version on that takes the policy out of use.
CREATE TABLE service_policy (
    id BLOB NOT NULL, version INTEGER NOT NULL, since BIGINT NOT NULL, rank INTEGER NOT NULL, name TEXT NOT NULL, terms TEXT,
    staff BLOB, PRIMARY KEY (id, version)
);

-- A site that carries the chat: what the window looks like, and where it may stand.
CREATE TABLE chat_site (
    source BIGINT NOT NULL PRIMARY KEY REFERENCES source (id),
    name TEXT NOT NULL,
    greeting TEXT NOT NULL,
    -- #rrggbb
    accent KEY_TEXT NOT NULL,
    -- One in each line, such as https://shop.example
    origins TEXT NOT NULL,
    -- What the site signs with who is there: the key of now, and the one before it.
    secret BLOB,
    earlier_secret BLOB,
    staff BLOB REFERENCES staff (id),
    set_at BIGINT NOT NULL
);

CREATE TABLE chat (
    conversation BIGINT NOT NULL PRIMARY KEY REFERENCES conversation (number),
    site BIGINT NOT NULL REFERENCES chat_site (source),
    -- SHA-256 of what opens it for whoever began it.
    token BLOB NOT NULL UNIQUE,
    -- Whether the site has signed who it is.
    verified SMALLINT NOT NULL CHECK (verified IN (0, 1)),
    language KEY_TEXT NOT NULL,
    -- On which page they were, without what stands behind “?”.
    page TEXT NOT NULL,
    -- By which they want to be answered when they have left; nobody has verified it. Empty where they left none.
    address TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    -- Up to which entry each side has read.
    visitor_read BIGINT NOT NULL,
    staff_read BIGINT NOT NULL
);

-- An address of the company at which mail is read here, and from which it is answered.
CREATE TABLE mailbox (
    number BIGINT NOT NULL PRIMARY KEY,
    -- In lower case.
    address KEY_TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    signature TEXT NOT NULL,
    -- 1 when what is sent to name+anything@ arrives too.
    takes_details SMALLINT NOT NULL CHECK (takes_details IN (0, 1)),
    -- Without a host nothing is fetched, or nothing sent. security: tls, starttls, none.
    imap_host KEY_TEXT NOT NULL, imap_port INTEGER NOT NULL, imap_security KEY_TEXT NOT NULL, imap_user TEXT NOT NULL,
    imap_password TEXT NOT NULL, imap_folder TEXT NOT NULL,
    -- 1 when what lay there before it was set up is read too.
    imap_all SMALLINT NOT NULL CHECK (imap_all IN (0, 1)),
    -- How far the folder has been read: by the numbers of its server, which mean something else once their validity changes.
    imap_validity BIGINT, imap_uid BIGINT,
    smtp_host KEY_TEXT NOT NULL, smtp_port INTEGER NOT NULL, smtp_security KEY_TEXT NOT NULL, smtp_user TEXT NOT NULL,
    smtp_password TEXT NOT NULL,
    -- After so many hours without a message it is silent; 0 is never.
    silent_after INTEGER NOT NULL CHECK (silent_after BETWEEN 0 AND 8760),
    received_at BIGINT, fetched_at BIGINT,
    -- While it goes wrong: since when, and what was said last.
    fetch_failing_since BIGINT, fetch_fault TEXT NOT NULL, send_failing_since BIGINT, send_fault TEXT NOT NULL,
    -- Until when one server alone fetches.
    leased_until BIGINT,
    created_at BIGINT NOT NULL, closed_at BIGINT
);

-- Every message that came or goes, what was decided about it, and why.
CREATE TABLE mail_message (
    id BLOB NOT NULL PRIMARY KEY,
    mailbox BIGINT NOT NULL REFERENCES mailbox (number),
    -- 1 in, 2 out
    direction SMALLINT NOT NULL CHECK (direction IN (1, 2)),
    -- In: received, filed, kept, failed. Out: waiting, sending, sent, failed, bounced.
    state KEY_TEXT NOT NULL,
    -- Why it was filed where it was, or kept.
    decision KEY_TEXT NOT NULL,
    fault TEXT NOT NULL,
    -- What makes it this message, however often it comes.
    once KEY_TEXT NOT NULL UNIQUE,
    message_id KEY_TEXT NOT NULL,
    -- To whom of ours it was delivered, in lower case.
    delivered_to KEY_TEXT NOT NULL,
    -- In lower case: who wrote, or to whom we write; and what they call themselves.
    address KEY_TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Where an answer goes.
    reply_to TEXT NOT NULL,
    -- All whom it is for, each on a line.
    recipients TEXT NOT NULL,
    recipient_count INTEGER NOT NULL,
    subject TEXT NOT NULL,
    size BIGINT NOT NULL,
    -- What could not be read of it.
    troubles KEY_TEXT NOT NULL,
    has_html SMALLINT NOT NULL,
    -- 1 when who wrote takes no part in the conversation.
    is_stranger SMALLINT NOT NULL,
    -- When a server of the company had it; when we did; when it was filed or sent.
    received_at BIGINT NOT NULL, recorded_at BIGINT NOT NULL, settled_at BIGINT,
    -- How often it came, was tried to be sent, and may have been sent without our knowing.
    arrivals INTEGER NOT NULL, attempts INTEGER NOT NULL, unsure INTEGER NOT NULL,
    -- While it is being sent: until when nobody else sends it.
    next_try_at BIGINT,
    conversation BIGINT REFERENCES conversation (number),
    entry BIGINT REFERENCES conversation_entry (number),
    -- A conversation that it may belong to, by its subject alone.
    suggestion BIGINT REFERENCES conversation (number),
    -- Of the customer who wrote, or to whom we write.
    identifier BIGINT REFERENCES identifier (id)
);
CREATE INDEX mail_message_order ON mail_message (recorded_at, id);
CREATE INDEX mail_message_state ON mail_message (state, recorded_at, id);
CREATE INDEX mail_message_known ON mail_message (message_id);
CREATE INDEX mail_message_address ON mail_message (address);
CREATE INDEX mail_message_conversation ON mail_message (conversation, recorded_at, id);
CREATE INDEX mail_message_identifier ON mail_message (identifier);

-- The message as it went over the wire, packed.
CREATE TABLE mail_raw (message BLOB NOT NULL PRIMARY KEY REFERENCES mail_message (id), content BLOB NOT NULL);

CREATE TABLE mail_attachment (
    message BLOB NOT NULL REFERENCES mail_message (id),
    -- Which of the message's files.
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    UNIQUE (message, place)
);

-- Who takes part in a conversation by mail, beside the customer: whom they have written to. In lower case.
CREATE TABLE mail_participant (
    conversation BIGINT NOT NULL REFERENCES conversation (number), address KEY_TEXT NOT NULL, UNIQUE (conversation, address)
);

-- The keys of touchpoints, put here many at a time: kept in an index of the table, each would change a page of its own.
CREATE TABLE touchpoint_key (source BIGINT NOT NULL, source_key BLOB NOT NULL, PRIMARY KEY (source, source_key)) WITHOUT ROWID;

-- Up to which position all keys are there; the program knows those behind it.
CREATE TABLE touchpoint_keyed (position BIGINT NOT NULL);

CREATE TABLE saved_reply (id BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL, staff BLOB, set_at BIGINT NOT NULL);

-- language: en, ru, pl, zh. What stands in braces is filled in for the conversation.
CREATE TABLE saved_reply_text (
    reply BLOB NOT NULL REFERENCES saved_reply (id), language KEY_TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (reply, language)
);

-- source: whose conversations; NULL for all. events: names with blanks between them. told: the number of the last entry of a conversation
-- that it was told, or that is none of its business. busy_until: how long somebody who tells it has for the next step.
CREATE TABLE webhook (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    source BIGINT REFERENCES source (id),
    events TEXT NOT NULL,
    secret TEXT NOT NULL,
    told BIGINT NOT NULL,
    last_told_at BIGINT,
    failing_since BIGINT,
    attempts INTEGER NOT NULL,
    fault TEXT NOT NULL,
    next_try_at BIGINT,
    busy_until BIGINT,
    paused_at BIGINT,
    created_at BIGINT NOT NULL
);

-- Up to which entry that is done.
CREATE TABLE message_indexed (name KEY_TEXT NOT NULL PRIMARY KEY, entry BIGINT NOT NULL);

-- Which words the entry of a conversation has; its first one those of the subject too.
CREATE TABLE message_word (word KEY_TEXT NOT NULL, entry BIGINT NOT NULL, PRIMARY KEY (word, entry)) WITHOUT ROWID;

-- What conversations are marked with. Entries speak of it by its key for ever: it is put away, and never deleted. colour: 0 to 5, of
-- those that can be read in light and in the dark.
CREATE TABLE label (
    key KEY_TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    colour SMALLINT NOT NULL CHECK (colour BETWEEN 0 AND 5),
    created_at BIGINT NOT NULL,
    put_away_at BIGINT
);

-- Which conversation has which label now: what its entries say, for the lists.
CREATE TABLE conversation_label (
    conversation BIGINT NOT NULL REFERENCES conversation (number),
    label KEY_TEXT NOT NULL REFERENCES label (key),
    PRIMARY KEY (conversation, label)
);
CREATE INDEX conversation_label_conversations ON conversation_label (label, conversation);

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

-- starter: which of those that come with the product; its texts are the product's as long as the three here are empty. review_on: days
-- since 1970. What stands here is what the last of its entries says.
CREATE TABLE service_standard (
    id BLOB NOT NULL PRIMARY KEY,
    starter KEY_TEXT UNIQUE,
    name TEXT NOT NULL,
    why TEXT NOT NULL,
    how TEXT NOT NULL,
    owner BLOB,
    status KEY_TEXT NOT NULL CHECK (status IN ('not_begun', 'in_progress', 'met')),
    review_on BIGINT,
    put_away_at BIGINT
);

-- What became of a standard and what shows it, one after the other; never changed.
CREATE TABLE service_standard_entry (
    standard BLOB NOT NULL REFERENCES service_standard (id),
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    staff BLOB,
    deed KEY_TEXT NOT NULL CHECK (deed IN ('set', 'progress', 'changed', 'put_away', 'taken_up')),
    status KEY_TEXT NOT NULL,
    owner BLOB,
    review_on BIGINT,
    text TEXT NOT NULL,
    link TEXT NOT NULL,
    PRIMARY KEY (standard, number)
);

-- What conversations are judged by. A version is never changed: a review keeps the one that it was made with.
CREATE TABLE scorecard (version BIGINT NOT NULL PRIMARY KEY, since BIGINT NOT NULL, terms TEXT NOT NULL, staff BLOB);

-- reason: how the conversation came to be reviewed. marks: by the key of the criterion. comments likewise, and note for the whole: words
-- of the reviewer. second_of: the review that this one is the blind second of. wants_second: until it is there the marks are hidden.
CREATE TABLE quality_review (
    id BLOB NOT NULL PRIMARY KEY,
    conversation BIGINT NOT NULL REFERENCES conversation (number),
    agent BLOB NOT NULL,
    reviewer BLOB NOT NULL,
    at BIGINT NOT NULL,
    card BIGINT NOT NULL REFERENCES scorecard (version),
    reason KEY_TEXT NOT NULL,
    marks TEXT NOT NULL,
    comments TEXT NOT NULL,
    note TEXT NOT NULL,
    second_of BLOB UNIQUE,
    wants_second SMALLINT NOT NULL,
    UNIQUE (conversation, reviewer)
);
CREATE INDEX quality_review_at ON quality_review (at);
CREATE INDEX quality_review_agent ON quality_review (agent, at);

-- What was said about a review afterwards: a dispute, and how it was decided; with new marks where it was changed.
CREATE TABLE quality_review_entry (
    review BLOB NOT NULL REFERENCES quality_review (id),
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    staff BLOB NOT NULL,
    deed KEY_TEXT NOT NULL CHECK (deed IN ('disputed', 'upheld', 'changed')),
    text TEXT NOT NULL,
    marks TEXT,
    PRIMARY KEY (review, number)
);

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

-- What came for a conversation while it was a part of another one, and stands there.
CREATE TABLE conversation_forwarded (entry BIGINT NOT NULL PRIMARY KEY, conversation BIGINT NOT NULL REFERENCES conversation (number));
CREATE INDEX conversation_forwarded_for ON conversation_forwarded (conversation, entry);

-- What was taken into a conversation of its own, and where it had stood. gone_back: 1 once that was undone.
CREATE TABLE conversation_moved (
    conversation BIGINT NOT NULL REFERENCES conversation (number),
    entry BIGINT NOT NULL,
    origin BIGINT NOT NULL REFERENCES conversation (number),
    gone_back SMALLINT NOT NULL CHECK (gone_back IN (0, 1)),
    PRIMARY KEY (conversation, entry)
);

-- One answer to all children of an incident. reply: of which saved reply the text is; text: what was typed, where it is none.
CREATE TABLE incident_answer (
    id BLOB NOT NULL PRIMARY KEY,
    incident BIGINT NOT NULL REFERENCES conversation (number),
    staff BLOB NOT NULL REFERENCES staff (id),
    at BIGINT NOT NULL,
    reply BLOB,
    text TEXT NOT NULL,
    resolves SMALLINT NOT NULL CHECK (resolves IN (0, 1))
);
CREATE INDEX incident_answer_incident ON incident_answer (incident, at);

-- To whom it goes, and what became of it: waiting, sent, failed. fault: why it could not go out.
CREATE TABLE incident_answer_part (
    answer BLOB NOT NULL REFERENCES incident_answer (id),
    conversation BIGINT NOT NULL REFERENCES conversation (number),
    state KEY_TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
    fault TEXT NOT NULL,
    PRIMARY KEY (answer, conversation)
);

-- What staff write beside conversations. kind: text, number, date, choice, yes. names, choices: JSON. Put away, and never deleted.
CREATE TABLE conversation_field (
    key KEY_TEXT NOT NULL PRIMARY KEY,
    kind KEY_TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date', 'choice', 'yes')),
    names TEXT NOT NULL,
    choices TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    put_away_at BIGINT
);

-- What stands there now: what the entries say, for the lists.
CREATE TABLE conversation_field_value (
    conversation BIGINT NOT NULL REFERENCES conversation (number),
    field KEY_TEXT NOT NULL REFERENCES conversation_field (key),
    value TEXT NOT NULL,
    PRIMARY KEY (conversation, field)
);
CREATE INDEX conversation_field_value_of ON conversation_field_value (field, conversation);

-- A talk with a customer, by telephone or in person. phone: as identifiers have it, empty where it was withheld. identifier: whom it is
-- with, where somebody of staff said so. conversation: NULL until it is one.
CREATE TABLE phone_call (
    number BIGINT NOT NULL PRIMARY KEY,
    source BIGINT NOT NULL REFERENCES source (id),
    -- What the telephone system calls it.
    key KEY_TEXT NOT NULL,
    -- 1 from the customer, 2 to the customer
    direction SMALLINT NOT NULL CHECK (direction IN (1, 2)),
    channel KEY_TEXT NOT NULL,
    phone KEY_TEXT NOT NULL,
    began_at BIGINT NOT NULL,
    identifier BIGINT REFERENCES identifier (id),
    conversation BIGINT REFERENCES conversation (number),
    UNIQUE (source, key)
);
CREATE INDEX phone_call_began ON phone_call (began_at);
CREATE INDEX phone_call_conversation ON phone_call (conversation);

-- What was told of it; only added to, and in whichever order it comes the call is the same. kind: 1 ringing, 2 answered, 3 ended,
-- 4 missed, 5 voicemail. agent: as the telephone system spelt it; staff: who that was then. talked: seconds. once: what makes it
-- this and no other.
CREATE TABLE phone_call_event (
    call BIGINT NOT NULL REFERENCES phone_call (number),
    once KEY_TEXT NOT NULL,
    kind SMALLINT NOT NULL CHECK (kind BETWEEN 1 AND 5),
    at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    staff BLOB REFERENCES staff (id),
    agent KEY_TEXT NOT NULL,
    talked BIGINT,
    recording TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (call, once)
);

-- What somebody wrote down before there was a conversation.
CREATE TABLE phone_call_note (
    call BIGINT NOT NULL REFERENCES phone_call (number),
    once KEY_TEXT NOT NULL,
    staff BLOB NOT NULL REFERENCES staff (id),
    at BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (call, once)
);

-- Who does not want to be shown a call any more.
CREATE TABLE phone_call_seen (call BIGINT NOT NULL REFERENCES phone_call (number), staff BLOB NOT NULL, PRIMARY KEY (call, staff));

CREATE TABLE phone_extension (
    staff BLOB NOT NULL PRIMARY KEY REFERENCES staff (id), extension KEY_TEXT NOT NULL UNIQUE, set_at BIGINT NOT NULL
);

-- next_update: the first that was not taken yet. username: as Telegram says.
CREATE TABLE telegram_bot (
    id BLOB NOT NULL PRIMARY KEY,
    source BIGINT NOT NULL UNIQUE REFERENCES source (id),
    name TEXT NOT NULL,
    username TEXT NOT NULL,
    token TEXT NOT NULL,
    base TEXT NOT NULL,
    next_update BIGINT NOT NULL,
    read_at BIGINT,
    failing_since BIGINT,
    fault TEXT NOT NULL,
    leased_until BIGINT,
    -- Told to wait by Telegram.
    quiet_until BIGINT,
    closed_at BIGINT,
    added_at BIGINT NOT NULL
);

-- Answers on their way out; a long one in several parts. state: waiting, sending, sent, failed.
CREATE TABLE telegram_outgoing (
    entry BIGINT NOT NULL,
    part SMALLINT NOT NULL,
    bot BLOB NOT NULL REFERENCES telegram_bot (id),
    chat BIGINT NOT NULL,
    conversation BIGINT NOT NULL REFERENCES conversation (number),
    text TEXT NOT NULL,
    state KEY_TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),
    attempts SMALLINT NOT NULL,
    next_try_at BIGINT,
    fault TEXT NOT NULL,
    put_at BIGINT NOT NULL,
    -- As Telegram numbers it.
    message BIGINT,
    PRIMARY KEY (entry, part)
);
CREATE INDEX telegram_outgoing_waiting ON telegram_outgoing (bot, chat, entry, part) WHERE state IN ('waiting', 'sending');

-- A desk in a shop. letter: before the numbers of its visitors. token: in the address of its pages.
CREATE TABLE shop_desk (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    place TEXT NOT NULL,
    hours TEXT NOT NULL,
    letter KEY_TEXT NOT NULL,
    token KEY_TEXT NOT NULL UNIQUE,
    added_at BIGINT NOT NULL,
    closed_at BIGINT
);

-- Somebody who took a number. day: since 1970, as the opening hours' clock has it. ahead: how many waited before them when they took it.
-- once: what makes it this one, however often the form is sent. call: the talk, once it began. name, email, about: as they typed it.
CREATE TABLE shop_visit (
    id BLOB NOT NULL PRIMARY KEY,
    desk BLOB NOT NULL REFERENCES shop_desk (id),
    day BIGINT NOT NULL,
    number INTEGER NOT NULL,
    once KEY_TEXT NOT NULL UNIQUE,
    token KEY_TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    about TEXT NOT NULL,
    state KEY_TEXT NOT NULL CHECK (state IN ('waiting', 'called', 'served', 'finished', 'missed', 'left')),
    ahead INTEGER NOT NULL,
    taken_at BIGINT NOT NULL,
    called_at BIGINT,
    begun_at BIGINT,
    finished_at BIGINT,
    staff BLOB REFERENCES staff (id),
    conversation BIGINT REFERENCES conversation (number),
    UNIQUE (desk, day, number)
);
CREATE INDEX shop_visit_begun ON shop_visit (desk, begun_at);

-- What somebody said at a desk. visit: NULL where it belongs to none.
CREATE TABLE shop_rating (
    id BLOB NOT NULL PRIMARY KEY,
    desk BLOB NOT NULL REFERENCES shop_desk (id),
    once KEY_TEXT NOT NULL UNIQUE,
    at BIGINT NOT NULL,
    score SMALLINT NOT NULL CHECK (score BETWEEN 1 AND 5),
    visit BLOB UNIQUE REFERENCES shop_visit (id)
);
CREATE INDEX shop_rating_at ON shop_rating (desk, at);

-- What somebody types in a conversation and has not sent. One that was sent or emptied stays as an empty row, so that an older window
-- does not bring it back. version: how often it was kept; tab: the window that kept it last.
CREATE TABLE conversation_draft (
    conversation BIGINT NOT NULL REFERENCES conversation (number),
    staff BLOB NOT NULL REFERENCES staff (id),
    version BIGINT NOT NULL,
    tab KEY_TEXT NOT NULL,
    text TEXT NOT NULL,
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (conversation, staff)
);
CREATE INDEX conversation_draft_staff ON conversation_draft (staff, conversation);

-- What a saved reply does besides its words. deed: "status:resolved", "label:delivery", "note:…".
CREATE TABLE saved_reply_deed (
    reply BLOB NOT NULL REFERENCES saved_reply (id), place SMALLINT NOT NULL, deed TEXT NOT NULL, PRIMARY KEY (reply, place)
);

-- What somebody did and can take back for some time.
CREATE TABLE work_done (
    id BLOB NOT NULL PRIMARY KEY,
    staff BLOB NOT NULL REFERENCES staff (id),
    at BIGINT NOT NULL,
    -- Until when it can be taken back.
    until BIGINT NOT NULL,
    deed KEY_TEXT NOT NULL,
    -- Of a macro its name.
    detail TEXT NOT NULL
);
CREATE INDEX work_done_staff ON work_done (staff, at);

-- In which conversations: the entries that it wrote, and how the conversation stood before. before: JSON.
CREATE TABLE work_done_part (
    done BLOB NOT NULL REFERENCES work_done (id),
    conversation BIGINT NOT NULL REFERENCES conversation (number),
    first_entry BIGINT NOT NULL,
    last_entry BIGINT NOT NULL,
    before TEXT NOT NULL,
    undone_at BIGINT,
    PRIMARY KEY (done, conversation)
);
CREATE INDEX work_done_part_conversation ON work_done_part (conversation, last_entry);

-- Who was called by name in a note, and whether they have looked.
CREATE TABLE mention (
    entry BIGINT NOT NULL REFERENCES conversation_entry (number),
    staff BLOB NOT NULL REFERENCES staff (id),
    seen_at BIGINT,
    PRIMARY KEY (entry, staff)
);
CREATE INDEX mention_staff ON mention (staff, seen_at);

-- Lists of the inbox under a name of their own. query: as it stands in the address.
CREATE TABLE kept_list (
    id BLOB NOT NULL PRIMARY KEY,
    staff BLOB NOT NULL REFERENCES staff (id),
    is_shared SMALLINT NOT NULL CHECK (is_shared BETWEEN 0 AND 1),
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    place BIGINT NOT NULL,
    removed_at BIGINT,
    removed_by BLOB REFERENCES staff (id)
);

-- Only appended to: what was set last counts. seconds: how long an answer by mail can be called back.
CREATE TABLE answer_pause (number BIGINT NOT NULL PRIMARY KEY, seconds SMALLINT NOT NULL, staff BLOB, set_at BIGINT NOT NULL);

-- Something that visitors ask for by a page. key: in its address. sort: appointment, quote. terms: how it is set up, as JSON.
CREATE TABLE booking_kind (
    id BLOB NOT NULL PRIMARY KEY,
    key KEY_TEXT NOT NULL UNIQUE,
    sort KEY_TEXT NOT NULL CHECK (sort IN ('appointment', 'quote')),
    terms TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    put_away_at BIGINT
);

-- What somebody asked for. once: its form. staff, starts_at, ends_at, blocked_until: of an appointment; the last with the pause
-- behind it. sequence: raised with each change. name, email, phone, company, about: as they typed it.
CREATE TABLE booking (
    id BLOB NOT NULL PRIMARY KEY,
    kind BLOB NOT NULL REFERENCES booking_kind (id),
    once KEY_TEXT NOT NULL UNIQUE,
    state KEY_TEXT NOT NULL CHECK (state IN ('asked', 'booked', 'cancelled', 'held', 'missed')),
    staff BLOB REFERENCES staff (id),
    starts_at BIGINT,
    ends_at BIGINT,
    blocked_until BIGINT,
    sequence INTEGER NOT NULL,
    language KEY_TEXT NOT NULL,
    zone KEY_TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    company TEXT NOT NULL,
    about TEXT NOT NULL,
    conversation BIGINT NOT NULL REFERENCES conversation (number),
    booked_at BIGINT NOT NULL,
    moved_at BIGINT
);
-- Nobody takes two at a time.
CREATE UNIQUE INDEX booking_time ON booking (staff, starts_at) WHERE state <> 'cancelled';
CREATE INDEX booking_busy ON booking (staff, blocked_until);
CREATE INDEX booking_starts ON booking (starts_at);
CREATE INDEX booking_conversation ON booking (conversation);
CREATE INDEX booking_address ON booking (email, booked_at);

-- By which address staff read their own appointments in a calendar.
CREATE TABLE booking_feed (
    staff BLOB NOT NULL PRIMARY KEY REFERENCES staff (id), token KEY_TEXT NOT NULL UNIQUE, made_at BIGINT NOT NULL
);

-- A file that was sent in a chat, or put to a note. Files of mail stand in its message.
CREATE TABLE conversation_file (
    id BLOB NOT NULL PRIMARY KEY,
    entry BIGINT NOT NULL REFERENCES conversation_entry (number),
    -- Which of the entry's files.
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    -- What it is by what stands in it: image/png
    type KEY_TEXT NOT NULL,
    size BIGINT NOT NULL,
    content BLOB NOT NULL,
    UNIQUE (entry, place)
);

-- To whom else a message of ours goes. In lower case. is_blind: 1 where nobody else sees it.
CREATE TABLE mail_copy (
    message BLOB NOT NULL REFERENCES mail_message (id),
    address KEY_TEXT NOT NULL,
    is_blind SMALLINT NOT NULL CHECK (is_blind BETWEEN 0 AND 1),
    PRIMARY KEY (message, address)
);

-- In which conversations the state of an answer has changed: the newest of them alone, for pages that are open.
CREATE TABLE mail_news (number BIGINT NOT NULL PRIMARY KEY, conversation BIGINT NOT NULL);
