ALTER TABLE conference_line DROP CONSTRAINT conference_line_kind_check;
ALTER TABLE conference_line ADD CONSTRAINT conference_line_kind_check
    CHECK (kind IN ('remark', 'shared', 'proposal', 'decision', 'open', 'need', 'reaction', 'reach', 'turn', 'item', 'change',
                    'verdict', 'showing'));
