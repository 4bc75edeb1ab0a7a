CREATE TRIGGER journal_named_is_never_changed BEFORE UPDATE ON journal_named
BEGIN SELECT RAISE(ABORT, 'journal_is_never_changed'); END;
CREATE TRIGGER journal_named_is_never_shortened BEFORE DELETE ON journal_named
BEGIN SELECT RAISE(ABORT, 'journal_is_never_shortened'); END;

CREATE TRIGGER claim_hand_line_keeps_its_day BEFORE UPDATE OF based_on ON claim_hand_line
BEGIN SELECT RAISE(ABORT, 'claim_hand_line_is_never_changed'); END;
