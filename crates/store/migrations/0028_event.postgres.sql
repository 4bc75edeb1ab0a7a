CREATE OR REPLACE FUNCTION note_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.content = OLD.content AND NEW.happened_on = OLD.happened_on
       AND NEW.written_by = OLD.written_by AND NEW.event IS NOT DISTINCT FROM OLD.event
       AND NEW.settles IS NOT DISTINCT FROM OLD.settles AND NEW.missed = OLD.missed THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'note_is_never_changed';
END $$;
