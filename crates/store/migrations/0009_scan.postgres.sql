-- What belongs to a consent stands as it does.
CREATE FUNCTION scan_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%_is_never_changed', TG_TABLE_NAME;
END $$;
CREATE TRIGGER scan_stands BEFORE UPDATE OR DELETE ON scan FOR EACH ROW EXECUTE FUNCTION scan_stands();
CREATE TRIGGER scan_file_stands BEFORE UPDATE OR DELETE ON scan_file FOR EACH ROW EXECUTE FUNCTION scan_stands();
