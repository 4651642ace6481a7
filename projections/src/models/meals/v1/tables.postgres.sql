-- The tables of `meals`. Recipes are of another projection, so without foreign keys.
CREATE TABLE {schema}meals (
  household_id uuid NOT NULL,
  meal_id uuid NOT NULL,
  -- as written
  name text NOT NULL,
  main_recipe_id uuid NOT NULL,
  -- a JSON array of texts
  tags text NOT NULL,
  -- whether it is kept when it leaves the plan
  is_saved boolean NOT NULL,
  -- whether it was put away
  is_archived boolean NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE {schema}meal_sides (
  household_id uuid NOT NULL,
  meal_id uuid NOT NULL,
  -- counted from 0
  position integer NOT NULL,
  recipe_id uuid NOT NULL
);
