CREATE FUNCTION outing_return_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'outing_return_is_never_changed';
END $$;
CREATE TRIGGER outing_return_stands BEFORE UPDATE OR DELETE ON outing_return FOR EACH ROW EXECUTE FUNCTION outing_return_stands();
