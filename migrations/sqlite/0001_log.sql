-- The log. Irreversible: it is the only truth, and no later migration may change a row of it.
-- The same as migrations/postgres/0001_log.sql; ids are text, hyphenated and in lower case; times are text
-- of one width (2026-01-31T12:00:00.000000Z), so that they sort as they are.

-- WITHOUT ROWID: rows lie in the order in which a rebuild reads them (twice as fast; an append costs a
-- fifth more), and INSERT OR REPLACE by rowid has nothing to hold on to.
CREATE TABLE events (
  household_id   TEXT    NOT NULL,
  position       INTEGER NOT NULL CHECK (position > 0),
  aggregate_type TEXT    NOT NULL,
  aggregate_id   TEXT    NOT NULL,
  sequence       INTEGER NOT NULL CHECK (sequence > 0),
  event_type     TEXT    NOT NULL,
  event_version  TEXT    NOT NULL,
  payload        TEXT    NOT NULL CHECK (json_valid(payload)),
  metadata       TEXT    NOT NULL CHECK (json_valid(metadata)),
  recorded_at    TEXT    NOT NULL,
  CONSTRAINT events_pkey PRIMARY KEY (household_id, position),
  CONSTRAINT events_stream_key UNIQUE (household_id, aggregate_type, aggregate_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE heads (
  household_id TEXT    NOT NULL CONSTRAINT heads_pkey PRIMARY KEY,
  head         INTEGER NOT NULL CHECK (head > 0),
  -- of the newest event; an append never goes behind it
  recorded_at  TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE commands (
  household_id TEXT    NOT NULL,
  command_id   TEXT    NOT NULL,
  -- the household's position after the command
  position     INTEGER NOT NULL CHECK (position >= 0),
  events       INTEGER NOT NULL CHECK (events >= 0),
  recorded_at  TEXT    NOT NULL,
  CONSTRAINT commands_pkey PRIMARY KEY (household_id, command_id)
) STRICT, WITHOUT ROWID;

-- Who an actor is. Outside the log, so that a person can be forgotten without touching history.
CREATE TABLE actors (
  actor        TEXT NOT NULL CONSTRAINT actors_pkey PRIMARY KEY,
  display_name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER events_are_never_updated BEFORE UPDATE ON events BEGIN
  SELECT RAISE(ABORT, 'the heirloom log is append-only: UPDATE on events is refused, because every read table is made from it; append a new event instead');
END;

CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events BEGIN
  SELECT RAISE(ABORT, 'the heirloom log is append-only: DELETE on events is refused, because every read table is made from it; append a new event instead');
END;

-- INSERT OR REPLACE deletes the old row without asking the trigger above (unless recursive_triggers is on).
CREATE TRIGGER events_are_never_replaced BEFORE INSERT ON events
WHEN EXISTS (
    SELECT 1 FROM events WHERE household_id = NEW.household_id AND position = NEW.position
  ) OR EXISTS (
    SELECT 1 FROM events
    WHERE household_id = NEW.household_id AND aggregate_type = NEW.aggregate_type
      AND aggregate_id = NEW.aggregate_id AND sequence = NEW.sequence
  )
BEGIN
  SELECT RAISE(ABORT, 'the heirloom log is append-only: this position, or this place in its stream, is taken; append a new event instead');
END;

-- A forgotten command could be carried out twice.
CREATE TRIGGER commands_are_never_updated BEFORE UPDATE ON commands BEGIN
  SELECT RAISE(ABORT, 'the heirloom log is append-only: UPDATE on commands is refused, because a command could then be carried out twice');
END;

CREATE TRIGGER commands_are_never_deleted BEFORE DELETE ON commands BEGIN
  SELECT RAISE(ABORT, 'the heirloom log is append-only: DELETE on commands is refused, because a command could then be carried out twice');
END;

CREATE TRIGGER commands_are_never_replaced BEFORE INSERT ON commands
WHEN EXISTS (SELECT 1 FROM commands WHERE household_id = NEW.household_id AND command_id = NEW.command_id)
BEGIN
  SELECT RAISE(ABORT, 'the heirloom log is append-only: this command has been carried out');
END;
