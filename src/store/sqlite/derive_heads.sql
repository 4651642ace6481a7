INSERT INTO heads (household_id, head, recorded_at)
SELECT household_id, max(position), max(recorded_at)
FROM events
GROUP BY household_id
