-- The streams $2 (types) and $3 (ids) of the household $1, up to position $4.
SELECT e.household_id, e.position, e.aggregate_type, e.aggregate_id, e.sequence, e.event_type,
  e.event_version, e.payload::text, e.metadata::text, e.recorded_at
FROM unnest($2::text[], $3::text[]) AS wanted (aggregate_type, aggregate_id)
JOIN heirloom.events AS e
  ON e.household_id = $1
  AND e.aggregate_type = wanted.aggregate_type
  AND e.aggregate_id = wanted.aggregate_id
WHERE e.position <= $4
ORDER BY e.position
