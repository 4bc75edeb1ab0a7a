-- The bigrams of a note as a text-search vector; made in Rust, so both engines find the same notes.
CREATE TABLE note_index (
    organisation  UUID NOT NULL,
    note          UUID NOT NULL,
    bigrams       TSVECTOR NOT NULL,
    PRIMARY KEY (organisation, note),
    FOREIGN KEY (organisation, note) REFERENCES note (organisation, id)
);
ALTER TABLE note_index ENABLE ROW LEVEL SECURITY;
ALTER TABLE note_index FORCE ROW LEVEL SECURITY;
CREATE POLICY note_index_of_organisation ON note_index
  USING (organisation = NULLIF(current_setting('bansou.organisation', true), '')::uuid)
  WITH CHECK (organisation = NULLIF(current_setting('bansou.organisation', true), '')::uuid);
CREATE INDEX note_index_bigrams ON note_index USING GIN (bigrams);

CREATE FUNCTION paper_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.confirmed_at IS NULL THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.content = OLD.content AND NEW.hash = OLD.hash AND NEW.kind = OLD.kind
       AND NEW.dated IS NOT DISTINCT FROM OLD.dated AND NEW.month IS NOT DISTINCT FROM OLD.month
       AND NEW.confirmed_at = OLD.confirmed_at AND NEW.person = OLD.person THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'paper_is_never_changed_once_confirmed';
END $$;
CREATE TRIGGER paper_stands BEFORE UPDATE OR DELETE ON paper FOR EACH ROW EXECUTE FUNCTION paper_stands();

CREATE FUNCTION note_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.content = OLD.content AND NEW.happened_on = OLD.happened_on
       AND NEW.written_by = OLD.written_by THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'note_is_never_changed';
END $$;
CREATE TRIGGER note_stands BEFORE UPDATE OR DELETE ON note FOR EACH ROW EXECUTE FUNCTION note_stands();

CREATE FUNCTION consent_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'consent_is_never_changed';
END $$;
CREATE TRIGGER consent_stands BEFORE UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION consent_stands();
