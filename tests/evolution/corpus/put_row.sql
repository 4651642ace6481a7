-- An event at the household's next position and its stream's next sequence, at the time of the newest event.
INSERT INTO events (
  household_id, position, aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata,
  recorded_at
)
SELECT h.household_id, h.head + 1, $2, $3,
  (
    SELECT coalesce(max(sequence), 0) + 1 FROM events
    WHERE household_id = $1 AND aggregate_type = $2 AND aggregate_id = $3
  ),
  $4, $5, $6, $7, h.recorded_at
FROM heads AS h
WHERE h.household_id = $1
