CREATE TRIGGER task_word_stands BEFORE UPDATE OR DELETE ON task_word FOR EACH ROW EXECUTE FUNCTION room_record_stands();

-- Once, for every organisation.
ALTER TABLE room_party NO FORCE ROW LEVEL SECURITY;
ALTER TABLE room_answer NO FORCE ROW LEVEL SECURITY;
UPDATE room_party SET read_at = (
    SELECT MAX(a.recorded_at) FROM room_answer a WHERE a.organisation = room_party.organisation AND a.party = room_party.id);
ALTER TABLE room_party FORCE ROW LEVEL SECURITY;
ALTER TABLE room_answer FORCE ROW LEVEL SECURITY;
