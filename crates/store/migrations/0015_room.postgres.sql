CREATE FUNCTION room_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.ask = OLD.ask AND NEW.purpose = OLD.purpose AND NEW.person = OLD.person
       AND NEW.opened_by = OLD.opened_by AND NEW.opened_at = OLD.opened_at THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'room_asks_the_same';
END $$;
CREATE TRIGGER room_stands BEFORE UPDATE ON room FOR EACH ROW EXECUTE FUNCTION room_stands();

CREATE FUNCTION room_record_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%_is_never_changed', TG_TABLE_NAME;
END $$;
CREATE TRIGGER room_answer_stands BEFORE UPDATE OR DELETE ON room_answer FOR EACH ROW EXECUTE FUNCTION room_record_stands();
CREATE TRIGGER room_file_stands BEFORE UPDATE OR DELETE ON room_file FOR EACH ROW EXECUTE FUNCTION room_record_stands();
