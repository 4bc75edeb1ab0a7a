CREATE TRIGGER room_asks_the_same BEFORE UPDATE ON room
WHEN NEW.ask IS NOT OLD.ask OR NEW.purpose IS NOT OLD.purpose OR NEW.person IS NOT OLD.person
  OR NEW.opened_by IS NOT OLD.opened_by OR NEW.opened_at IS NOT OLD.opened_at
BEGIN SELECT RAISE(ABORT, 'room_asks_the_same'); END;

CREATE TRIGGER room_answer_is_never_changed BEFORE UPDATE ON room_answer
BEGIN SELECT RAISE(ABORT, 'room_answer_is_never_changed'); END;
CREATE TRIGGER room_answer_is_never_deleted BEFORE DELETE ON room_answer
BEGIN SELECT RAISE(ABORT, 'room_answer_is_never_deleted'); END;

CREATE TRIGGER room_file_is_never_changed BEFORE UPDATE ON room_file
BEGIN SELECT RAISE(ABORT, 'room_file_is_never_changed'); END;
CREATE TRIGGER room_file_is_never_deleted BEFORE DELETE ON room_file
BEGIN SELECT RAISE(ABORT, 'room_file_is_never_deleted'); END;
