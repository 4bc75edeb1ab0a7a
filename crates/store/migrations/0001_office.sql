-- The organisation, its offices and their staff. The organisation leads every key from here on.
CREATE TABLE organisation (
    id          UUID PRIMARY KEY,
    code        TEXT NOT NULL CONSTRAINT organisation_code_once UNIQUE,
    name        TEXT NOT NULL,
    created_at  TEXT NOT NULL
);

CREATE TABLE office (
    organisation  UUID NOT NULL REFERENCES organisation (id),
    id            UUID NOT NULL,
    name          TEXT NOT NULL,
    -- 事業所番号: one for adults, one for children; an office may hold only one of them.
    number_adult  TEXT,
    number_child  TEXT,
    municipality  TEXT,
    postcode      TEXT NOT NULL DEFAULT '',
    address       TEXT NOT NULL DEFAULT '',
    tel           TEXT NOT NULL DEFAULT '',
    fax           TEXT NOT NULL DEFAULT '',
    -- What differs from municipality to municipality and from office to office (check-form headings, genogram marks).
    settings      TEXT NOT NULL DEFAULT '{}',
    version       BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organisation, id)
);

CREATE TABLE staff (
    organisation   UUID NOT NULL,
    id             UUID NOT NULL,
    office         UUID NOT NULL,
    name           TEXT NOT NULL,
    kana           TEXT NOT NULL DEFAULT '',
    role           TEXT NOT NULL CHECK (role IN ('manager', 'specialist', 'chief', 'assistant', 'clerk')),
    login          TEXT NOT NULL,
    -- NULL: no password has been set yet, so the account cannot sign in.
    password_hash  TEXT,
    -- NULL: no second factor yet; it is asked for at the first sign-in.
    totp_secret    BYTEA,
    -- The last accepted time step: a code is used once.
    totp_step      BIGINT NOT NULL DEFAULT 0,
    disabled_at    TEXT,
    -- Enter で次の項目へ and the like: the worker's own preferences.
    preferences    TEXT NOT NULL DEFAULT '{}',
    version        BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, office) REFERENCES office (organisation, id),
    CONSTRAINT staff_login_once UNIQUE (organisation, login)
);

CREATE TABLE recovery_code (
    organisation  UUID NOT NULL,
    staff         UUID NOT NULL,
    code_hash     BYTEA NOT NULL,
    used_at       TEXT,
    PRIMARY KEY (organisation, staff, code_hash),
    FOREIGN KEY (organisation, staff) REFERENCES staff (organisation, id)
);

-- Sessions live here, so that disabling an account ends them at once.
CREATE TABLE session (
    organisation  UUID NOT NULL,
    token_hash    BYTEA NOT NULL,
    staff         UUID NOT NULL,
    -- 'password': the second factor is still owed; 'full': signed in.
    stage         TEXT NOT NULL CHECK (stage IN ('password', 'full')),
    started_at    TEXT NOT NULL,
    seen_at       TEXT NOT NULL,
    PRIMARY KEY (organisation, token_hash),
    FOREIGN KEY (organisation, staff) REFERENCES staff (organisation, id)
);

CREATE INDEX session_of_staff ON session (organisation, staff);

-- Failed sign-ins by account name and by address, to slow guessing without locking an office out.
CREATE TABLE sign_in_failure (
    organisation  UUID NOT NULL,
    id            UUID NOT NULL,
    subject       TEXT NOT NULL,
    at            TEXT NOT NULL,
    PRIMARY KEY (organisation, id)
);

CREATE INDEX sign_in_failure_of_subject ON sign_in_failure (organisation, subject, at);

-- One-time codes that set an account up: the first manager's is printed on the console.
CREATE TABLE setup_code (
    organisation  UUID NOT NULL,
    code_hash     BYTEA NOT NULL,
    staff         UUID,
    expires_at    TEXT NOT NULL,
    used_at       TEXT,
    PRIMARY KEY (organisation, code_hash)
);
