INSERT INTO heirloom.heads (household_id, head, recorded_at)
SELECT household_id, max(position), max(recorded_at)
FROM heirloom.events
GROUP BY household_id
