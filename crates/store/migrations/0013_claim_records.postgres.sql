-- What was recorded is struck with its reason, never changed.
CREATE TRIGGER claim_elsewhere_stands BEFORE UPDATE OR DELETE ON claim_elsewhere
    FOR EACH ROW EXECUTE FUNCTION record_stands();

-- Municipalities that refuse the following month were a list without dates: each becomes a row that holds from the
-- beginning of 計画相談支援 until somebody ends it. The walls do not bind the owner meanwhile.
ALTER TABLE office NO FORCE ROW LEVEL SECURITY;
ALTER TABLE staff NO FORCE ROW LEVEL SECURITY;
ALTER TABLE claim_setting NO FORCE ROW LEVEL SECURITY;
INSERT INTO claim_setting (organisation, id, office, topic, subject, value, from_month, recorded_at, recorded_by)
SELECT DISTINCT ON (o.organisation, o.id, listed.municipality)
       o.organisation, gen_random_uuid(), o.id, 'slip', listed.municipality, 'refused', '2012-04',
       to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), s.id
FROM office o
JOIN LATERAL (SELECT w.id FROM staff w WHERE w.organisation = o.organisation AND w.office = o.id ORDER BY w.id LIMIT 1) s ON TRUE
CROSS JOIN LATERAL jsonb_array_elements_text(
    COALESCE(NULLIF(o.settings, '')::jsonb -> 'slip_refused', '[]'::jsonb)) AS listed (municipality)
WHERE listed.municipality ~ '^[0-9]{6}$';
ALTER TABLE office FORCE ROW LEVEL SECURITY;
ALTER TABLE staff FORCE ROW LEVEL SECURITY;
ALTER TABLE claim_setting FORCE ROW LEVEL SECURITY;
