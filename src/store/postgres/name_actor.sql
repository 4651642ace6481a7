INSERT INTO heirloom.actors (actor, display_name)
VALUES ($1, $2)
ON CONFLICT (actor) DO UPDATE
SET display_name = excluded.display_name
