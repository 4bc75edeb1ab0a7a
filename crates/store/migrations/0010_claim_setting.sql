-- What the office notified and what holds for it when claims are made, each from a month on. A correction is a new row
-- that names the old one. An office without rows is claimed for in the ordinary way and told what is not recorded.
CREATE TABLE claim_setting (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    office        UUID NOT NULL,
    topic         TEXT NOT NULL,
    -- A worker's key or a municipality's number; empty for the office itself.
    subject       TEXT NOT NULL,
    value         TEXT NOT NULL,
    from_month    TEXT NOT NULL,
    -- NULL: it still holds.
    until_month   TEXT,
    -- The day a requirement was lost within the month.
    lost_on       TEXT,
    recorded_at   TEXT NOT NULL,
    recorded_by   UUID NOT NULL,
    replaces      UUID,
    replaced      BOOLEAN NOT NULL DEFAULT FALSE,
    replaced_why  TEXT NOT NULL DEFAULT '',
    replaced_at   TEXT,
    replaced_by   UUID,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, office) REFERENCES office (organisation, id),
    FOREIGN KEY (organisation, recorded_by) REFERENCES staff (organisation, id),
    CONSTRAINT claim_setting_replaced_once UNIQUE (organisation, replaces)
);

CREATE INDEX claim_setting_of_office ON claim_setting (organisation, office, topic);

-- 請求に関わること of one person, from a month on. The row recorded last for a month counts; the others stay.
CREATE TABLE claim_trait (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    person        UUID NOT NULL,
    from_month    TEXT NOT NULL,
    -- What holds, as domain::claim_trait writes it.
    content       TEXT NOT NULL,
    recorded_at   TEXT NOT NULL,
    recorded_by   UUID NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, recorded_by) REFERENCES staff (organisation, id)
);

CREATE INDEX claim_trait_of_person ON claim_trait (organisation, person, from_month);
