CREATE FUNCTION journal_named_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'journal_is_never_changed';
END $$;
CREATE TRIGGER journal_named_stands BEFORE UPDATE OR DELETE ON journal_named
    FOR EACH ROW EXECUTE FUNCTION journal_named_stands();
