-- A command is known by the id in its events' metadata; its position is that of its last event. What is
-- no hyphenated UUID there was written by somebody else and is no command of ours.
INSERT INTO commands (household_id, command_id, position, events, recorded_at)
SELECT household_id, command_id, max(position), count(*), max(recorded_at)
FROM (
  SELECT household_id, position, recorded_at, lower(metadata ->> '$.command_id') AS command_id
  FROM events
  WHERE json_type(metadata, '$.command_id') = 'text'
)
WHERE length(command_id) = 36
  AND replace(command_id, '-', '') NOT GLOB '*[^0-9a-f]*'
  AND command_id GLOB '????????-????-????-????-????????????'
GROUP BY household_id, command_id
