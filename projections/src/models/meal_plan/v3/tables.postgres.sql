
ALTER TABLE {schema}meal_selections
  -- its place in the week, from 0; two may share one
  ADD COLUMN position integer NOT NULL,
  -- the meal that it is, where it is one with a name
  ADD COLUMN meal_id uuid,
  -- NULL: as many as each recipe says
  ADD COLUMN servings integer,
  -- NULL: still open
  ADD COLUMN completed_at timestamptz,
  -- off the plan, kept in history
  ADD COLUMN is_cleared boolean NOT NULL DEFAULT false;
