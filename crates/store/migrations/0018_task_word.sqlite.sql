CREATE TRIGGER task_word_is_never_changed BEFORE UPDATE ON task_word
BEGIN SELECT RAISE(ABORT, 'task_word_is_never_changed'); END;
CREATE TRIGGER task_word_is_never_deleted BEFORE DELETE ON task_word
BEGIN SELECT RAISE(ABORT, 'task_word_is_never_deleted'); END;

UPDATE room_party SET read_at = (
    SELECT MAX(a.recorded_at) FROM room_answer a WHERE a.organisation = room_party.organisation AND a.party = room_party.id);
