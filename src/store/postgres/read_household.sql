-- At most $3 events of the household $1 after position $2, each with the head of the same snapshot; one
-- row without an event where there is none, so that the head always comes.
SELECT e.household_id, e.position, e.aggregate_type, e.aggregate_id, e.sequence, e.event_type,
  e.event_version, e.payload::text, e.metadata::text, e.recorded_at, h.head
FROM (SELECT coalesce(max(head), 0) AS head FROM heirloom.heads WHERE household_id = $1) AS h
LEFT JOIN (
  SELECT * FROM heirloom.events WHERE household_id = $1 AND position > $2 ORDER BY position LIMIT $3
) AS e ON true
ORDER BY e.position
