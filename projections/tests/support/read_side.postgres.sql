CREATE SCHEMA heirloom;
-- What the projections crate keeps of itself: which generations of tables there are, how far each has
-- come, and what waits. Everything in here can be made again from the log.

CREATE SCHEMA IF NOT EXISTS read;

CREATE TABLE heirloom.generations (
  projection text        NOT NULL,
  version    bigint      NOT NULL,
  generation bigint      NOT NULL,
  state      text        NOT NULL CHECK (state IN ('building', 'live', 'standby')),
  phase      text        NOT NULL,
  -- details of progress
  target     jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT generations_pkey PRIMARY KEY (projection, version, generation)
);

CREATE TABLE heirloom.cursors (
  household_id uuid   NOT NULL,
  projection   text   NOT NULL,
  version      bigint NOT NULL,
  generation   bigint NOT NULL,
  -- the last position that its tables hold
  applied      bigint NOT NULL CHECK (applied >= 0),
  CONSTRAINT cursors_pkey PRIMARY KEY (household_id, projection, version, generation)
) WITH (fillfactor = 50);

-- Streams that stand still in a generation, from the event on that could not be read.
CREATE TABLE heirloom.parked (
  household_id   uuid        NOT NULL,
  projection     text        NOT NULL,
  version        bigint      NOT NULL,
  generation     bigint      NOT NULL,
  aggregate_type text        NOT NULL,
  aggregate_id   text        NOT NULL,
  position       bigint      NOT NULL,
  why            text        NOT NULL,
  parked_at      timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT parked_pkey PRIMARY KEY (household_id, projection, version, generation, aggregate_type, aggregate_id)
);
