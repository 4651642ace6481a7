-- Every name and version of events in the log, by skipping through events_by_kind: two probes a kind.
WITH RECURSIVE
  types AS (
    SELECT min(event_type) AS event_type FROM events
    UNION ALL
    SELECT (SELECT min(e.event_type) FROM events AS e WHERE e.event_type > types.event_type)
    FROM types
    WHERE types.event_type IS NOT NULL
  ),
  kinds AS (
    SELECT types.event_type,
      (SELECT min(e.event_version) FROM events AS e WHERE e.event_type = types.event_type)
        AS event_version
    FROM types
    WHERE types.event_type IS NOT NULL
    UNION ALL
    SELECT kinds.event_type,
      (
        SELECT min(e.event_version)
        FROM events AS e
        WHERE e.event_type = kinds.event_type AND e.event_version > kinds.event_version
      )
    FROM kinds
    WHERE kinds.event_version IS NOT NULL
  )
SELECT event_type, event_version FROM kinds WHERE event_version IS NOT NULL
ORDER BY event_type, event_version
