CREATE TABLE {schema}shopping_problems (
  household_id text NOT NULL,
  -- the stream of the week
  week_id text NOT NULL,
  -- its place among the problems of the list, from 0
  position integer NOT NULL,
  -- the recipe that it is about
  recipe_id text NOT NULL,
  -- cycle, too_deep, no_such_recipe, no_such_yield, no_servings
  kind text NOT NULL CHECK (length(kind) <= 20),
  -- the sentence that a cook reads
  text text NOT NULL
) STRICT;
