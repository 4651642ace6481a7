-- Lets a stock postgres_es (0.5) append to and load from heirloom.events, which it takes for its own table.
-- It inserts aggregate_type, aggregate_id, sequence, event_type, event_version, payload and metadata, one
-- statement an event, all events of a command in one transaction.

CREATE OR REPLACE FUNCTION heirloom.fill_stock_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  households bigint;
  newest bigint;
BEGIN
  NEW.household_id := (NEW.metadata ->> 'household_id')::uuid;
  IF NEW.household_id IS NULL THEN
    SELECT count(*), (array_agg(household_id))[1] INTO households, NEW.household_id
    FROM (SELECT household_id FROM heirloom.heads LIMIT 2) AS first_two;
    IF households = 0 THEN
      -- HouseholdId::single()
      NEW.household_id := '9268fa0e-c983-518c-aa1f-c9309684a479';
    ELSIF households > 1 THEN
      RAISE EXCEPTION 'this log has several households: say which one in the metadata, as `household_id`'
        USING ERRCODE = 'not_null_violation';
    END IF;
  END IF;

  -- as in append.sql: the lock is held until the commit, so positions are dense and in commit order
  INSERT INTO heirloom.heads AS h (household_id, head, recorded_at)
  VALUES (NEW.household_id, 1, clock_timestamp())
  ON CONFLICT (household_id) DO UPDATE
  SET head = h.head + 1, recorded_at = greatest(h.recorded_at, clock_timestamp())
  RETURNING head, recorded_at INTO NEW.position, NEW.recorded_at;

  SELECT coalesce(max(sequence), 0) INTO newest
  FROM heirloom.events
  WHERE household_id = NEW.household_id AND aggregate_type = NEW.aggregate_type
    AND aggregate_id = NEW.aggregate_id;
  IF NEW.sequence <> newest + 1 THEN
    -- what stock takes for an optimistic lock
    RAISE unique_violation USING
      MESSAGE = format('stream %s/%s is at version %s: version %s cannot come next',
        NEW.aggregate_type, NEW.aggregate_id, newest, NEW.sequence),
      CONSTRAINT = 'events_stream_key', SCHEMA = 'heirloom', TABLE = 'events';
  END IF;

  PERFORM pg_notify('heirloom_news', NEW.household_id::text);
  RETURN NEW;
END
$$;

DROP TRIGGER IF EXISTS stock_events_are_filled ON heirloom.events;
CREATE TRIGGER stock_events_are_filled BEFORE INSERT ON heirloom.events
  FOR EACH ROW WHEN (NEW.position IS NULL) EXECUTE FUNCTION heirloom.fill_stock_event();

-- Stock looks streams up without a household.
CREATE INDEX IF NOT EXISTS events_stock_stream ON heirloom.events (aggregate_type, aggregate_id, sequence);

-- Stock's own table of snapshots, as in its db/init.sql.
CREATE TABLE IF NOT EXISTS heirloom.snapshots (
  aggregate_type   text   NOT NULL,
  aggregate_id     text   NOT NULL,
  last_sequence    bigint NOT NULL CHECK (last_sequence >= 0),
  current_snapshot bigint NOT NULL CHECK (current_snapshot >= 0),
  payload          json   NOT NULL,
  CONSTRAINT snapshots_pkey PRIMARY KEY (aggregate_type, aggregate_id, last_sequence)
);
