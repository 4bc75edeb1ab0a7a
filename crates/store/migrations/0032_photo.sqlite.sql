CREATE TRIGGER outing_photo_is_never_changed BEFORE UPDATE ON outing_photo
BEGIN SELECT RAISE(ABORT, 'outing_photo_is_never_changed'); END;
CREATE TRIGGER outing_photo_is_never_deleted BEFORE DELETE ON outing_photo
BEGIN SELECT RAISE(ABORT, 'outing_photo_is_never_deleted'); END;
CREATE TRIGGER outing_photo_struck_is_never_changed BEFORE UPDATE ON outing_photo_struck
BEGIN SELECT RAISE(ABORT, 'outing_photo_struck_is_never_changed'); END;
CREATE TRIGGER outing_photo_struck_is_never_deleted BEFORE DELETE ON outing_photo_struck
BEGIN SELECT RAISE(ABORT, 'outing_photo_struck_is_never_deleted'); END;
CREATE TRIGGER outing_photo_sealed_is_never_changed BEFORE UPDATE ON outing_photo_sealed
BEGIN SELECT RAISE(ABORT, 'outing_photo_sealed_is_never_changed'); END;
CREATE TRIGGER outing_photo_sealed_is_never_deleted BEFORE DELETE ON outing_photo_sealed
BEGIN SELECT RAISE(ABORT, 'outing_photo_sealed_is_never_deleted'); END;
