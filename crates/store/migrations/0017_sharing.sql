-- 情報共有の同意: what the person said about passing things on, and what was passed on for danger to life. Records are only
-- added; what stands is read from all of them.
CREATE TABLE sharing (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    person        UUID NOT NULL,
    -- The record, as domain::room writes it.
    content       TEXT NOT NULL,
    recorded_at   TEXT NOT NULL,
    recorded_by   UUID NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, recorded_by) REFERENCES staff (organisation, id)
);

CREATE INDEX sharing_of_person ON sharing (organisation, person, recorded_at);
