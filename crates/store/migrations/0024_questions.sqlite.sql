CREATE TRIGGER question_set_is_never_changed BEFORE UPDATE ON question_set
BEGIN SELECT RAISE(ABORT, 'question_set_is_never_changed'); END;
CREATE TRIGGER question_set_is_never_deleted BEFORE DELETE ON question_set
BEGIN SELECT RAISE(ABORT, 'question_set_is_never_deleted'); END;
