-- The tables of `recipes`. What is looked up or sorted by is in the order of its bytes (`COLLATE "C"`):
-- the same on every machine and as SQLite has it.
CREATE TABLE {schema}recipes (
  household_id uuid NOT NULL,
  recipe_id uuid NOT NULL,
  version bigint NOT NULL,
  title text NOT NULL,
  -- as names are compared: lower case, white space collapsed
  folded_title text COLLATE "C" NOT NULL,
  description text,
  category text COLLATE "C",
  meal_type text COLLATE "C",
  servings bigint,
  yield_text text,
  prep_minutes bigint,
  cook_minutes bigint,
  total_minutes bigint,
  directions text,
  notes text,
  image_path text,
  diet text,
  is_favorite boolean NOT NULL,
  source_url text,
  times_cooked bigint NOT NULL,
  last_cooked_at timestamptz,
  archived boolean NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE {schema}recipe_ingredients (
  household_id uuid NOT NULL,
  recipe_id uuid NOT NULL,
  position bigint NOT NULL,
  line_id uuid NOT NULL,
  line_text text NOT NULL,
  -- exact: `3/2`, and the same as two integers
  quantity text,
  quantity_num bigint,
  quantity_den bigint,
  -- the upper end, where it is a range
  quantity_max text,
  quantity_max_num bigint,
  quantity_max_den bigint,
  unit text,
  -- of another projection, so without a foreign key
  ingredient_id uuid
);

CREATE TABLE {schema}recipe_steps (
  household_id uuid NOT NULL,
  recipe_id uuid NOT NULL,
  position bigint NOT NULL,
  step_id uuid NOT NULL,
  section text,
  step_text text NOT NULL
);

CREATE TABLE {schema}recipe_tags (
  household_id uuid NOT NULL,
  recipe_id uuid NOT NULL,
  position bigint NOT NULL,
  tag text COLLATE "C" NOT NULL
);
