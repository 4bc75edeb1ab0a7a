-- What was frozen stands. Of a claim only `live` changes, of a file what is set once.
CREATE FUNCTION claim_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'live' = to_jsonb(OLD) - 'live' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '%_is_never_changed', TG_TABLE_NAME;
END $$;
CREATE TRIGGER claim_stands BEFORE UPDATE OR DELETE ON claim FOR EACH ROW EXECUTE FUNCTION claim_stands();
CREATE TRIGGER claim_item_stands BEFORE UPDATE OR DELETE ON claim_item FOR EACH ROW EXECUTE FUNCTION scan_stands();

CREATE FUNCTION claim_file_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later CONSTANT TEXT[] := ARRAY['sent_on', 'undone_at', 'undone_by', 'undone_why'];
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.sent_on IS NULL AND OLD.undone_at IS NULL
       AND to_jsonb(NEW) - later = to_jsonb(OLD) - later THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '%_is_never_changed', TG_TABLE_NAME;
END $$;
CREATE TRIGGER claim_file_stands BEFORE UPDATE OR DELETE ON claim_file FOR EACH ROW EXECUTE FUNCTION claim_file_stands();

CREATE TRIGGER claim_result_stands BEFORE UPDATE OR DELETE ON claim_result
    FOR EACH ROW EXECUTE FUNCTION record_stands();
CREATE TRIGGER claim_hand_line_stands BEFORE UPDATE OR DELETE ON claim_hand_line
    FOR EACH ROW EXECUTE FUNCTION record_stands();
