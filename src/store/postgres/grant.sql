-- What an application's role needs: append and read, nothing that could change history. Read tables are
-- fed by their owner (`heirloom feed`, or a backend under the owner's role).
GRANT USAGE ON SCHEMA heirloom, read TO {role};
GRANT SELECT, INSERT ON heirloom.events, heirloom.commands TO {role};
-- an append looks at the active revision; only the owner changes it
GRANT SELECT ON heirloom.revisions TO {role};
GRANT SELECT, INSERT, UPDATE ON heirloom.heads TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON heirloom.actors TO {role};
GRANT SELECT ON ALL TABLES IN SCHEMA heirloom TO {role};
GRANT SELECT ON ALL TABLES IN SCHEMA read TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA read GRANT SELECT ON TABLES TO {role};
