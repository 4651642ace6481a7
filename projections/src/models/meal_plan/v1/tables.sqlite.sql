-- The table of `meal_plan`. Recipes are of another projection, so without foreign keys.
CREATE TABLE {schema}meal_selections (
  household_id text NOT NULL,
  -- the stream of the week
  week_id text NOT NULL,
  selection_id text NOT NULL,
  -- ISO week: `2026-W05`
  week text NOT NULL,
  planned_date text NOT NULL,
  main_recipe_id text NOT NULL,
  side_recipe_1 text,
  side_recipe_2 text,
  side_recipe_3 text,
  exclude_from_shopping integer NOT NULL
) STRICT;
