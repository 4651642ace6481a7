-- How many events there are of the name $1 and version $2, and where the first of them stands.
SELECT household_id, position, count(*) OVER () AS events
FROM heirloom.events
WHERE event_type = $1 AND event_version = $2
ORDER BY recorded_at, household_id, position
LIMIT 1
