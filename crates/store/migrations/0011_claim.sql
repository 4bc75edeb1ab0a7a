-- 請求. What was frozen is kept as it was: a file with its bytes, the claims in it, and the items each claim used up.
-- A claim counts (`live`) until it is sent back, withdrawn or undone; for one person, benefit and month one claim counts.
CREATE TABLE claim_file (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    office        UUID NOT NULL,
    benefit       TEXT NOT NULL CHECK (benefit IN ('planning', 'child')),
    -- 処理対象年月, and the place of the file within it.
    processing    TEXT NOT NULL,
    serial        BIGINT NOT NULL,
    name          TEXT NOT NULL,
    bytes         BYTEA NOT NULL,
    sha256        BYTEA NOT NULL,
    frozen_at     TEXT NOT NULL,
    frozen_by     UUID NOT NULL,
    -- Set once each: when it was sent, or why it was taken back before it was sent.
    sent_on       TEXT,
    undone_at     TEXT,
    undone_by     UUID,
    undone_why    TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, office) REFERENCES office (organisation, id),
    FOREIGN KEY (organisation, frozen_by) REFERENCES staff (organisation, id),
    CONSTRAINT claim_file_serial_once UNIQUE (organisation, office, benefit, processing, serial)
);

CREATE TABLE claim (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    file          UUID NOT NULL,
    office        UUID NOT NULL,
    person        UUID NOT NULL,
    benefit       TEXT NOT NULL CHECK (benefit IN ('planning', 'child')),
    -- サービス提供年月.
    month         TEXT NOT NULL,
    municipality  TEXT NOT NULL,
    yen           BIGINT NOT NULL,
    -- The claim, as domain::claim writes it, and the SHA-256 of that text.
    content       TEXT NOT NULL,
    hash          BYTEA NOT NULL,
    -- The claim of the same month that no longer counts and that this one takes up again.
    follows       UUID,
    live          BOOLEAN NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, file) REFERENCES claim_file (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
);

CREATE UNIQUE INDEX claim_lives_once ON claim (organisation, person, benefit, month) WHERE live;
CREATE INDEX claim_of_file ON claim (organisation, file);
CREATE INDEX claim_by_month ON claim (organisation, office, month, person);

-- The items a claim used up, for the limits of later months.
CREATE TABLE claim_item (
    organisation  UUID NOT NULL,
    claim         UUID NOT NULL,
    line          BIGINT NOT NULL,
    item          TEXT NOT NULL,
    count         BIGINT NOT NULL,
    -- 入院・入所, where the limit is for one stay.
    stay          TEXT,
    PRIMARY KEY (organisation, claim, line),
    FOREIGN KEY (organisation, claim) REFERENCES claim (organisation, id)
);

-- 結果. What came back for a claim, in the order it came. Never changed; a wrong entry is struck with its reason.
CREATE TABLE claim_result (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    claim         UUID NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('paid', 'returned', 'corrected', 'withdrawn', 'notified')),
    happened_on   TEXT NOT NULL,
    -- エラーコード, as printed.
    code          TEXT NOT NULL,
    reason        TEXT NOT NULL,
    yen           BIGINT,
    recorded_at   TEXT NOT NULL,
    recorded_by   UUID NOT NULL,
    replaced      BOOLEAN NOT NULL DEFAULT FALSE,
    replaced_why  TEXT NOT NULL DEFAULT '',
    replaced_at   TEXT,
    replaced_by   UUID,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, claim) REFERENCES claim (organisation, id),
    FOREIGN KEY (organisation, recorded_by) REFERENCES staff (organisation, id)
);

CREATE INDEX claim_result_of_claim ON claim_result (organisation, claim);

-- 手で加えた行. A line no rule computed, with the reason of whoever adds it; it waits for the freezing of its month.
CREATE TABLE claim_hand_line (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    office        UUID NOT NULL,
    person        UUID NOT NULL,
    month         TEXT NOT NULL,
    name          TEXT NOT NULL CHECK (name <> ''),
    code          TEXT NOT NULL,
    units         BIGINT NOT NULL,
    count         BIGINT NOT NULL,
    reason        TEXT NOT NULL CHECK (reason <> ''),
    recorded_at   TEXT NOT NULL,
    recorded_by   UUID NOT NULL,
    replaced      BOOLEAN NOT NULL DEFAULT FALSE,
    replaced_why  TEXT NOT NULL DEFAULT '',
    replaced_at   TEXT,
    replaced_by   UUID,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, recorded_by) REFERENCES staff (organisation, id)
);

CREATE INDEX claim_hand_line_by_month ON claim_hand_line (organisation, office, month, person);
