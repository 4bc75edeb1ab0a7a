-- The person and the case of that person in this office.
CREATE TABLE person (
    organisation   UUID NOT NULL,
    id             UUID NOT NULL,
    office         UUID NOT NULL,
    -- 担当. NULL until somebody takes the case on.
    specialist     UUID,
    name           TEXT NOT NULL CHECK (name <> ''),
    kana           TEXT NOT NULL,
    -- The kana folded to hiragana without spaces: what lists sort by and searches compare.
    kana_key       TEXT NOT NULL,
    born           TEXT,
    opened_on      TEXT,
    closed_on      TEXT,
    -- Everything else on the face sheet, as domain::person writes it.
    details        TEXT NOT NULL,
    version        BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, office) REFERENCES office (organisation, id),
    FOREIGN KEY (organisation, specialist) REFERENCES staff (organisation, id)
);

CREATE INDEX person_by_kana ON person (organisation, office, kana_key, id);
CREATE INDEX person_of_specialist ON person (organisation, specialist, kana_key, id);

-- Why a worker who is not in charge opened a case, and until when the statement holds.
CREATE TABLE case_reason (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    person        UUID NOT NULL,
    staff         UUID NOT NULL,
    reason        TEXT NOT NULL CHECK (reason <> ''),
    stated_at     TEXT NOT NULL,
    until         TEXT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, staff) REFERENCES staff (organisation, id)
);

CREATE INDEX case_reason_of_staff ON case_reason (organisation, staff, person, until);

-- 代わりの担当. Who carries a case for a period, both days included.
CREATE TABLE cover (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    person        UUID NOT NULL,
    staff         UUID NOT NULL,
    from_on       TEXT NOT NULL,
    until_on      TEXT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, staff) REFERENCES staff (organisation, id)
);

CREATE INDEX cover_of_staff ON cover (organisation, staff, person);
