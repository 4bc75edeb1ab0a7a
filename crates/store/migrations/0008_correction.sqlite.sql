CREATE TABLE consent_new (
    organisation  BLOB NOT NULL,
    id            BLOB NOT NULL,
    paper         BLOB NOT NULL,
    paper_hash    BLOB NOT NULL,
    given_on      TEXT NOT NULL,
    explained_on  TEXT,
    means         TEXT NOT NULL CHECK (means IN ('paper', 'screen', 'post', 'mail')),
    signer        TEXT NOT NULL CHECK (signer <> ''),
    relation      TEXT NOT NULL,
    reason        TEXT NOT NULL,
    signature     TEXT NOT NULL,
    recorded_at   TEXT NOT NULL,
    recorded_by   BLOB NOT NULL,
    replaces      BLOB,
    replaced      INTEGER NOT NULL DEFAULT FALSE,
    replaced_why  TEXT NOT NULL DEFAULT '',
    replaced_at   TEXT,
    replaced_by   BLOB,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, paper) REFERENCES paper (organisation, id),
    CONSTRAINT consent_replaced_once UNIQUE (organisation, replaces)
) STRICT;
INSERT INTO consent_new (organisation, id, paper, paper_hash, given_on, explained_on, means, signer, relation, reason,
                         signature, recorded_at, recorded_by)
SELECT organisation, id, paper, paper_hash, given_on, explained_on, means, signer, relation, reason,
       signature, recorded_at, recorded_by FROM consent;
DROP TABLE consent;
ALTER TABLE consent_new RENAME TO consent;
CREATE INDEX consent_of_paper ON consent (organisation, paper);
CREATE UNIQUE INDEX consent_once_per_paper ON consent (organisation, paper) WHERE NOT replaced;

CREATE TABLE delivery_new (
    organisation   BLOB NOT NULL,
    id             BLOB NOT NULL,
    paper          BLOB NOT NULL,
    recipient      TEXT NOT NULL CHECK (recipient IN ('person', 'provider', 'municipality')),
    recipient_name TEXT NOT NULL,
    delivered_on   TEXT NOT NULL,
    means          TEXT NOT NULL,
    recorded_at    TEXT NOT NULL,
    recorded_by    BLOB NOT NULL,
    replaces       BLOB,
    replaced       INTEGER NOT NULL DEFAULT FALSE,
    replaced_why   TEXT NOT NULL DEFAULT '',
    replaced_at    TEXT,
    replaced_by    BLOB,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, paper) REFERENCES paper (organisation, id),
    CONSTRAINT delivery_replaced_once UNIQUE (organisation, replaces)
) STRICT;
INSERT INTO delivery_new (organisation, id, paper, recipient, recipient_name, delivered_on, means, recorded_at, recorded_by)
SELECT organisation, id, paper, recipient, recipient_name, delivered_on, means, recorded_at, recorded_by FROM delivery;
DROP TABLE delivery;
ALTER TABLE delivery_new RENAME TO delivery;
CREATE INDEX delivery_of_paper ON delivery (organisation, paper);
CREATE UNIQUE INDEX delivery_once_per_recipient ON delivery (organisation, paper, recipient, recipient_name)
    WHERE NOT replaced;

-- A row may be struck once; nothing else of it ever changes.
CREATE TRIGGER consent_is_never_changed BEFORE UPDATE ON consent
WHEN OLD.replaced OR NOT NEW.replaced OR NEW.organisation IS NOT OLD.organisation OR NEW.id IS NOT OLD.id
  OR NEW.paper IS NOT OLD.paper OR NEW.paper_hash IS NOT OLD.paper_hash OR NEW.given_on IS NOT OLD.given_on
  OR NEW.explained_on IS NOT OLD.explained_on OR NEW.means IS NOT OLD.means OR NEW.signer IS NOT OLD.signer
  OR NEW.relation IS NOT OLD.relation OR NEW.reason IS NOT OLD.reason OR NEW.signature IS NOT OLD.signature
  OR NEW.recorded_at IS NOT OLD.recorded_at OR NEW.recorded_by IS NOT OLD.recorded_by
  OR NEW.replaces IS NOT OLD.replaces
BEGIN SELECT RAISE(ABORT, 'consent_is_never_changed'); END;

CREATE TRIGGER consent_is_never_deleted BEFORE DELETE ON consent
BEGIN SELECT RAISE(ABORT, 'consent_is_never_deleted'); END;

CREATE TRIGGER delivery_is_never_changed BEFORE UPDATE ON delivery
WHEN OLD.replaced OR NOT NEW.replaced OR NEW.organisation IS NOT OLD.organisation OR NEW.id IS NOT OLD.id
  OR NEW.paper IS NOT OLD.paper OR NEW.recipient IS NOT OLD.recipient OR NEW.recipient_name IS NOT OLD.recipient_name
  OR NEW.delivered_on IS NOT OLD.delivered_on OR NEW.means IS NOT OLD.means
  OR NEW.recorded_at IS NOT OLD.recorded_at OR NEW.recorded_by IS NOT OLD.recorded_by
  OR NEW.replaces IS NOT OLD.replaces
BEGIN SELECT RAISE(ABORT, 'delivery_is_never_changed'); END;

CREATE TRIGGER delivery_is_never_deleted BEFORE DELETE ON delivery
BEGIN SELECT RAISE(ABORT, 'delivery_is_never_deleted'); END;
