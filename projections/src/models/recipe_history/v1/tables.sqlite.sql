-- The table of `recipe_history`: one row for every event of a recipe, for ever.
CREATE TABLE {schema}recipe_history (
  household_id text NOT NULL,
  recipe_id text NOT NULL,
  -- the recipe's version after the event: 1, 2, 3 …
  version integer NOT NULL,
  -- the event's position in the household's log
  position integer NOT NULL,
  event_type text NOT NULL,
  -- in plain words
  what text NOT NULL,
  actor text,
  reason text,
  occurred_at text NOT NULL,
  recorded_at text NOT NULL,
  command_id text,
  correlation_id text,
  source text
) STRICT;
