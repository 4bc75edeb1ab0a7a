-- A サービス担当者会議 is prepared, held line by line, and followed up until what it decided is done. Records of meetings
-- that were written before stay as they are; they have no conference behind them.
CREATE TABLE conference (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    person        UUID NOT NULL,
    -- 第n期 in which it was prepared.
    cycle         BIGINT NOT NULL,
    -- The day it is meant for; NULL while the date is being found.
    held_on       TEXT,
    -- The preparation, as domain::conference writes it.
    content       TEXT NOT NULL,
    written_by    UUID NOT NULL,
    written_at    TEXT NOT NULL,
    version       BIGINT NOT NULL DEFAULT 1,
    -- The place of the newest line; every change in the room moves it on, so that a viewer knows there is something new.
    place         BIGINT NOT NULL DEFAULT 0,
    begun_at      TEXT,
    ended_at      TEXT,
    -- The record made from it. A draft can be thrown away, so nothing binds the two but the id.
    minutes       UUID,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, written_by) REFERENCES staff (organisation, id)
);

CREATE INDEX conference_of_person ON conference (organisation, person, held_on);

-- 会議の1行. Only ever added, by whoever is typing; its id is made where it is typed, so that sending it again adds
-- nothing. A wrong line is struck and stays.
CREATE TABLE conference_line (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    conference    UUID NOT NULL,
    place         BIGINT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('remark', 'shared', 'proposal', 'decision', 'open', 'need', 'reaction',
                                                'reach', 'turn', 'item')),
    content       TEXT NOT NULL,
    written_by    UUID NOT NULL,
    written_at    TEXT NOT NULL,
    replaced      BOOLEAN NOT NULL DEFAULT FALSE,
    replaced_why  TEXT NOT NULL DEFAULT '',
    replaced_at   TEXT,
    replaced_by   UUID,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, conference) REFERENCES conference (organisation, id),
    FOREIGN KEY (organisation, written_by) REFERENCES staff (organisation, id),
    CONSTRAINT conference_line_in_its_place UNIQUE (organisation, conference, place)
);

-- 進行のメモ. What somebody who leads the talk keeps for themselves. A table of its own: nothing that reads the lines or
-- makes minutes, papers or events can reach it.
CREATE TABLE conference_note (
    organisation  UUID NOT NULL,
    conference    UUID NOT NULL,
    staff         UUID NOT NULL,
    content       TEXT NOT NULL,
    written_at    TEXT NOT NULL,
    version       BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organisation, conference, staff),
    FOREIGN KEY (organisation, conference) REFERENCES conference (organisation, id),
    FOREIGN KEY (organisation, staff) REFERENCES staff (organisation, id)
);

-- 進行のふりかえり. One for each who looks back; words and marks, no points.
CREATE TABLE conference_check (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    conference    UUID NOT NULL,
    -- 立場 of whoever looks back, in words.
    role          TEXT NOT NULL,
    content       TEXT NOT NULL,
    written_by    UUID NOT NULL,
    written_at    TEXT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, conference) REFERENCES conference (organisation, id),
    FOREIGN KEY (organisation, written_by) REFERENCES staff (organisation, id)
);

CREATE INDEX conference_check_of_conference ON conference_check (organisation, conference);

-- 宿題. What a meeting decided, until it is done. A correction of the minutes moves what still stands in them to the
-- new paper and withdraws what does not.
CREATE TABLE task (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    person        UUID NOT NULL,
    paper         UUID NOT NULL,
    who           TEXT NOT NULL,
    side          TEXT NOT NULL CHECK (side IN ('office', 'outside')),
    what          TEXT NOT NULL CHECK (what <> ''),
    due           TEXT,
    created_at    TEXT NOT NULL,
    done_on       TEXT,
    done_means    TEXT,
    done_note     TEXT NOT NULL DEFAULT '',
    done_by       UUID,
    withdrawn_at  TEXT,
    version       BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, paper) REFERENCES paper (organisation, id)
);

CREATE INDEX task_of_person ON task (organisation, person, due);
