-- 紙の控え: what was scanned or photographed of a signed paper. Lists read small rows; the bytes stand apart, once each.
CREATE TABLE scan_file (
    organisation  UUID NOT NULL,
    sha256        BYTEA NOT NULL,
    bytes         BYTEA NOT NULL,
    PRIMARY KEY (organisation, sha256)
);

CREATE TABLE scan (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    consent       UUID NOT NULL,
    -- Told by the bytes, never by the name of the file.
    kind          TEXT NOT NULL CHECK (kind IN ('pdf', 'jpeg', 'png')),
    size          BIGINT NOT NULL,
    sha256        BYTEA NOT NULL,
    recorded_at   TEXT NOT NULL,
    recorded_by   UUID NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, consent) REFERENCES consent (organisation, id),
    FOREIGN KEY (organisation, sha256) REFERENCES scan_file (organisation, sha256),
    CONSTRAINT scan_once_per_consent UNIQUE (organisation, consent, sha256)
);
