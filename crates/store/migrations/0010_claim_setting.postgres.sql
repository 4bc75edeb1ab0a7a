-- What a claim rested on is never changed: a setting may be struck once, a trait stands as it is.
CREATE TRIGGER claim_setting_stands BEFORE UPDATE OR DELETE ON claim_setting FOR EACH ROW EXECUTE FUNCTION record_stands();
CREATE TRIGGER claim_trait_stands BEFORE UPDATE OR DELETE ON claim_trait FOR EACH ROW EXECUTE FUNCTION scan_stands();
