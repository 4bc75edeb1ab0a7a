-- What stands is bound where its words name exactly one.
CREATE TABLE owner_name AS
SELECT p.organisation, p.id AS person, p.name AS words, 'person' AS owner FROM person p
UNION SELECT p.organisation, p.id, '本人', 'person' FROM person p
UNION SELECT p.organisation, p.id, '家族', 'family' FROM person p
UNION SELECT t.organisation, t.person, v.name, 'provider:' || lower(hex(v.id))
FROM team_member t JOIN provider v ON v.organisation = t.organisation AND v.id = t.provider
UNION SELECT t.organisation, t.person, v.name || ' ' || t.name, 'provider:' || lower(hex(v.id))
FROM team_member t JOIN provider v ON v.organisation = t.organisation AND v.id = t.provider
UNION SELECT t.organisation, t.person, t.name, 'provider:' || lower(hex(t.provider))
FROM team_member t WHERE t.provider IS NOT NULL
UNION SELECT t.organisation, t.person, t.name, 'supporter:' || lower(hex(t.id))
FROM team_member t WHERE t.provider IS NULL
UNION SELECT t.organisation, t.person, v.name, 'provider:' || lower(hex(v.id))
FROM task t JOIN provider v ON v.organisation = t.organisation AND v.name = t.who
UNION SELECT p.organisation, p.id, s.name, 'staff:' || lower(hex(s.id))
FROM person p JOIN staff s ON s.organisation = p.organisation AND s.office = p.office
UNION SELECT p.organisation, p.id, f.value ->> 'name', 'relative:' || (f.value ->> 'key')
FROM person p, json_each(CASE WHEN json_valid(p.details) THEN p.details ELSE '{}' END, '$.family') f
UNION SELECT p.organisation, p.id, CASE f.value ->> 'relation' WHEN 'father' THEN '父' WHEN 'mother' THEN '母' WHEN 'elder_brother' THEN '兄' WHEN 'elder_sister' THEN '姉'
       WHEN 'younger_brother' THEN '弟' WHEN 'younger_sister' THEN '妹' WHEN 'husband' THEN '夫' WHEN 'wife' THEN '妻' END, 'relative:' || (f.value ->> 'key')
FROM person p, json_each(CASE WHEN json_valid(p.details) THEN p.details ELSE '{}' END, '$.family') f;

CREATE INDEX owner_name_of_person ON owner_name (organisation, person, words);
UPDATE task SET bound_to = (
    SELECT MIN(n.owner) FROM owner_name n
    WHERE n.organisation = task.organisation AND n.person = task.person AND n.words = task.who
    HAVING COUNT(DISTINCT n.owner) = 1)
WHERE who <> '';
UPDATE task SET side = CASE WHEN bound_to LIKE 'staff:%' THEN 'office' ELSE 'outside' END WHERE bound_to IS NOT NULL;
UPDATE room_party SET bound_to = (
    SELECT MIN(n.owner) FROM owner_name n
    JOIN room r ON r.organisation = n.organisation AND r.person = n.person
    WHERE n.organisation = room_party.organisation AND r.id = room_party.room AND n.words = room_party.owner
    HAVING COUNT(DISTINCT n.owner) = 1)
WHERE owner <> '';
DROP TABLE owner_name;
