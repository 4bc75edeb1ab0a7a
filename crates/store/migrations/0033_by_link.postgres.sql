ALTER TABLE consent DROP CONSTRAINT consent_means_check;
ALTER TABLE consent ADD CONSTRAINT consent_means_check CHECK (means IN ('paper', 'screen', 'post', 'mail', 'link'));
ALTER TABLE consent ADD CONSTRAINT consent_by_link CHECK ((means = 'link') = (answer IS NOT NULL));
