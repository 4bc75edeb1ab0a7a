ALTER TABLE consent
    ADD COLUMN replaces     UUID,
    ADD COLUMN replaced     BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN replaced_why TEXT NOT NULL DEFAULT '',
    ADD COLUMN replaced_at  TEXT,
    ADD COLUMN replaced_by  UUID,
    DROP CONSTRAINT consent_once_per_paper,
    ADD CONSTRAINT consent_replaced_once UNIQUE (organisation, replaces);
CREATE INDEX consent_of_paper ON consent (organisation, paper);
CREATE UNIQUE INDEX consent_once_per_paper ON consent (organisation, paper) WHERE NOT replaced;

ALTER TABLE delivery
    ADD COLUMN replaces     UUID,
    ADD COLUMN replaced     BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN replaced_why TEXT NOT NULL DEFAULT '',
    ADD COLUMN replaced_at  TEXT,
    ADD COLUMN replaced_by  UUID,
    DROP CONSTRAINT delivery_once_per_recipient,
    ADD CONSTRAINT delivery_replaced_once UNIQUE (organisation, replaces);
CREATE INDEX delivery_of_paper ON delivery (organisation, paper);
CREATE UNIQUE INDEX delivery_once_per_recipient ON delivery (organisation, paper, recipient, recipient_name)
    WHERE NOT replaced;

-- A row may be struck once; nothing else of it ever changes.
CREATE FUNCTION record_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    struck CONSTANT TEXT[] := ARRAY['replaced', 'replaced_why', 'replaced_at', 'replaced_by'];
BEGIN
    IF TG_OP = 'UPDATE' AND NOT OLD.replaced AND NEW.replaced AND to_jsonb(NEW) - struck = to_jsonb(OLD) - struck THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '%_is_never_changed', TG_TABLE_NAME;
END $$;
DROP TRIGGER consent_stands ON consent;
DROP FUNCTION consent_stands;
CREATE TRIGGER consent_stands BEFORE UPDATE OR DELETE ON consent FOR EACH ROW EXECUTE FUNCTION record_stands();
CREATE TRIGGER delivery_stands BEFORE UPDATE OR DELETE ON delivery FOR EACH ROW EXECUTE FUNCTION record_stands();
