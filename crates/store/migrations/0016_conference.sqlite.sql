-- A line may be struck once; nothing else of it ever changes.
CREATE TRIGGER conference_line_is_never_changed BEFORE UPDATE ON conference_line
WHEN OLD.replaced OR NOT NEW.replaced OR NEW.organisation IS NOT OLD.organisation OR NEW.id IS NOT OLD.id
  OR NEW.conference IS NOT OLD.conference OR NEW.place IS NOT OLD.place OR NEW.kind IS NOT OLD.kind
  OR NEW.content IS NOT OLD.content OR NEW.written_by IS NOT OLD.written_by OR NEW.written_at IS NOT OLD.written_at
BEGIN SELECT RAISE(ABORT, 'conference_line_is_never_changed'); END;

CREATE TRIGGER conference_line_is_never_deleted BEFORE DELETE ON conference_line
BEGIN SELECT RAISE(ABORT, 'conference_line_is_never_deleted'); END;
