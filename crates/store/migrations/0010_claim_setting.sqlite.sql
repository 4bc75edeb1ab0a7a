-- What a claim rested on is never changed: a setting may be struck once, a trait stands as it is.
CREATE TRIGGER claim_setting_is_never_changed BEFORE UPDATE ON claim_setting
WHEN OLD.replaced OR NOT NEW.replaced OR NEW.organisation IS NOT OLD.organisation OR NEW.id IS NOT OLD.id
  OR NEW.office IS NOT OLD.office OR NEW.topic IS NOT OLD.topic OR NEW.subject IS NOT OLD.subject
  OR NEW.value IS NOT OLD.value OR NEW.from_month IS NOT OLD.from_month OR NEW.until_month IS NOT OLD.until_month
  OR NEW.lost_on IS NOT OLD.lost_on OR NEW.recorded_at IS NOT OLD.recorded_at
  OR NEW.recorded_by IS NOT OLD.recorded_by OR NEW.replaces IS NOT OLD.replaces
BEGIN SELECT RAISE(ABORT, 'claim_setting_is_never_changed'); END;

CREATE TRIGGER claim_setting_is_never_deleted BEFORE DELETE ON claim_setting
BEGIN SELECT RAISE(ABORT, 'claim_setting_is_never_deleted'); END;

CREATE TRIGGER claim_trait_is_never_changed BEFORE UPDATE ON claim_trait
BEGIN SELECT RAISE(ABORT, 'claim_trait_is_never_changed'); END;

CREATE TRIGGER claim_trait_is_never_deleted BEFORE DELETE ON claim_trait
BEGIN SELECT RAISE(ABORT, 'claim_trait_is_never_deleted'); END;
