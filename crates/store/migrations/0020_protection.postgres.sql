CREATE FUNCTION protection_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'protection_is_never_changed';
END $$;
CREATE TRIGGER protection_stands BEFORE UPDATE OR DELETE ON protection FOR EACH ROW EXECUTE FUNCTION protection_stands();
CREATE FUNCTION paper_disclosure_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'paper_disclosure_is_never_changed';
END $$;
CREATE TRIGGER paper_disclosure_stands BEFORE UPDATE OR DELETE ON paper_disclosure FOR EACH ROW EXECUTE FUNCTION paper_disclosure_stands();
