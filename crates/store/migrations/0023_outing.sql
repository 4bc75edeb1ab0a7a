-- 持ち出し: what a worker took along to a visit, and what came back. What came back is kept as it came, however often it
-- comes; the office takes it into the report.
CREATE TABLE outing (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    person        UUID NOT NULL,
    -- The due month, or 'extra' outside the schedule.
    month         TEXT NOT NULL,
    taken_by      UUID NOT NULL,
    -- What the worker calls the device.
    device        TEXT NOT NULL,
    -- The hash of the secret by which the device is told how it stands; the secret itself opens no record.
    secret_hash   BYTEA NOT NULL,
    -- The key of what lies on the device, for whoever forgets the PIN.
    bundle_key    BYTEA NOT NULL,
    taken_at      TEXT NOT NULL,
    -- When the device was last heard of.
    seen_at       TEXT NOT NULL,
    revoked_at    TEXT,
    revoked_by    UUID,
    revoked_why   TEXT NOT NULL DEFAULT '',
    -- What a revoked device handed in, as it lay there: encrypted with the key above.
    sealed        TEXT,
    -- What has been taken into a report, and into which.
    taken_in      UUID,
    paper         UUID,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, taken_by) REFERENCES staff (organisation, id),
    FOREIGN KEY (organisation, paper) REFERENCES paper (organisation, id)
);

CREATE INDEX outing_of_person ON outing (organisation, person, taken_at);
CREATE INDEX outing_of_paper ON outing (organisation, paper);

CREATE TABLE outing_return (
    organisation  UUID NOT NULL,
    -- Made on the device, so that sending it again adds nothing.
    id            UUID NOT NULL,
    outing        UUID NOT NULL,
    -- The fields of the report's form as they were taken along, and as they came back.
    base          TEXT NOT NULL,
    fields        TEXT NOT NULL,
    -- The signature on the visit with what was shown, as domain::outing writes it.
    signed        TEXT,
    -- What the clock of the device said; nothing is ordered by it.
    claimed_at    TEXT NOT NULL,
    returned_at   TEXT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, outing) REFERENCES outing (organisation, id)
);

CREATE INDEX outing_return_of_outing ON outing_return (organisation, outing, returned_at);

-- 会えなかった訪問, each once, with the note it became.
CREATE TABLE outing_missed (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    outing        UUID NOT NULL,
    note          UUID NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, outing) REFERENCES outing (organisation, id)
);

CREATE INDEX outing_missed_of_outing ON outing_missed (organisation, outing);
