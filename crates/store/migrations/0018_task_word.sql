-- What the owner of a task says of it, and whose party of a room is: older parties are nobody in particular, own no tasks,
-- and what they answered counts as read.
ALTER TABLE room_party ADD COLUMN member UUID;
-- 宿題の担当, as the minutes name the owner.
ALTER TABLE room_party ADD COLUMN owner TEXT NOT NULL DEFAULT '';
-- Until when the office has read the answers.
ALTER TABLE room_party ADD COLUMN read_at TEXT;

-- 宿題への言葉. Only ever added; the newest one of a task is what its owner says now.
CREATE TABLE task_word (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    task          UUID NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('done', 'doing', 'later')),
    words         TEXT NOT NULL,
    wanted_on     TEXT,
    -- Who says it, as the office calls them.
    said_by       TEXT NOT NULL,
    means         TEXT NOT NULL CHECK (means IN ('link', 'phone', 'fax', 'visit', 'letter')),
    party         UUID,
    -- The worker who wrote it down; NULL: the party wrote it.
    entered_by    UUID,
    recorded_at   TEXT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, task) REFERENCES task (organisation, id),
    FOREIGN KEY (organisation, party) REFERENCES room_party (organisation, id),
    FOREIGN KEY (organisation, entered_by) REFERENCES staff (organisation, id),
    CONSTRAINT task_word_who CHECK ((means = 'link') = (entered_by IS NULL))
);

CREATE INDEX task_word_of_task ON task_word (organisation, task, recorded_at);
