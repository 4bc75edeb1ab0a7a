-- The work of one worker is found case by case: by person, and drafts by being unconfirmed. Old rows need nothing.
CREATE INDEX monitoring_month_of_person ON monitoring_month (organisation, person, month);
CREATE INDEX paper_unconfirmed ON paper (organisation, person) WHERE confirmed_at IS NULL;
CREATE INDEX paper_by_person_and_month ON paper (organisation, person, month) WHERE month IS NOT NULL;
CREATE INDEX cover_of_person ON cover (organisation, person);
