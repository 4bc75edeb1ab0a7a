-- What a note says once more in columns, so that the morning's page finds it without reading every note: a turn in the
-- person's life, the note that settles one, a visit in vain (which is no contact).
ALTER TABLE note ADD COLUMN event TEXT;
ALTER TABLE note ADD COLUMN settles UUID;
ALTER TABLE note ADD COLUMN missed BOOLEAN NOT NULL DEFAULT FALSE;

CREATE INDEX note_event ON note (organisation, person, happened_on) WHERE event IS NOT NULL;
CREATE INDEX note_settles ON note (organisation, settles) WHERE settles IS NOT NULL;
