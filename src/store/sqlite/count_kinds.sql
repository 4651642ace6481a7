-- How many events there are of each name and version, by an index scan over events_by_kind alone.
SELECT event_type, event_version, count(*) FROM events
GROUP BY event_type, event_version ORDER BY event_type, event_version
