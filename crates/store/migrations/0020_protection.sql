-- 住所の保護: why a household is hidden, from whom and until when; and for which papers the office decided that the
-- municipality may read where it is. Both are only added to: the last record says what stands. Whoever was hidden by the
-- tick of the face sheet alone stays hidden, and no dates are known of it.
CREATE TABLE protection (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    person        UUID NOT NULL,
    -- The record, as domain::protection writes it.
    content       TEXT NOT NULL,
    -- Its last day, where it stands and one is known.
    until_on      TEXT,
    recorded_at   TEXT NOT NULL,
    recorded_by   UUID NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, recorded_by) REFERENCES staff (organisation, id)
);

CREATE INDEX protection_of_person ON protection (organisation, person, recorded_at);

CREATE TABLE paper_disclosure (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    paper         UUID NOT NULL,
    -- The decision, as domain::protection writes it.
    content       TEXT NOT NULL,
    recorded_at   TEXT NOT NULL,
    recorded_by   UUID NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, paper) REFERENCES paper (organisation, id),
    FOREIGN KEY (organisation, recorded_by) REFERENCES staff (organisation, id)
);

CREATE INDEX paper_disclosure_of_paper ON paper_disclosure (organisation, paper, recorded_at);
