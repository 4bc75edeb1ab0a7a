-- A line may be struck once; nothing else of it ever changes.
CREATE TRIGGER conference_line_stands BEFORE UPDATE OR DELETE ON conference_line
    FOR EACH ROW EXECUTE FUNCTION record_stands();
