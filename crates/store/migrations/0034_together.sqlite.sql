-- Rewritten where SQLite keeps them, as in 0030_interval: both touch no row. A letter somebody outside asked for was
-- written by no worker.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(replace(sql, '''reminder'', ''date''))', '''reminder'', ''date'', ''together''))'),
                  'queued_by     BLOB NOT NULL', 'queued_by     BLOB')
WHERE type = 'table' AND name = 'outbox';
PRAGMA writable_schema = RESET;
