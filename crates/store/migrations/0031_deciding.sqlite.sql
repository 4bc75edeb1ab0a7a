-- The one constraint is rewritten where SQLite keeps it, as for the kind before it (0030_interval).
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''hand_over'', ''interval''))', '''hand_over'', ''interval'', ''deciding''))')
WHERE type = 'table' AND name = 'paper';
PRAGMA writable_schema = RESET;
