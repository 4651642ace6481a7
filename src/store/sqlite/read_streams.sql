-- The streams named in ?2, a JSON list of [type, id], of the household ?1, up to position ?3.
-- CROSS JOIN has SQLite go by the streams, and INDEXED BY by the index of events_stream_key: it would rather
-- look through the whole household for each of them, of which it thinks that it has ten events.
SELECT e.household_id, e.position, e.aggregate_type, e.aggregate_id, e.sequence, e.event_type,
  e.event_version, e.payload, e.metadata, e.recorded_at
FROM json_each(?2) AS wanted
CROSS JOIN events AS e INDEXED BY sqlite_autoindex_events_2
WHERE e.household_id = ?1
  AND e.aggregate_type = wanted.value ->> 0
  AND e.aggregate_id = wanted.value ->> 1
  AND e.position <= ?3
ORDER BY e.position
