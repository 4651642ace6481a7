-- The tables of `recipes`. A foreign key needs the unique index of the table that it points to, and that
-- one comes after the load: load with `PRAGMA foreign_keys = OFF`.
CREATE TABLE {schema}recipes (
  household_id text NOT NULL,
  recipe_id text NOT NULL,
  version integer NOT NULL,
  title text NOT NULL,
  -- as names are compared: lower case, white space collapsed
  folded_title text NOT NULL,
  description text,
  category text,
  meal_type text,
  servings integer,
  yield_text text,
  prep_minutes integer,
  cook_minutes integer,
  total_minutes integer,
  directions text,
  notes text,
  image_path text,
  diet text,
  is_favorite integer NOT NULL,
  source_url text,
  times_cooked integer NOT NULL,
  last_cooked_at text,
  archived integer NOT NULL,
  created_at text NOT NULL,
  updated_at text NOT NULL
) STRICT;

CREATE TABLE {schema}recipe_ingredients (
  household_id text NOT NULL,
  recipe_id text NOT NULL,
  position integer NOT NULL,
  line_id text NOT NULL,
  line_text text NOT NULL,
  -- exact: `3/2`, and the same as two integers
  quantity text,
  quantity_num integer,
  quantity_den integer,
  -- the upper end, where it is a range
  quantity_max text,
  quantity_max_num integer,
  quantity_max_den integer,
  unit text,
  -- of another projection, so without a foreign key
  ingredient_id text,
  FOREIGN KEY (household_id, recipe_id)
    REFERENCES {schema}recipes (household_id, recipe_id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE {schema}recipe_steps (
  household_id text NOT NULL,
  recipe_id text NOT NULL,
  position integer NOT NULL,
  step_id text NOT NULL,
  section text,
  step_text text NOT NULL,
  FOREIGN KEY (household_id, recipe_id)
    REFERENCES {schema}recipes (household_id, recipe_id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE {schema}recipe_tags (
  household_id text NOT NULL,
  recipe_id text NOT NULL,
  position integer NOT NULL,
  tag text NOT NULL,
  FOREIGN KEY (household_id, recipe_id)
    REFERENCES {schema}recipes (household_id, recipe_id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
