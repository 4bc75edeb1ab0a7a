DROP TRIGGER note_is_never_changed;
CREATE TRIGGER note_is_never_changed BEFORE UPDATE ON note
WHEN NEW.content IS NOT OLD.content OR NEW.happened_on IS NOT OLD.happened_on OR NEW.written_by IS NOT OLD.written_by
  OR NEW.event IS NOT OLD.event OR NEW.settles IS NOT OLD.settles OR NEW.missed IS NOT OLD.missed
BEGIN SELECT RAISE(ABORT, 'note_is_never_changed'); END;
