-- まとめて見る. Whoever reads the mail of an address sees on one page what this server's offices asked that address. Of the
-- address these tables hold a hash, of key and session likewise; each organisation keeps its own rows, as of its links.
ALTER TABLE room_party ADD COLUMN email_hash BYTEA;
-- The code with the hash of the link in it: it opens from that page, where the link itself is not at hand.
ALTER TABLE room_party ADD COLUMN mailed_code_hash BYTEA;
CREATE INDEX room_party_by_mail ON room_party (organisation, email_hash);

-- 1回だけのリンク, sent to the address.
CREATE TABLE together_key (
    organisation  UUID NOT NULL,
    key_hash      BYTEA NOT NULL,
    email_hash    BYTEA NOT NULL,
    -- The party from whose page it was asked for.
    party         UUID NOT NULL,
    made_at       TEXT NOT NULL,
    used_at       TEXT,
    PRIMARY KEY (organisation, key_hash),
    FOREIGN KEY (organisation, party) REFERENCES room_party (organisation, id)
);

CREATE INDEX together_key_by_mail ON together_key (organisation, email_hash, made_at);

CREATE TABLE together_session (
    organisation  UUID NOT NULL,
    token_hash    BYTEA NOT NULL,
    email_hash    BYTEA NOT NULL,
    begun_at      TEXT NOT NULL,
    seen_at       TEXT NOT NULL,
    PRIMARY KEY (organisation, token_hash)
);

-- Rooms whose code was given once: they open from the page until link or room end.
CREATE TABLE together_room (
    organisation  UUID NOT NULL,
    party         UUID NOT NULL,
    email_hash    BYTEA NOT NULL,
    opened_at     TEXT NOT NULL,
    PRIMARY KEY (organisation, party, email_hash),
    FOREIGN KEY (organisation, party) REFERENCES room_party (organisation, id)
);
