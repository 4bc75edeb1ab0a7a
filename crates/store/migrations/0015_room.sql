-- やりとりの部屋. One case, one purpose, invited parties, an end. Of links and codes only hashes are kept, the code's with
-- the link's secret in it, so that a copied database opens nothing. What was asked and answered is never changed.
CREATE TABLE room (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    person        UUID NOT NULL,
    -- What the room belongs to, where there is one: the conference it prepares.
    subject       UUID,
    purpose       TEXT NOT NULL,
    -- The question, as domain::room writes it.
    ask           TEXT NOT NULL,
    until_on      TEXT NOT NULL,
    opened_at     TEXT NOT NULL,
    opened_by     UUID NOT NULL,
    closed_at     TEXT,
    -- The place of the candidate that was chosen, from 0.
    chosen        BIGINT,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, person) REFERENCES person (organisation, id),
    FOREIGN KEY (organisation, opened_by) REFERENCES staff (organisation, id)
);

CREATE INDEX room_of_person ON room (organisation, person, opened_at);
CREATE INDEX room_of_subject ON room (organisation, subject);

CREATE TABLE room_party (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    room          UUID NOT NULL,
    kind          TEXT NOT NULL,
    name          TEXT NOT NULL CHECK (name <> ''),
    required      BOOLEAN NOT NULL,
    -- The order in which they were invited.
    place         BIGINT NOT NULL,
    link_hash     BYTEA NOT NULL,
    code_hash     BYTEA NOT NULL,
    opens_left    BIGINT NOT NULL,
    wrong         BIGINT NOT NULL DEFAULT 0,
    locked_at     TEXT,
    revoked_at    TEXT,
    revoked_why   TEXT NOT NULL DEFAULT '',
    reminded_at   TEXT,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, room) REFERENCES room (organisation, id),
    CONSTRAINT room_party_link_once UNIQUE (organisation, link_hash)
);

CREATE INDEX room_party_of_room ON room_party (organisation, room);

-- The visit of an outside party, begun by link and code. It ends with the room.
CREATE TABLE room_visit (
    organisation  UUID NOT NULL,
    token_hash    BYTEA NOT NULL,
    party         UUID NOT NULL,
    begun_at      TEXT NOT NULL,
    seen_at       TEXT NOT NULL,
    PRIMARY KEY (organisation, token_hash),
    FOREIGN KEY (organisation, party) REFERENCES room_party (organisation, id)
);

CREATE INDEX room_visit_of_party ON room_visit (organisation, party);

-- Answers are only ever added; the last one of a party counts.
CREATE TABLE room_answer (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    room          UUID NOT NULL,
    party         UUID NOT NULL,
    -- The answer, as domain::room writes it.
    content       TEXT NOT NULL,
    means         TEXT NOT NULL CHECK (means IN ('link', 'phone', 'fax', 'visit', 'letter')),
    -- The worker who wrote it down; NULL: the party wrote it.
    entered_by    UUID,
    recorded_at   TEXT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, room) REFERENCES room (organisation, id),
    FOREIGN KEY (organisation, party) REFERENCES room_party (organisation, id),
    CONSTRAINT room_answer_who CHECK ((means = 'link') = (entered_by IS NULL))
);

CREATE INDEX room_answer_of_room ON room_answer (organisation, room, recorded_at);

-- What a party attached to an answer; the bytes stand in scan_file, once each.
CREATE TABLE room_file (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    room          UUID NOT NULL,
    answer        UUID NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('pdf', 'jpeg', 'png')),
    size          BIGINT NOT NULL,
    sha256        BYTEA NOT NULL,
    recorded_at   TEXT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, room) REFERENCES room (organisation, id),
    FOREIGN KEY (organisation, answer) REFERENCES room_answer (organisation, id),
    FOREIGN KEY (organisation, sha256) REFERENCES scan_file (organisation, sha256),
    CONSTRAINT room_file_once UNIQUE (organisation, answer, sha256)
);
