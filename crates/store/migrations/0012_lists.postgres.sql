-- What stands already belongs to many organisations: while it is filled in, the walls do not bind the owner.
ALTER TABLE person NO FORCE ROW LEVEL SECURITY;
ALTER TABLE person_count NO FORCE ROW LEVEL SECURITY;
ALTER TABLE person_tail NO FORCE ROW LEVEL SECURITY;
ALTER TABLE monitoring_month NO FORCE ROW LEVEL SECURITY;
ALTER TABLE paper NO FORCE ROW LEVEL SECURITY;
INSERT INTO person_count (organisation, office, closed, people)
SELECT organisation, office, closed_on IS NOT NULL, COUNT(*) FROM person GROUP BY organisation, office, closed_on IS NOT NULL;
UPDATE monitoring_month SET answered = TRUE WHERE EXISTS (
    SELECT 1 FROM paper r WHERE r.organisation = monitoring_month.organisation AND r.person = monitoring_month.person
    AND r.month = monitoring_month.month AND r.kind = 'monitoring' AND r.confirmed_at IS NOT NULL);
INSERT INTO person_tail (organisation, tail, person)
SELECT DISTINCT p.organisation, convert_to(substr(replace(p.kana_key, ' ', ''), place, 16), 'UTF8'), p.id
FROM person p, generate_series(1, least(length(replace(p.kana_key, ' ', '')), 128)) AS place;
ALTER TABLE person_tail FORCE ROW LEVEL SECURITY;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
ALTER TABLE person_count FORCE ROW LEVEL SECURITY;
ALTER TABLE monitoring_month FORCE ROW LEVEL SECURITY;
ALTER TABLE paper FORCE ROW LEVEL SECURITY;

CREATE FUNCTION person_is_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE person_count SET people = people - 1
        WHERE organisation = OLD.organisation AND office = OLD.office AND closed = (OLD.closed_on IS NOT NULL);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO person_count (organisation, office, closed, people)
        VALUES (NEW.organisation, NEW.office, NEW.closed_on IS NOT NULL, 1)
        ON CONFLICT (organisation, office, closed) DO UPDATE SET people = person_count.people + 1;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER person_is_counted AFTER INSERT OR DELETE ON person FOR EACH ROW EXECUTE FUNCTION person_is_counted();
CREATE TRIGGER person_is_counted_anew AFTER UPDATE OF office, closed_on ON person FOR EACH ROW
WHEN (NEW.office <> OLD.office OR (NEW.closed_on IS NULL) <> (OLD.closed_on IS NULL))
EXECUTE FUNCTION person_is_counted();

CREATE FUNCTION month_is_printed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Whoever prints a month and whoever confirms its report wait for each other.
    PERFORM 1 FROM person WHERE organisation = NEW.organisation AND id = NEW.person FOR NO KEY UPDATE;
    NEW.answered := EXISTS (
        SELECT 1 FROM paper r WHERE r.organisation = NEW.organisation AND r.person = NEW.person
        AND r.month = NEW.month AND r.kind = 'monitoring' AND r.confirmed_at IS NOT NULL);
    RETURN NEW;
END $$;
CREATE TRIGGER month_is_printed BEFORE INSERT ON monitoring_month FOR EACH ROW EXECUTE FUNCTION month_is_printed();

CREATE FUNCTION month_is_answered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM person WHERE organisation = NEW.organisation AND id = NEW.person FOR NO KEY UPDATE;
    UPDATE monitoring_month SET answered = TRUE
    WHERE organisation = NEW.organisation AND person = NEW.person AND month = NEW.month AND NOT answered;
    RETURN NULL;
END $$;
CREATE TRIGGER month_is_answered AFTER INSERT OR UPDATE OF confirmed_at ON paper FOR EACH ROW
WHEN (NEW.kind = 'monitoring' AND NEW.month IS NOT NULL AND NEW.confirmed_at IS NOT NULL)
EXECUTE FUNCTION month_is_answered();

CREATE FUNCTION person_is_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM person_tail WHERE organisation = OLD.organisation AND person = OLD.id;
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    INSERT INTO person_tail (organisation, tail, person)
    SELECT DISTINCT NEW.organisation, convert_to(substr(replace(NEW.kana_key, ' ', ''), place, 16), 'UTF8'), NEW.id
    FROM generate_series(1, least(length(replace(NEW.kana_key, ' ', '')), 128)) AS place;
    RETURN NEW;
END $$;
CREATE TRIGGER person_is_found AFTER INSERT OR UPDATE OF kana_key ON person
    FOR EACH ROW EXECUTE FUNCTION person_is_found();
CREATE TRIGGER person_is_found_no_more BEFORE DELETE ON person FOR EACH ROW EXECUTE FUNCTION person_is_found();
