CREATE TABLE {schema}shopping_problems (
  household_id uuid NOT NULL,
  -- the stream of the week
  week_id text COLLATE "C" NOT NULL,
  -- its place among the problems of the list, from 0
  position integer NOT NULL,
  -- the recipe that it is about
  recipe_id uuid NOT NULL,
  -- cycle, too_deep, no_such_recipe, no_such_yield, no_servings
  kind varchar(20) COLLATE "C" NOT NULL,
  -- the sentence that a cook reads
  text text COLLATE "C" NOT NULL
);
