-- What belongs to a case: inquiry, certificates, notes, papers, and the dated facts around them.
CREATE TABLE inquiry (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    office        UUID NOT NULL,
    -- NULL: the inquiry has not become a case.
    person        UUID,
    received_on   TEXT NOT NULL,
    state         TEXT NOT NULL,
    -- The inquiry, as domain::inquiry writes it.
    content       TEXT NOT NULL,
    version       BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, office) REFERENCES office (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
);

CREATE INDEX inquiry_by_day ON inquiry (organisation, office, received_on);
CREATE INDEX inquiry_of_person ON inquiry (organisation, person);

CREATE TABLE certificate (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    person        UUID NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('welfare', 'child', 'community')),
    number        TEXT NOT NULL,
    grant_from    TEXT NOT NULL,
    grant_until   TEXT NOT NULL,
    -- The certificate, as domain::certificate writes it.
    content       TEXT NOT NULL,
    version       BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    CONSTRAINT certificate_once_per_period UNIQUE (organisation, person, kind, number, grant_from)
);

CREATE INDEX certificate_by_end ON certificate (organisation, grant_until, person);

-- モニタリング実施月, one row a month, so that the board of a month is one query.
CREATE TABLE monitoring_month (
    organisation  UUID NOT NULL,
    certificate   UUID NOT NULL,
    month         TEXT NOT NULL,
    person        UUID NOT NULL,
    PRIMARY KEY (organisation, certificate, month),
    FOREIGN KEY (organisation, certificate) REFERENCES certificate (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
);

CREATE INDEX monitoring_month_by_month ON monitoring_month (organisation, month, person);

CREATE TABLE note (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    person        UUID NOT NULL,
    happened_on   TEXT NOT NULL,
    -- Minutes since midnight; notes of a day stand in the order they happened. -1: the time is not recorded.
    happened_at   BIGINT NOT NULL,
    written_by    UUID NOT NULL,
    written_at    TEXT NOT NULL,
    -- 方法 and 区分 once more, so that a timeline can be narrowed without reading every note.
    means         TEXT NOT NULL,
    work          TEXT NOT NULL,
    -- The note, as domain::note writes it.
    content       TEXT NOT NULL,
    -- A correction is a new note that names the old one; a note can be replaced once.
    replaces      UUID,
    replaced      BOOLEAN NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, written_by) REFERENCES staff (organisation, id),
    CONSTRAINT note_replaced_once UNIQUE (organisation, replaces)
);

CREATE INDEX note_of_person ON note (organisation, person, happened_on, happened_at, id);

-- 書類. A draft can change; a confirmed paper never does, and a correction names the paper it replaces.
CREATE TABLE paper (
    organisation   UUID NOT NULL,
    id             UUID NOT NULL,
    person         UUID NOT NULL,
    kind           TEXT NOT NULL CHECK
                   (kind IN ('assessment', 'draft_plan', 'plan', 'meeting', 'monitoring', 'crisis', 'hand_over')),
    -- 第n期: the plan cycle the paper belongs to.
    cycle          BIGINT NOT NULL,
    -- The day the paper is about: made, held, visited, agreed.
    dated          TEXT,
    -- The due month a monitoring report answers.
    month          TEXT,
    content        TEXT NOT NULL,
    written_by     UUID NOT NULL,
    written_at     TEXT NOT NULL,
    version        BIGINT NOT NULL DEFAULT 1,
    -- SHA-256 of kind and content, set when the paper is confirmed; consent is bound to it.
    hash           BYTEA,
    confirmed_at   TEXT,
    confirmed_by   UUID,
    replaces       UUID,
    replaced       BOOLEAN NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, written_by) REFERENCES staff (organisation, id),
    CONSTRAINT paper_replaced_once UNIQUE (organisation, replaces)
);

CREATE INDEX paper_of_person ON paper (organisation, person, kind, dated);
CREATE INDEX paper_by_month ON paper (organisation, month, person);

-- 同意. Bound to the exact paper by its hash.
CREATE TABLE consent (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    paper         UUID NOT NULL,
    paper_hash    BYTEA NOT NULL,
    given_on      TEXT NOT NULL,
    explained_on  TEXT,
    means         TEXT NOT NULL CHECK (means IN ('paper', 'screen', 'post', 'mail')),
    signer        TEXT NOT NULL CHECK (signer <> ''),
    -- Empty when the person signed; otherwise how the signer stands to the person, and why they signed.
    relation      TEXT NOT NULL,
    reason        TEXT NOT NULL,
    -- The strokes drawn on the screen, as the server keeps them.
    signature     TEXT NOT NULL,
    recorded_at   TEXT NOT NULL,
    recorded_by   UUID NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, paper) REFERENCES paper (organisation, id),
    CONSTRAINT consent_once_per_paper UNIQUE (organisation, paper)
);

-- 交付簿. To whom a confirmed paper went, when and how.
CREATE TABLE delivery (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    paper         UUID NOT NULL,
    recipient     TEXT NOT NULL CHECK (recipient IN ('person', 'provider', 'municipality')),
    recipient_name TEXT NOT NULL,
    delivered_on  TEXT NOT NULL,
    means         TEXT NOT NULL,
    recorded_at   TEXT NOT NULL,
    recorded_by   UUID NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, paper) REFERENCES paper (organisation, id),
    CONSTRAINT delivery_once_per_recipient UNIQUE (organisation, paper, recipient, recipient_name)
);

-- Dated facts that leave no paper of ours: contract, applications, grant received, a step passed with a reason.
CREATE TABLE milestone (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    person        UUID NOT NULL,
    cycle         BIGINT NOT NULL,
    kind          TEXT NOT NULL,
    happened_on   TEXT NOT NULL,
    note          TEXT NOT NULL,
    recorded_at   TEXT NOT NULL,
    recorded_by   UUID NOT NULL,
    replaces      UUID,
    replaced      BOOLEAN NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    CONSTRAINT milestone_replaced_once UNIQUE (organisation, replaces)
);

CREATE INDEX milestone_of_person ON milestone (organisation, person, cycle, kind);

-- 関係機関の名簿.
CREATE TABLE provider (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    name          TEXT NOT NULL CHECK (name <> ''),
    name_key      TEXT NOT NULL,
    services      TEXT NOT NULL,
    tel           TEXT NOT NULL,
    fax           TEXT NOT NULL,
    address       TEXT NOT NULL,
    -- 空き・得意なこと, with the day it was heard.
    notes         TEXT NOT NULL,
    noted_on      TEXT,
    version       BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organisation, id)
);

CREATE INDEX provider_by_name ON provider (organisation, name_key);

-- 支援チーム. Who around the person does what.
CREATE TABLE team_member (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    person        UUID NOT NULL,
    provider      UUID,
    name          TEXT NOT NULL,
    role          TEXT NOT NULL,
    tel           TEXT NOT NULL,
    watches       TEXT NOT NULL,
    left_on       TEXT,
    version       BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, provider) REFERENCES provider (organisation, id)
);

CREATE INDEX team_member_of_person ON team_member (organisation, person);
