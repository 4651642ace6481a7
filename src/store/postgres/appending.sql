-- Transactions that may be about to commit an append: an INSERT holds this lock before it takes the snapshot
-- in which it looks at the active revision.
SELECT virtualtransaction
FROM pg_catalog.pg_locks
WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
  AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
  AND relation = 'heirloom.events'::regclass
  AND virtualtransaction = ANY (coalesce($1::text[], ARRAY[virtualtransaction]))
