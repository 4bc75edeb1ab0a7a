INSERT INTO person_count (organisation, office, closed, people)
SELECT organisation, office, closed_on IS NOT NULL, COUNT(*) FROM person GROUP BY organisation, office, closed_on IS NOT NULL;

CREATE TRIGGER person_is_counted AFTER INSERT ON person
BEGIN
    INSERT INTO person_count (organisation, office, closed, people)
    VALUES (NEW.organisation, NEW.office, NEW.closed_on IS NOT NULL, 1)
    ON CONFLICT (organisation, office, closed) DO UPDATE SET people = people + 1;
END;
CREATE TRIGGER person_is_counted_anew AFTER UPDATE OF office, closed_on ON person
WHEN NEW.office IS NOT OLD.office OR (NEW.closed_on IS NULL) IS NOT (OLD.closed_on IS NULL)
BEGIN
    UPDATE person_count SET people = people - 1
    WHERE organisation = OLD.organisation AND office = OLD.office AND closed = (OLD.closed_on IS NOT NULL);
    INSERT INTO person_count (organisation, office, closed, people)
    VALUES (NEW.organisation, NEW.office, NEW.closed_on IS NOT NULL, 1)
    ON CONFLICT (organisation, office, closed) DO UPDATE SET people = people + 1;
END;
CREATE TRIGGER person_counts_no_more AFTER DELETE ON person
BEGIN
    UPDATE person_count SET people = people - 1
    WHERE organisation = OLD.organisation AND office = OLD.office AND closed = (OLD.closed_on IS NOT NULL);
END;

UPDATE monitoring_month SET answered = TRUE WHERE EXISTS (
    SELECT 1 FROM paper r WHERE r.organisation = monitoring_month.organisation AND r.person = monitoring_month.person
    AND r.month = monitoring_month.month AND r.kind = 'monitoring' AND r.confirmed_at IS NOT NULL);

CREATE TRIGGER month_is_printed AFTER INSERT ON monitoring_month
WHEN EXISTS (SELECT 1 FROM paper r WHERE r.organisation = NEW.organisation AND r.person = NEW.person
             AND r.month = NEW.month AND r.kind = 'monitoring' AND r.confirmed_at IS NOT NULL)
BEGIN
    UPDATE monitoring_month SET answered = TRUE
    WHERE organisation = NEW.organisation AND certificate = NEW.certificate AND month = NEW.month;
END;
CREATE TRIGGER month_is_answered AFTER UPDATE OF confirmed_at ON paper
WHEN NEW.kind = 'monitoring' AND NEW.month IS NOT NULL AND NEW.confirmed_at IS NOT NULL
BEGIN
    UPDATE monitoring_month SET answered = TRUE
    WHERE organisation = NEW.organisation AND person = NEW.person AND month = NEW.month AND NOT answered;
END;
CREATE TRIGGER month_is_answered_at_once AFTER INSERT ON paper
WHEN NEW.kind = 'monitoring' AND NEW.month IS NOT NULL AND NEW.confirmed_at IS NOT NULL
BEGIN
    UPDATE monitoring_month SET answered = TRUE
    WHERE organisation = NEW.organisation AND person = NEW.person AND month = NEW.month AND NOT answered;
END;

INSERT OR IGNORE INTO person_tail (organisation, tail, person)
WITH RECURSIVE at (place) AS (SELECT 1 UNION ALL SELECT place + 1 FROM at WHERE place < 128)
SELECT p.organisation, CAST(substr(replace(p.kana_key, ' ', ''), at.place, 16) AS BLOB), p.id
FROM person p CROSS JOIN at WHERE at.place <= length(replace(p.kana_key, ' ', ''));

CREATE TRIGGER person_is_found AFTER INSERT ON person
BEGIN
    INSERT OR IGNORE INTO person_tail (organisation, tail, person)
    SELECT NEW.organisation, CAST(substr(replace(NEW.kana_key, ' ', ''), at.value, 16) AS BLOB), NEW.id
    FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,
        33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,
        65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,
        97,98,99,100,101,102,103,104,105,106,107,108,109,110,111,112,113,114,115,116,117,118,119,120,121,122,123,124,125,126,127,128]') at WHERE at.value <= length(replace(NEW.kana_key, ' ', ''));
END;
CREATE TRIGGER person_is_found_anew AFTER UPDATE OF kana_key ON person WHEN NEW.kana_key IS NOT OLD.kana_key
BEGIN
    DELETE FROM person_tail WHERE organisation = OLD.organisation AND person = OLD.id;
    INSERT OR IGNORE INTO person_tail (organisation, tail, person)
    SELECT NEW.organisation, CAST(substr(replace(NEW.kana_key, ' ', ''), at.value, 16) AS BLOB), NEW.id
    FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,
        33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,
        65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,
        97,98,99,100,101,102,103,104,105,106,107,108,109,110,111,112,113,114,115,116,117,118,119,120,121,122,123,124,125,126,127,128]') at WHERE at.value <= length(replace(NEW.kana_key, ' ', ''));
END;
CREATE TRIGGER person_is_found_no_more BEFORE DELETE ON person
BEGIN
    DELETE FROM person_tail WHERE organisation = OLD.organisation AND person = OLD.id;
END;
