CREATE TRIGGER sharing_is_never_changed BEFORE UPDATE ON sharing
BEGIN SELECT RAISE(ABORT, 'sharing_is_never_changed'); END;
CREATE TRIGGER sharing_is_never_deleted BEFORE DELETE ON sharing
BEGIN SELECT RAISE(ABORT, 'sharing_is_never_deleted'); END;
