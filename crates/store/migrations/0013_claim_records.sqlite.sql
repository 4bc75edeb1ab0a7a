-- What was recorded is struck with its reason, never changed.
CREATE TRIGGER claim_elsewhere_is_never_changed BEFORE UPDATE OF organisation, id, person, happened_on, item,
    municipality, other_office, recorded_at, recorded_by ON claim_elsewhere
BEGIN SELECT RAISE(ABORT, 'claim_elsewhere_is_never_changed'); END;
CREATE TRIGGER claim_elsewhere_is_struck_once BEFORE UPDATE ON claim_elsewhere WHEN OLD.replaced
BEGIN SELECT RAISE(ABORT, 'claim_elsewhere_is_never_changed'); END;
CREATE TRIGGER claim_elsewhere_is_never_deleted BEFORE DELETE ON claim_elsewhere
BEGIN SELECT RAISE(ABORT, 'claim_elsewhere_is_never_deleted'); END;

-- Municipalities that refuse the following month were a list without dates: each becomes a row that holds from the
-- beginning of 計画相談支援 until somebody ends it.
INSERT INTO claim_setting (organisation, id, office, topic, subject, value, from_month, recorded_at, recorded_by)
SELECT o.organisation, randomblob(16), o.id, 'slip', listed.value, 'refused', '2012-04',
       strftime('%Y-%m-%dT%H:%M:%SZ', 'now'),
       (SELECT w.id FROM staff w WHERE w.organisation = o.organisation AND w.office = o.id ORDER BY w.id LIMIT 1)
FROM office o, json_each(CASE WHEN json_valid(o.settings) THEN o.settings ELSE '{}' END, '$.slip_refused') listed
WHERE listed.value GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'
  AND EXISTS (SELECT 1 FROM staff w WHERE w.organisation = o.organisation AND w.office = o.id)
GROUP BY o.organisation, o.id, listed.value;
