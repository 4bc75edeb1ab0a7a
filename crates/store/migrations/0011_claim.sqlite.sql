-- What was frozen stands. Of a claim only `live` changes, of a file what is set once.
CREATE TRIGGER claim_is_never_changed BEFORE UPDATE OF organisation, id, file, office, person, benefit, month,
    municipality, yen, content, hash, follows ON claim
BEGIN SELECT RAISE(ABORT, 'claim_is_never_changed'); END;
CREATE TRIGGER claim_is_never_deleted BEFORE DELETE ON claim
BEGIN SELECT RAISE(ABORT, 'claim_is_never_deleted'); END;

CREATE TRIGGER claim_item_is_never_changed BEFORE UPDATE ON claim_item
BEGIN SELECT RAISE(ABORT, 'claim_item_is_never_changed'); END;
CREATE TRIGGER claim_item_is_never_deleted BEFORE DELETE ON claim_item
BEGIN SELECT RAISE(ABORT, 'claim_item_is_never_deleted'); END;

CREATE TRIGGER claim_file_is_never_changed BEFORE UPDATE ON claim_file
WHEN OLD.sent_on IS NOT NULL OR OLD.undone_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'claim_file_is_never_changed'); END;
CREATE TRIGGER claim_file_is_kept BEFORE UPDATE OF organisation, id, office, benefit, processing, serial, name, bytes,
    sha256, frozen_at, frozen_by ON claim_file
BEGIN SELECT RAISE(ABORT, 'claim_file_is_never_changed'); END;
CREATE TRIGGER claim_file_is_never_deleted BEFORE DELETE ON claim_file
BEGIN SELECT RAISE(ABORT, 'claim_file_is_never_deleted'); END;

CREATE TRIGGER claim_result_is_never_changed BEFORE UPDATE OF organisation, id, claim, kind, happened_on, code, reason,
    yen, recorded_at, recorded_by ON claim_result
BEGIN SELECT RAISE(ABORT, 'claim_result_is_never_changed'); END;
CREATE TRIGGER claim_result_is_struck_once BEFORE UPDATE ON claim_result WHEN OLD.replaced
BEGIN SELECT RAISE(ABORT, 'claim_result_is_never_changed'); END;
CREATE TRIGGER claim_result_is_never_deleted BEFORE DELETE ON claim_result
BEGIN SELECT RAISE(ABORT, 'claim_result_is_never_deleted'); END;

CREATE TRIGGER claim_hand_line_is_never_changed BEFORE UPDATE OF organisation, id, office, person, month, name, code,
    units, count, reason, recorded_at, recorded_by ON claim_hand_line
BEGIN SELECT RAISE(ABORT, 'claim_hand_line_is_never_changed'); END;
CREATE TRIGGER claim_hand_line_is_struck_once BEFORE UPDATE ON claim_hand_line WHEN OLD.replaced
BEGIN SELECT RAISE(ABORT, 'claim_hand_line_is_never_changed'); END;
CREATE TRIGGER claim_hand_line_is_never_deleted BEFORE DELETE ON claim_hand_line
BEGIN SELECT RAISE(ABORT, 'claim_hand_line_is_never_deleted'); END;
