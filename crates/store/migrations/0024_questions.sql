-- 事前の質問. What the office asks the person and the family beforehand, version by version: a sheet that was answered can
-- always be read as it was asked. An office without a row asks what the product asks.
CREATE TABLE question_set (
    organisation  UUID NOT NULL,
    office        UUID NOT NULL,
    asked         TEXT NOT NULL CHECK (asked IN ('person', 'family')),
    version       BIGINT NOT NULL CHECK (version > 0),
    -- The questions, as domain::room writes them.
    content       TEXT NOT NULL,
    written_at    TEXT NOT NULL,
    written_by    UUID NOT NULL,
    PRIMARY KEY (organisation, office, asked, version),
    FOREIGN KEY (organisation, office) REFERENCES office (organisation, id),
    FOREIGN KEY (organisation, written_by) REFERENCES staff (organisation, id)
);
