COPY (
  SELECT household_id, position, aggregate_type, aggregate_id, sequence, event_type, event_version, payload,
    metadata, recorded_at
  FROM heirloom.events
  ORDER BY household_id, position
) TO STDOUT (FORMAT binary)
