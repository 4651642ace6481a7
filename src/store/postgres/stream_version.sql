-- A stream's newest sequence; one probe of events_stream_key.
SELECT coalesce(max(sequence), 0)
FROM heirloom.events
WHERE household_id = $1 AND aggregate_type = $2 AND aggregate_id = $3
