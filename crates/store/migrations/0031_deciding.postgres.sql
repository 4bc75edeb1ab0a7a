ALTER TABLE paper DROP CONSTRAINT paper_kind_check;
ALTER TABLE paper ADD CONSTRAINT paper_kind_check
    CHECK (kind IN ('assessment', 'draft_plan', 'plan', 'meeting', 'monitoring', 'crisis', 'hand_over', 'interval',
                    'deciding'));
