-- What is typed but not yet saved, and what has been saved already under one form's key.
CREATE TABLE draft (
    organisation  UUID NOT NULL,
    staff         UUID NOT NULL,
    -- The form and the record it belongs to: '/c/…/notes/new'.
    place         TEXT NOT NULL,
    fields        TEXT NOT NULL,
    saved_at      TEXT NOT NULL,
    PRIMARY KEY (organisation, staff, place)
);

CREATE TABLE idempotency (
    organisation  UUID NOT NULL,
    staff         UUID NOT NULL,
    form_key      UUID NOT NULL,
    request_hash  BYTEA NOT NULL,
    -- Where the first answer led to; the second press leads there too.
    location      TEXT NOT NULL DEFAULT '',
    at            TEXT NOT NULL,
    PRIMARY KEY (organisation, staff, form_key)
);
