-- The tables of `meal_plan`. Recipes and meals are of other projections, so without foreign keys.
CREATE TABLE {schema}meal_selections (
  household_id uuid NOT NULL,
  -- the stream of the week
  week_id text COLLATE "C" NOT NULL,
  selection_id uuid NOT NULL,
  -- ISO week: `2026-W05`
  week text COLLATE "C" NOT NULL,
  planned_date date NOT NULL,
  main_recipe_id uuid NOT NULL,
  -- what of it is bought: `all`, `produce_only`, `none`
  shopping_mode varchar(20) NOT NULL,
  -- its place in the week, from 0; two may share one
  position integer NOT NULL,
  -- the meal that it is, where it is one with a name
  meal_id uuid,
  -- NULL: as many as each recipe says
  servings integer,
  -- NULL: still open
  completed_at timestamptz,
  -- off the plan, kept in history
  is_cleared boolean NOT NULL DEFAULT false
);

CREATE TABLE {schema}meal_selection_sides (
  household_id uuid NOT NULL,
  week_id text COLLATE "C" NOT NULL,
  selection_id uuid NOT NULL,
  -- counted from 1; an empty one has no row
  slot integer NOT NULL,
  recipe_id uuid NOT NULL
);
