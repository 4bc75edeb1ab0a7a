CREATE TRIGGER protection_is_never_changed BEFORE UPDATE ON protection
BEGIN SELECT RAISE(ABORT, 'protection_is_never_changed'); END;
CREATE TRIGGER protection_is_never_deleted BEFORE DELETE ON protection
BEGIN SELECT RAISE(ABORT, 'protection_is_never_deleted'); END;
CREATE TRIGGER paper_disclosure_is_never_changed BEFORE UPDATE ON paper_disclosure
BEGIN SELECT RAISE(ABORT, 'paper_disclosure_is_never_changed'); END;
CREATE TRIGGER paper_disclosure_is_never_deleted BEFORE DELETE ON paper_disclosure
BEGIN SELECT RAISE(ABORT, 'paper_disclosure_is_never_deleted'); END;
