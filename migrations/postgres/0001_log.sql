-- The log. Irreversible: it is the only truth, and no later migration may change a row of it.
-- household_id comes first in every key (design, section 3), so that a table can be distributed by it.

CREATE TABLE heirloom.events (
  household_id   uuid        NOT NULL,
  position       bigint      NOT NULL CHECK (position > 0),
  aggregate_type text        NOT NULL,
  -- text, as postgres-es has it
  aggregate_id   text        NOT NULL,
  sequence       bigint      NOT NULL CHECK (sequence > 0),
  event_type     text        NOT NULL,
  -- text, as postgres-es has it
  event_version  text        NOT NULL,
  -- json and not jsonb: the bytes stay as they were written
  payload        json        NOT NULL,
  metadata       json        NOT NULL,
  recorded_at    timestamptz NOT NULL DEFAULT now(),
  -- conflicts are told from other violations by these names: they are part of the contract
  CONSTRAINT events_pkey PRIMARY KEY (household_id, position),
  CONSTRAINT events_stream_key UNIQUE (household_id, aggregate_type, aggregate_id, sequence)
);

-- One row per household, changed by each append: room for updates beside the old row.
CREATE TABLE heirloom.heads (
  household_id uuid        NOT NULL CONSTRAINT heads_pkey PRIMARY KEY,
  head         bigint      NOT NULL CHECK (head > 0),
  -- of the newest event; an append never goes behind it
  recorded_at  timestamptz NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE heirloom.commands (
  household_id uuid        NOT NULL,
  command_id   uuid        NOT NULL,
  -- the household's position after the command
  position     bigint      NOT NULL CHECK (position >= 0),
  events       bigint      NOT NULL CHECK (events >= 0),
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT commands_pkey PRIMARY KEY (household_id, command_id)
);

-- Who an actor is. Outside the log, so that a person can be forgotten without touching history.
CREATE TABLE heirloom.actors (
  actor        text NOT NULL CONSTRAINT actors_pkey PRIMARY KEY,
  display_name text NOT NULL
);

CREATE FUNCTION heirloom.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the heirloom log is append-only: % on heirloom.% is refused, because every read table is made from it; append a new event instead',
    TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER events_are_for_ever BEFORE UPDATE OR DELETE ON heirloom.events
  FOR EACH ROW EXECUTE FUNCTION heirloom.refuse_change();
CREATE TRIGGER events_are_never_truncated BEFORE TRUNCATE ON heirloom.events
  FOR EACH STATEMENT EXECUTE FUNCTION heirloom.refuse_change();
-- A forgotten command could be carried out twice.
CREATE TRIGGER commands_are_for_ever BEFORE UPDATE OR DELETE ON heirloom.commands
  FOR EACH ROW EXECUTE FUNCTION heirloom.refuse_change();
CREATE TRIGGER commands_are_never_truncated BEFORE TRUNCATE ON heirloom.commands
  FOR EACH STATEMENT EXECUTE FUNCTION heirloom.refuse_change();
