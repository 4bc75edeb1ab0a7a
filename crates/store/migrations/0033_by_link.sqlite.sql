-- What may never change of a row now holds the new columns too.
DROP TRIGGER consent_is_never_changed;
CREATE TRIGGER consent_is_never_changed BEFORE UPDATE ON consent
WHEN OLD.replaced OR NOT NEW.replaced OR NEW.organisation IS NOT OLD.organisation OR NEW.id IS NOT OLD.id
  OR NEW.paper IS NOT OLD.paper OR NEW.paper_hash IS NOT OLD.paper_hash OR NEW.given_on IS NOT OLD.given_on
  OR NEW.explained_on IS NOT OLD.explained_on OR NEW.means IS NOT OLD.means OR NEW.signer IS NOT OLD.signer
  OR NEW.relation IS NOT OLD.relation OR NEW.reason IS NOT OLD.reason OR NEW.signature IS NOT OLD.signature
  OR NEW.recorded_at IS NOT OLD.recorded_at OR NEW.recorded_by IS NOT OLD.recorded_by
  OR NEW.replaces IS NOT OLD.replaces OR NEW.answer IS NOT OLD.answer
BEGIN SELECT RAISE(ABORT, 'consent_is_never_changed'); END;

DROP TRIGGER delivery_is_never_changed;
CREATE TRIGGER delivery_is_never_changed BEFORE UPDATE ON delivery
WHEN OLD.replaced OR NOT NEW.replaced OR NEW.organisation IS NOT OLD.organisation OR NEW.id IS NOT OLD.id
  OR NEW.paper IS NOT OLD.paper OR NEW.recipient IS NOT OLD.recipient OR NEW.recipient_name IS NOT OLD.recipient_name
  OR NEW.delivered_on IS NOT OLD.delivered_on OR NEW.means IS NOT OLD.means
  OR NEW.recorded_at IS NOT OLD.recorded_at OR NEW.recorded_by IS NOT OLD.recorded_by
  OR NEW.replaces IS NOT OLD.replaces OR NEW.receipt IS NOT OLD.receipt
BEGIN SELECT RAISE(ABORT, 'delivery_is_never_changed'); END;

CREATE TRIGGER consent_by_link BEFORE INSERT ON consent
WHEN (NEW.means = 'link') IS NOT (NEW.answer IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'consent_by_link'); END;

-- The one constraint is rewritten where SQLite keeps it, as for the kinds of a paper (0030_interval).
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''screen'', ''post'', ''mail''))', '''screen'', ''post'', ''mail'', ''link''))')
WHERE type = 'table' AND name = 'consent';
PRAGMA writable_schema = RESET;
