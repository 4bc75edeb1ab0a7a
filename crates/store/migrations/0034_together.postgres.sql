ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind_check CHECK (kind IN ('invitation', 'reminder', 'date', 'together'));
-- A letter somebody outside asked for was written by no worker.
ALTER TABLE outbox ALTER COLUMN queued_by DROP NOT NULL;
