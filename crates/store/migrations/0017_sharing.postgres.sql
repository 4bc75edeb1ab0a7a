CREATE FUNCTION sharing_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'sharing_is_never_changed';
END $$;
CREATE TRIGGER sharing_stands BEFORE UPDATE OR DELETE ON sharing FOR EACH ROW EXECUTE FUNCTION sharing_stands();
