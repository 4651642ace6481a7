-- What the projections crate keeps of itself: which generations of tables there are, how far each has
-- come, and what waits. Everything in here can be made again from the log.
-- The same as migrations/postgres/0002_read_side.sql.

CREATE TABLE generations (
  projection TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  state      TEXT    NOT NULL CHECK (state IN ('building', 'live', 'standby')),
  phase      TEXT    NOT NULL,
  -- details of progress
  target     TEXT    CHECK (target IS NULL OR json_valid(target)),
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')),
  updated_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')),
  CONSTRAINT generations_pkey PRIMARY KEY (projection, version, generation)
) STRICT, WITHOUT ROWID;

CREATE TABLE cursors (
  household_id TEXT    NOT NULL,
  projection   TEXT    NOT NULL,
  version      INTEGER NOT NULL,
  generation   INTEGER NOT NULL,
  -- the last position that its tables hold
  applied      INTEGER NOT NULL CHECK (applied >= 0),
  CONSTRAINT cursors_pkey PRIMARY KEY (household_id, projection, version, generation)
) STRICT, WITHOUT ROWID;

-- Streams that stand still in a generation, from the event on that could not be read.
CREATE TABLE parked (
  household_id   TEXT    NOT NULL,
  projection     TEXT    NOT NULL,
  version        INTEGER NOT NULL,
  generation     INTEGER NOT NULL,
  aggregate_type TEXT    NOT NULL,
  aggregate_id   TEXT    NOT NULL,
  position       INTEGER NOT NULL,
  why            TEXT    NOT NULL,
  parked_at      TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')),
  CONSTRAINT parked_pkey PRIMARY KEY (household_id, projection, version, generation, aggregate_type, aggregate_id)
) STRICT, WITHOUT ROWID;
