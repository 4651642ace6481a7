-- The tables of `meal_plan`. Recipes and meals are of other projections, so without foreign keys.
CREATE TABLE {schema}meal_selections (
  household_id text NOT NULL,
  -- the stream of the week
  week_id text NOT NULL,
  selection_id text NOT NULL,
  -- ISO week: `2026-W05`
  week text NOT NULL,
  planned_date text NOT NULL,
  main_recipe_id text NOT NULL,
  -- whether the shopping list leaves it out
  exclude_from_shopping integer NOT NULL,
  -- its place in the week, from 0; two may share one
  position integer NOT NULL,
  -- the meal that it is, where it is one with a name
  meal_id text,
  -- NULL: as many as each recipe says
  servings integer,
  -- NULL: still open
  completed_at text,
  -- off the plan, kept in history
  is_cleared integer NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE {schema}meal_selection_sides (
  household_id text NOT NULL,
  week_id text NOT NULL,
  selection_id text NOT NULL,
  -- counted from 1; an empty one has no row
  slot integer NOT NULL,
  recipe_id text NOT NULL
) STRICT;
