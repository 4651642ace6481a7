-- Which revision is active: the newest row. One row for every time that it changed, for ever.
-- The same as migrations/postgres/0003_revisions.sql.
CREATE TABLE revisions (
  no           INTEGER NOT NULL CONSTRAINT revisions_pkey PRIMARY KEY CHECK (no > 0),
  -- YYYY_MM_DD_HHMM_slug
  revision     TEXT    NOT NULL,
  direction    TEXT    NOT NULL CHECK (direction IN ('init', 'upgrade', 'downgrade')),
  -- how many events the log held then: the point that a backup is made or restored to
  events       INTEGER NOT NULL CHECK (events >= 0),
  actor        TEXT,
  reason       TEXT,
  activated_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))
) STRICT;

CREATE TRIGGER revisions_are_never_updated BEFORE UPDATE ON revisions BEGIN
  SELECT RAISE(ABORT, 'the heirloom log is append-only: UPDATE on revisions is refused; `heirloom upgrade` and `heirloom downgrade` add a row');
END;

CREATE TRIGGER revisions_are_never_deleted BEFORE DELETE ON revisions BEGIN
  SELECT RAISE(ABORT, 'the heirloom log is append-only: DELETE on revisions is refused; `heirloom upgrade` and `heirloom downgrade` add a row');
END;

-- INSERT OR REPLACE deletes the old row without asking the trigger above.
CREATE TRIGGER revisions_are_never_replaced BEFORE INSERT ON revisions
WHEN EXISTS (SELECT 1 FROM revisions WHERE no = NEW.no)
BEGIN
  SELECT RAISE(ABORT, 'the heirloom log is append-only: this number of a revision is taken; somebody else activated one meanwhile');
END;

-- Every log starts at the first revision; `init` may go on from there at once.
INSERT INTO revisions (no, revision, direction, events)
SELECT 1, '2026_11_20_0900_initial', 'init', coalesce(sum(head), 0) FROM heads;

-- For the proof at every start that this build can read every version in the log: few distinct entries,
-- looked through by skipping.
CREATE INDEX events_by_kind ON events (event_type, event_version);
