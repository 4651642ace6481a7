-- The tables of `meals`. Recipes are of another projection, so without foreign keys.
CREATE TABLE {schema}meals (
  household_id text NOT NULL,
  meal_id text NOT NULL,
  -- as written
  name text NOT NULL,
  main_recipe_id text NOT NULL,
  -- a JSON array of texts
  tags text NOT NULL,
  -- whether it is kept when it leaves the plan
  is_saved integer NOT NULL,
  -- whether it was put away
  is_archived integer NOT NULL,
  created_at text NOT NULL
) STRICT;

CREATE TABLE {schema}meal_sides (
  household_id text NOT NULL,
  meal_id text NOT NULL,
  -- counted from 0
  position integer NOT NULL,
  recipe_id text NOT NULL
) STRICT;
