-- Every consent and delivery names a paper, so the table is not built anew: its one constraint is rewritten where SQLite
-- keeps it, the way its manual gives for constraints that touch no row.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''crisis'', ''hand_over''))', '''crisis'', ''hand_over'', ''interval''))')
WHERE type = 'table' AND name = 'paper';
PRAGMA writable_schema = RESET;
