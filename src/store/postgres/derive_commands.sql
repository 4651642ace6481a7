-- A command is known by the id in its events' metadata; its position is that of its last event. What is
-- no hyphenated UUID there was written by somebody else and is no command of ours.
INSERT INTO heirloom.commands (household_id, command_id, position, events, recorded_at)
SELECT household_id, command_id::uuid, max(position), count(*), max(recorded_at)
FROM (
  SELECT household_id, position, recorded_at, lower(metadata ->> 'command_id') AS command_id
  FROM heirloom.events
  WHERE json_typeof(metadata) = 'object' AND json_typeof(metadata -> 'command_id') = 'string'
  -- a fence: the cast must see only what matches
  OFFSET 0
) AS named
WHERE command_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
GROUP BY household_id, command_id
