CREATE TRIGGER outing_return_is_never_changed BEFORE UPDATE ON outing_return
BEGIN SELECT RAISE(ABORT, 'outing_return_is_never_changed'); END;
CREATE TRIGGER outing_return_is_never_deleted BEFORE DELETE ON outing_return
BEGIN SELECT RAISE(ABORT, 'outing_return_is_never_deleted'); END;
