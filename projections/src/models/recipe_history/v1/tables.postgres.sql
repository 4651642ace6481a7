-- The table of `recipe_history`: one row for every event of a recipe, for ever.
CREATE TABLE {schema}recipe_history (
  household_id uuid NOT NULL,
  recipe_id uuid NOT NULL,
  -- the recipe's version after the event: 1, 2, 3 …
  version bigint NOT NULL,
  -- the event's position in the household's log
  position bigint NOT NULL,
  event_type text NOT NULL,
  -- in plain words
  what text NOT NULL,
  actor text,
  reason text,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  command_id uuid,
  correlation_id uuid,
  source text
);
