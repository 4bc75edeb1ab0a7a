-- Every write and every view of a person's record. Rows are only ever added; each carries the hash of the one before.
CREATE TABLE journal (
    organisation   UUID NOT NULL,
    seq            BIGINT NOT NULL,
    at             TEXT NOT NULL,
    actor          UUID,
    kind           TEXT NOT NULL,
    person         UUID,
    subject        UUID,
    -- The detail is hashed with its salt, so that it can be erased by law and the chain still holds.
    salt           BYTEA,
    detail         TEXT,
    detail_digest  BYTEA NOT NULL,
    previous       BYTEA NOT NULL,
    hash           BYTEA NOT NULL,
    PRIMARY KEY (organisation, seq)
);

CREATE INDEX journal_of_person ON journal (organisation, person, seq);

CREATE TABLE journal_head (
    organisation  UUID NOT NULL,
    seq           BIGINT NOT NULL,
    hash          BYTEA NOT NULL,
    PRIMARY KEY (organisation)
);
