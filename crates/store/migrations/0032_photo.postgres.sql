CREATE FUNCTION outing_photo_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%_is_never_changed', TG_TABLE_NAME;
END $$;
CREATE TRIGGER outing_photo_stands BEFORE UPDATE OR DELETE ON outing_photo FOR EACH ROW EXECUTE FUNCTION outing_photo_stands();
CREATE TRIGGER outing_photo_struck_stands BEFORE UPDATE OR DELETE ON outing_photo_struck FOR EACH ROW EXECUTE FUNCTION outing_photo_stands();
CREATE TRIGGER outing_photo_sealed_stands BEFORE UPDATE OR DELETE ON outing_photo_sealed FOR EACH ROW EXECUTE FUNCTION outing_photo_stands();
