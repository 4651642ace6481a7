-- Appends in one statement, and so in one round trip and one transaction.
-- $1 household, $2 command; $3 … $6 the streams: type, id, expected version, metadata;
-- $7 … $11 the events: the number of their stream, sequence, type, version, payload; $12 how many events;
-- $13 their own metadata, null where it is their stream's; $14 the row of revisions that they were made for.
-- Only the head's row is locked, and everything is checked before: households never wait for each other.
-- What changes between this statement's snapshot and the lock is caught by the unique keys.
WITH
  -- what the same command did before
  done AS (
    SELECT position, events FROM heirloom.commands WHERE household_id = $1 AND command_id = $2
  ),
  streams AS (
    SELECT aggregate_type, aggregate_id, expected, metadata::json AS metadata, no
    FROM unnest($3::text[], $4::text[], $5::bigint[], $6::text[])
      WITH ORDINALITY AS s (aggregate_type, aggregate_id, expected, metadata, no)
  ),
  -- the first stream that is not at the expected version, above it or below; one index probe each
  conflict AS (
    SELECT s.no, coalesce(newest.sequence, 0) AS actual
    FROM streams AS s
    LEFT JOIN LATERAL (
      SELECT e.sequence
      FROM heirloom.events AS e
      WHERE e.household_id = $1 AND e.aggregate_type = s.aggregate_type AND e.aggregate_id = s.aggregate_id
      ORDER BY e.sequence DESC
      LIMIT 1
    ) AS newest ON true
    WHERE coalesce(newest.sequence, 0) <> s.expected
    ORDER BY s.no
    LIMIT 1
  ),
  -- one index probe and no lock: see docs/adr/0017
  active AS (
    SELECT no FROM heirloom.revisions ORDER BY no DESC LIMIT 1
  ),
  go AS (
    SELECT $12::bigint AS added
    WHERE NOT EXISTS (SELECT FROM done) AND NOT EXISTS (SELECT FROM conflict)
      AND EXISTS (SELECT FROM active WHERE no = $14)
  ),
  -- positions are taken here; the lock is held until the commit, which follows at once
  bump AS (
    INSERT INTO heirloom.heads AS h (household_id, head, recorded_at)
    SELECT $1, go.added, clock_timestamp() FROM go WHERE go.added > 0
    ON CONFLICT (household_id) DO UPDATE
    SET head = h.head + excluded.head,
      -- after the lock, and never behind the newest event
      recorded_at = greatest(h.recorded_at, clock_timestamp())
    RETURNING h.head, h.recorded_at
  ),
  added AS (
    INSERT INTO heirloom.events
    SELECT $1, bump.head - $12 + e.no, s.aggregate_type, s.aggregate_id, e.sequence, e.event_type,
      e.event_version, e.payload::json, coalesce(e.metadata::json, s.metadata), bump.recorded_at
    FROM bump
    CROSS JOIN unnest($7::bigint[], $8::bigint[], $9::text[], $10::text[], $11::text[], $13::text[])
      WITH ORDINALITY AS e (stream, sequence, event_type, event_version, payload, metadata, no)
    JOIN streams AS s ON s.no = e.stream
  ),
  remembered AS (
    INSERT INTO heirloom.commands (household_id, command_id, position, events, recorded_at)
    SELECT $1, $2,
      coalesce(bump.head, (SELECT head FROM heirloom.heads WHERE household_id = $1), 0),
      go.added, coalesce(bump.recorded_at, clock_timestamp())
    FROM go
    LEFT JOIN bump ON true
    RETURNING position
  )
-- no pg_notify in here: it would make all commits of the server wait for each other (see news.rs)
SELECT done.position, done.events, conflict.no, conflict.actual, remembered.position, active.no
FROM (SELECT) AS always
LEFT JOIN done ON true
LEFT JOIN conflict ON true
LEFT JOIN remembered ON true
LEFT JOIN active ON true
