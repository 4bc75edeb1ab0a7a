-- 訪問の予定: what somebody took of the proposed days, and what proposals rest on. A planned visit may be moved, with its
-- version counted on, so that calendars follow; one that was withdrawn stays, so that calendars take it out.
CREATE TABLE visit_plan (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    person        UUID NOT NULL,
    -- Who goes.
    staff         UUID NOT NULL,
    -- The due month.
    month         TEXT NOT NULL,
    on_day        TEXT NOT NULL CHECK (on_day LIKE '____-__-__'),
    part          TEXT NOT NULL CHECK (part IN ('morning', 'afternoon', 'evening')),
    -- Minutes since midnight. -1: no hour is fixed.
    at_minutes    BIGINT NOT NULL,
    -- When the person agreed to the day, in UTC. NULL: they have not been asked, or not been reached.
    agreed_at     TEXT,
    made_by       UUID NOT NULL,
    changed_at    TEXT NOT NULL,
    withdrawn_at  TEXT,
    version       BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, staff) REFERENCES staff (organisation, id),
    FOREIGN KEY (organisation, made_by) REFERENCES staff (organisation, id)
);

CREATE UNIQUE INDEX visit_plan_lives_once ON visit_plan (organisation, person, month) WHERE withdrawn_at IS NULL;
CREATE INDEX visit_plan_of_staff ON visit_plan (organisation, staff, on_day);

-- 電話. Each call to fix a day, with the note it became.
CREATE TABLE visit_call (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    person        UUID NOT NULL,
    month         TEXT NOT NULL,
    result        TEXT NOT NULL CHECK (result IN ('fixed', 'called', 'no_answer')),
    note          UUID NOT NULL,
    called_on     TEXT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, note) REFERENCES note (organisation, id)
);

CREATE INDEX visit_call_of_person ON visit_call (organisation, person, month);

-- 訪問の決まり of an office and 訪問できる日 of a worker, as domain::visits writes them.
CREATE TABLE visit_rules (
    organisation  UUID NOT NULL,
    office        UUID NOT NULL,
    content       TEXT NOT NULL,
    version       BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organisation, office),
    FOREIGN KEY (organisation, office) REFERENCES office (organisation, id)
);

CREATE TABLE visit_days (
    organisation  UUID NOT NULL,
    staff         UUID NOT NULL,
    content       TEXT NOT NULL,
    version       BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organisation, staff),
    FOREIGN KEY (organisation, staff) REFERENCES staff (organisation, id)
);

-- 地区 of a person; no row where the office has not said one.
CREATE TABLE visit_area (
    organisation  UUID NOT NULL,
    person        UUID NOT NULL,
    area          BIGINT NOT NULL,
    PRIMARY KEY (organisation, person),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
);

-- 予定の配信: the secret address of one worker's calendar, by its hash alone. Without a row there is none.
CREATE TABLE calendar_feed (
    organisation  UUID NOT NULL,
    staff         UUID NOT NULL,
    secret_hash   BYTEA NOT NULL,
    made_at       TEXT NOT NULL,
    -- The last day in Japan it was read on; each such day has one entry in the journal.
    read_on       TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (organisation, staff),
    FOREIGN KEY (organisation, staff) REFERENCES staff (organisation, id),
    CONSTRAINT calendar_feed_by_secret UNIQUE (organisation, secret_hash)
);
