-- The table of `cooking_log`: one row for each time that a recipe was cooked, for ever.
CREATE TABLE {schema}cooking_log (
  household_id text NOT NULL,
  recipe_id text NOT NULL,
  -- the event's position in the household's log
  position integer NOT NULL,
  cooked_at text NOT NULL,
  actor text
) STRICT;
