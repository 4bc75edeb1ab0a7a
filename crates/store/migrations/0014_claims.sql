-- 一覧で見られた人. Whom an entry of the journal names beside its own person: a list or a file of claims shows many at
-- once. Entries made before this table was there name nobody here.
CREATE TABLE journal_named (
    organisation  UUID NOT NULL,
    person        UUID NOT NULL,
    seq           BIGINT NOT NULL,
    PRIMARY KEY (organisation, person, seq)
);
CREATE INDEX journal_named_by_entry ON journal_named (organisation, seq, person);

-- 計画作成日・モニタリング日 of a line added by hand, for a base fee whose units the tables do not have. Old lines have none.
ALTER TABLE claim_hand_line ADD COLUMN based_on TEXT;
