CREATE TRIGGER question_set_stands BEFORE UPDATE OR DELETE ON question_set FOR EACH ROW EXECUTE FUNCTION room_record_stands();
