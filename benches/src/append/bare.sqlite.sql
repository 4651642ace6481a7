-- The columns, keys and checks of the log's table, but neither guards nor heads nor commands.
CREATE TABLE bare (
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
  PRIMARY KEY (household_id, position),
  UNIQUE (household_id, aggregate_type, aggregate_id, sequence)
) STRICT, WITHOUT ROWID;
