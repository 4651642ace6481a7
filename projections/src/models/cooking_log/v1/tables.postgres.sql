-- The table of `cooking_log`: one row for each time that a recipe was cooked, for ever.
CREATE TABLE {schema}cooking_log (
  household_id uuid NOT NULL,
  recipe_id uuid NOT NULL,
  -- the event's position in the household's log
  position bigint NOT NULL,
  cooked_at timestamptz NOT NULL,
  actor text
);
