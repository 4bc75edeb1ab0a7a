-- What a claim asks and no record said until now: what another office claims of a person, and for which 体制加算 a person
-- is a target user. What was recorded before says nothing of either, and is believed as it was.
CREATE TABLE claim_elsewhere (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    person        UUID NOT NULL,
    -- The day the other office claims for.
    happened_on   TEXT NOT NULL,
    -- The item's word, as files of facts write it.
    item          TEXT NOT NULL CHECK (item <> ''),
    municipality  TEXT NOT NULL,
    -- The name of the other office, where it is known.
    other_office  TEXT NOT NULL,
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

CREATE INDEX claim_elsewhere_of_person ON claim_elsewhere (organisation, person, happened_on);

-- The codes of the systems, parted by spaces, as the content has them: who has any is found without reading everybody.
ALTER TABLE claim_trait ADD COLUMN targets TEXT NOT NULL DEFAULT '';
CREATE INDEX claim_trait_of_targets ON claim_trait (organisation, person) WHERE targets <> '';
