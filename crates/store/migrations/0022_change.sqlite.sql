CREATE TABLE conference_line_new (
    organisation  BLOB NOT NULL,
    id            BLOB NOT NULL,
    conference    BLOB NOT NULL,
    place         INTEGER NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('remark', 'shared', 'proposal', 'decision', 'open', 'need', 'reaction',
                                                'reach', 'turn', 'item', 'change', 'verdict', 'showing')),
    content       TEXT NOT NULL,
    written_by    BLOB NOT NULL,
    written_at    TEXT NOT NULL,
    replaced      INTEGER NOT NULL DEFAULT FALSE,
    replaced_why  TEXT NOT NULL DEFAULT '',
    replaced_at   TEXT,
    replaced_by   BLOB,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, conference) REFERENCES conference (organisation, id),
    FOREIGN KEY (organisation, written_by) REFERENCES staff (organisation, id),
    CONSTRAINT conference_line_in_its_place UNIQUE (organisation, conference, place)
) STRICT;
INSERT INTO conference_line_new (organisation, id, conference, place, kind, content, written_by, written_at, replaced,
                                 replaced_why, replaced_at, replaced_by)
SELECT organisation, id, conference, place, kind, content, written_by, written_at, replaced, replaced_why, replaced_at,
       replaced_by FROM conference_line;
DROP TABLE conference_line;
ALTER TABLE conference_line_new RENAME TO conference_line;

-- A line may be struck once; nothing else of it ever changes.
CREATE TRIGGER conference_line_is_never_changed BEFORE UPDATE ON conference_line
WHEN OLD.replaced OR NOT NEW.replaced OR NEW.organisation IS NOT OLD.organisation OR NEW.id IS NOT OLD.id
  OR NEW.conference IS NOT OLD.conference OR NEW.place IS NOT OLD.place OR NEW.kind IS NOT OLD.kind
  OR NEW.content IS NOT OLD.content OR NEW.written_by IS NOT OLD.written_by OR NEW.written_at IS NOT OLD.written_at
BEGIN SELECT RAISE(ABORT, 'conference_line_is_never_changed'); END;

CREATE TRIGGER conference_line_is_never_deleted BEFORE DELETE ON conference_line
BEGIN SELECT RAISE(ABORT, 'conference_line_is_never_deleted'); END;
