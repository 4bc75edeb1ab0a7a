CREATE FUNCTION journal_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.hash = OLD.hash AND NEW.previous = OLD.previous
       AND NEW.detail_digest = OLD.detail_digest AND NEW.at = OLD.at AND NEW.kind = OLD.kind
       AND NEW.actor IS NOT DISTINCT FROM OLD.actor AND NEW.person IS NOT DISTINCT FROM OLD.person THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'journal_is_never_changed';
END $$;

CREATE TRIGGER journal_stands BEFORE UPDATE OR DELETE ON journal FOR EACH ROW EXECUTE FUNCTION journal_stands();
