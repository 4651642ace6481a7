-- Which revision is active: the newest row. One row for every time that it changed, for ever.
CREATE TABLE heirloom.revisions (
  no           bigint      NOT NULL CONSTRAINT revisions_pkey PRIMARY KEY CHECK (no > 0),
  -- YYYY_MM_DD_HHMM_slug
  revision     text        NOT NULL,
  direction    text        NOT NULL CHECK (direction IN ('init', 'upgrade', 'downgrade')),
  -- how many events the log held then: the point that a backup is made or restored to
  events       bigint      NOT NULL CHECK (events >= 0),
  actor        text,
  reason       text,
  activated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TRIGGER revisions_are_for_ever BEFORE UPDATE OR DELETE ON heirloom.revisions
  FOR EACH ROW EXECUTE FUNCTION heirloom.refuse_change();
CREATE TRIGGER revisions_are_never_truncated BEFORE TRUNCATE ON heirloom.revisions
  FOR EACH STATEMENT EXECUTE FUNCTION heirloom.refuse_change();

-- Every log starts at the first revision; `init` may go on from there at once.
INSERT INTO heirloom.revisions (no, revision, direction, events)
SELECT 1, '2026_11_20_0900_initial', 'init', coalesce(sum(head), 0)::bigint FROM heirloom.heads;

-- An append looks at the active revision: who may append may see it.
DO $$
DECLARE
  grantee text;
BEGIN
  FOR grantee IN
    SELECT DISTINCT CASE acl.grantee WHEN 0 THEN 'PUBLIC' ELSE acl.grantee::regrole::text END
    FROM pg_class AS events, aclexplode(events.relacl) AS acl
    WHERE events.oid = 'heirloom.events'::regclass AND acl.privilege_type = 'SELECT'
  LOOP
    EXECUTE format('GRANT SELECT ON heirloom.revisions TO %s', grantee);
  END LOOP;
END
$$;

-- For the proof at every start that this build can read every version in the log: few distinct entries, so it
-- stays small and is looked through by skipping.
CREATE INDEX events_by_kind ON heirloom.events (event_type, event_version);
