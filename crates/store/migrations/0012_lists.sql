-- Lists of ten thousand people answer from what stands beside the records, kept by the database itself with every
-- change: how many people an office has, whether a printed month has its confirmed report, and each name by its endings.
CREATE TABLE person_count (
    organisation  UUID NOT NULL,
    office        UUID NOT NULL,
    closed        BOOLEAN NOT NULL,
    people        BIGINT NOT NULL,
    PRIMARY KEY (organisation, office, closed)
);

ALTER TABLE monitoring_month ADD COLUMN answered BOOLEAN NOT NULL DEFAULT FALSE;
DROP INDEX monitoring_month_by_month;
CREATE INDEX monitoring_month_by_month ON monitoring_month (organisation, month, person, answered);
CREATE INDEX monitoring_month_open ON monitoring_month (organisation, month, person, answered) WHERE NOT answered;
CREATE INDEX monitoring_month_open_of_person ON monitoring_month (organisation, person, month, answered) WHERE NOT answered;

CREATE INDEX person_carried ON person (organisation, specialist) WHERE closed_on IS NULL;

-- What a list says of a paper stands in the index: behind a long text its later columns are dear to reach.
DROP INDEX paper_of_person;
CREATE INDEX paper_of_person ON paper (organisation, person, kind, dated, id, cycle, month, replaced, confirmed_at, written_by);
DROP INDEX paper_by_person_and_month;
CREATE INDEX paper_by_person_and_month ON paper
    (organisation, person, month, kind, replaced, confirmed_at, id, dated, written_at) WHERE month IS NOT NULL;

-- A name is found by any part of it: each ending of a reading and a name, its first sixteen characters as bytes.
CREATE TABLE person_tail (
    organisation  UUID NOT NULL,
    tail          BYTEA NOT NULL,
    person        UUID NOT NULL,
    PRIMARY KEY (organisation, tail, person),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id)
);
CREATE INDEX person_tail_of_person ON person_tail (organisation, person);
