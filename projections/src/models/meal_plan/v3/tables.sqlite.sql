
-- its place in the week, from 0; two may share one
ALTER TABLE {schema}meal_selections ADD COLUMN position integer NOT NULL;
-- the meal that it is, where it is one with a name
ALTER TABLE {schema}meal_selections ADD COLUMN meal_id text;
-- NULL: as many as each recipe says
ALTER TABLE {schema}meal_selections ADD COLUMN servings integer;
-- NULL: still open
ALTER TABLE {schema}meal_selections ADD COLUMN completed_at text;
-- off the plan, kept in history
ALTER TABLE {schema}meal_selections ADD COLUMN is_cleared integer NOT NULL DEFAULT 0;
