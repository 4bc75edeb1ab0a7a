-- Only the erasure of a detail is allowed; the chain itself stands.
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
WHEN NEW.hash IS NOT OLD.hash OR NEW.previous IS NOT OLD.previous OR NEW.detail_digest IS NOT OLD.detail_digest
  OR NEW.at IS NOT OLD.at OR NEW.actor IS NOT OLD.actor OR NEW.kind IS NOT OLD.kind OR NEW.person IS NOT OLD.person
BEGIN SELECT RAISE(ABORT, 'journal_is_never_changed'); END;

CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'journal_is_never_shortened'); END;
