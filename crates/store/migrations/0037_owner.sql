-- 担い手. Whose a task is, and whose tasks a party is shown, by what stays when a name changes: 'person', 'family',
-- 'relative:3', 'provider:' with the key of the directory, 'supporter:' with the key of the team, 'staff:'. NULL: the words
-- name nobody around the person, or more than one.
ALTER TABLE task ADD COLUMN bound_to TEXT;
ALTER TABLE room_party ADD COLUMN bound_to TEXT;
