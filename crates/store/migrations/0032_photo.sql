-- 訪問の写真: what the camera kept on a visit, with a word to each. The bytes stand with the other files, once each.
-- How many photos the device said it would send after what was written; those that have not come are still on it.
ALTER TABLE outing ADD COLUMN photos BIGINT NOT NULL DEFAULT 0;

CREATE TABLE outing_photo (
    organisation  UUID NOT NULL,
    -- Made on the device, so that sending it again adds nothing; also the order in which they were taken.
    id            UUID NOT NULL,
    outing        UUID NOT NULL,
    caption       TEXT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('jpeg', 'png')),
    size          BIGINT NOT NULL,
    sha256        BYTEA NOT NULL,
    recorded_at   TEXT NOT NULL,
    recorded_by   UUID NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, outing) REFERENCES outing (organisation, id),
    FOREIGN KEY (organisation, sha256) REFERENCES scan_file (organisation, sha256),
    FOREIGN KEY (organisation, recorded_by) REFERENCES staff (organisation, id)
);

CREATE INDEX outing_photo_of_outing ON outing_photo (organisation, outing, id);

-- 取り消し: a photo that should not have been taken. It is no longer shown; that it was there, and why it went, stays.
CREATE TABLE outing_photo_struck (
    organisation  UUID NOT NULL,
    photo         UUID NOT NULL,
    why           TEXT NOT NULL,
    struck_at     TEXT NOT NULL,
    struck_by     UUID NOT NULL,
    PRIMARY KEY (organisation, photo),
    FOREIGN KEY (organisation, photo) REFERENCES outing_photo (organisation, id),
    FOREIGN KEY (organisation, struck_by) REFERENCES staff (organisation, id)
);

-- What a device that was called back hands in of its photos, as they lay there: encrypted with the key of the outing.
CREATE TABLE outing_photo_sealed (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    outing        UUID NOT NULL,
    sha256        BYTEA NOT NULL,
    recorded_at   TEXT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, outing) REFERENCES outing (organisation, id),
    FOREIGN KEY (organisation, sha256) REFERENCES scan_file (organisation, sha256)
);

CREATE INDEX outing_photo_sealed_of_outing ON outing_photo_sealed (organisation, outing, id);
