-- 同意 and 交付 that came by link. A consent given on the person's own screen names the answer it was given by; an entry of
-- the ledger names the receipt its receiver gave. Both answers stand for good in room_answer; older rows name none.
ALTER TABLE consent ADD COLUMN answer UUID;
ALTER TABLE delivery ADD COLUMN receipt UUID;
-- One receipt is one entry, however often the button is pressed.
CREATE UNIQUE INDEX delivery_once_per_receipt ON delivery (organisation, receipt) WHERE NOT replaced AND receipt IS NOT NULL;
