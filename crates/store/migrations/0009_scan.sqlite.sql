-- What belongs to a consent stands as it does.
CREATE TRIGGER scan_is_never_changed BEFORE UPDATE ON scan
BEGIN SELECT RAISE(ABORT, 'scan_is_never_changed'); END;
CREATE TRIGGER scan_is_never_deleted BEFORE DELETE ON scan
BEGIN SELECT RAISE(ABORT, 'scan_is_never_deleted'); END;
CREATE TRIGGER scan_file_is_never_changed BEFORE UPDATE ON scan_file
BEGIN SELECT RAISE(ABORT, 'scan_file_is_never_changed'); END;
CREATE TRIGGER scan_file_is_never_deleted BEFORE DELETE ON scan_file
BEGIN SELECT RAISE(ABORT, 'scan_file_is_never_deleted'); END;
