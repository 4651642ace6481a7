-- The table of `meal_plan`. Recipes are of another projection, so without foreign keys.
CREATE TABLE {schema}meal_selections (
  household_id uuid NOT NULL,
  -- the stream of the week
  week_id text COLLATE "C" NOT NULL,
  selection_id uuid NOT NULL,
  -- ISO week: `2026-W05`
  week text COLLATE "C" NOT NULL,
  planned_date date NOT NULL,
  main_recipe_id uuid NOT NULL,
  side_recipe_1 uuid,
  side_recipe_2 uuid,
  side_recipe_3 uuid,
  exclude_from_shopping boolean NOT NULL
);
