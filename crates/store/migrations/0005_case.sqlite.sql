-- Contentless index over the bigrams of notes; the rowid is the note's.
CREATE VIRTUAL TABLE note_index USING fts5 (bigrams, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');

CREATE TRIGGER paper_is_never_changed_once_confirmed BEFORE UPDATE ON paper
WHEN OLD.confirmed_at IS NOT NULL AND (NEW.content IS NOT OLD.content OR NEW.hash IS NOT OLD.hash
  OR NEW.dated IS NOT OLD.dated OR NEW.month IS NOT OLD.month OR NEW.confirmed_at IS NOT OLD.confirmed_at
  OR NEW.kind IS NOT OLD.kind OR NEW.person IS NOT OLD.person)
BEGIN SELECT RAISE(ABORT, 'paper_is_never_changed_once_confirmed'); END;

CREATE TRIGGER paper_is_never_deleted_once_confirmed BEFORE DELETE ON paper WHEN OLD.confirmed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'paper_is_never_deleted_once_confirmed'); END;

CREATE TRIGGER note_is_never_changed BEFORE UPDATE ON note
WHEN NEW.content IS NOT OLD.content OR NEW.happened_on IS NOT OLD.happened_on OR NEW.written_by IS NOT OLD.written_by
BEGIN SELECT RAISE(ABORT, 'note_is_never_changed'); END;

CREATE TRIGGER note_is_never_deleted BEFORE DELETE ON note
BEGIN SELECT RAISE(ABORT, 'note_is_never_deleted'); END;

CREATE TRIGGER consent_is_never_changed BEFORE UPDATE ON consent
BEGIN SELECT RAISE(ABORT, 'consent_is_never_changed'); END;
