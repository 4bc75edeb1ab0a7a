-- メール: where a party is reached, and what is sent to it. A letter is written with what it belongs to and sent
-- afterwards, so that neither a crash nor a server that is away loses it. Its text holds a link and is emptied once it was
-- sent; the code never stands in it. Parties from before have no address.
ALTER TABLE room_party ADD COLUMN email TEXT NOT NULL DEFAULT '';

CREATE TABLE outbox (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    room          UUID NOT NULL,
    party         UUID NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('invitation', 'reminder', 'date')),
    recipient     TEXT NOT NULL CHECK (recipient <> ''),
    -- The letter, as domain::mail writes it; empty once it was sent.
    letter        TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'refused', 'unclear')),
    tries         BIGINT NOT NULL DEFAULT 0,
    -- Not before this instant.
    due_at        TEXT NOT NULL,
    -- When its state was reached.
    changed_at    TEXT NOT NULL,
    -- What the server said when it did not take it.
    trouble       TEXT NOT NULL DEFAULT '',
    queued_at     TEXT NOT NULL,
    queued_by     UUID NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, room) REFERENCES room (organisation, id),
    FOREIGN KEY (organisation, party) REFERENCES room_party (organisation, id),
    FOREIGN KEY (organisation, queued_by) REFERENCES staff (organisation, id)
);

CREATE INDEX outbox_by_state ON outbox (organisation, state, due_at);
CREATE INDEX outbox_of_room ON outbox (organisation, room, queued_at);
