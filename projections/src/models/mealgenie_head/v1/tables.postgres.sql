-- The application's tables at revision 687a6a7ea1b6. Rows are worked out of the log: no foreign keys.

CREATE TABLE {schema}mealgenie_recipe (
  household_id uuid NOT NULL,
  id integer NOT NULL,
  recipe_name text COLLATE "C" NOT NULL,
  recipe_category text COLLATE "C" NOT NULL,
  meal_type text COLLATE "C" NOT NULL,
  diet_pref text COLLATE "C",
  servings integer,
  directions text COLLATE "C",
  created_at timestamptz NOT NULL,
  is_favorite boolean NOT NULL,
  notes text COLLATE "C",
  reference_image_path text COLLATE "C",
  banner_image_path text COLLATE "C",
  user_id integer NOT NULL,
  is_ai_generated boolean NOT NULL,
  description text COLLATE "C",
  prep_time integer,
  cook_time integer,
  difficulty varchar(20) COLLATE "C",
  image_key text COLLATE "C" NOT NULL,
  source_url text COLLATE "C"
);

CREATE TABLE {schema}mealgenie_ingredients (
  household_id uuid NOT NULL,
  id integer NOT NULL,
  ingredient_name text COLLATE "C" NOT NULL,
  ingredient_category text COLLATE "C" NOT NULL,
  user_id integer NOT NULL
);

CREATE TABLE {schema}mealgenie_recipe_ingredients (
  household_id uuid NOT NULL,
  recipe_id integer NOT NULL,
  ingredient_id integer NOT NULL,
  quantity double precision,
  unit text COLLATE "C"
);

CREATE TABLE {schema}mealgenie_recipe_history (
  household_id uuid NOT NULL,
  id integer NOT NULL,
  recipe_id integer NOT NULL,
  cooked_at timestamptz NOT NULL,
  user_id integer NOT NULL
);

CREATE TABLE {schema}mealgenie_meals (
  household_id uuid NOT NULL,
  id integer NOT NULL,
  meal_name text COLLATE "C" NOT NULL,
  main_recipe_id integer NOT NULL,
  side_recipe_ids text COLLATE "C",
  tags text COLLATE "C",
  created_at timestamptz NOT NULL,
  is_saved boolean NOT NULL,
  user_id integer NOT NULL
);

CREATE TABLE {schema}mealgenie_planner_entries (
  household_id uuid NOT NULL,
  id integer NOT NULL,
  meal_id integer NOT NULL,
  position integer NOT NULL,
  is_completed boolean NOT NULL,
  completed_at timestamptz,
  scheduled_date date,
  is_cleared boolean NOT NULL,
  shopping_mode varchar(20) COLLATE "C" NOT NULL,
  user_id integer NOT NULL
);

CREATE TABLE {schema}mealgenie_shopping_items (
  household_id uuid NOT NULL,
  id integer NOT NULL,
  ingredient_name text COLLATE "C" NOT NULL,
  quantity double precision NOT NULL,
  unit text COLLATE "C",
  category text COLLATE "C",
  source varchar(20) COLLATE "C" NOT NULL,
  have boolean NOT NULL,
  flagged boolean NOT NULL,
  user_id integer NOT NULL,
  aggregation_key text COLLATE "C"
);

CREATE TABLE {schema}mealgenie_shopping_item_contributions (
  household_id uuid NOT NULL,
  id integer NOT NULL,
  shopping_item_id integer NOT NULL,
  recipe_id integer NOT NULL,
  planner_entry_id integer NOT NULL,
  base_quantity double precision NOT NULL,
  dimension varchar(20) COLLATE "C" NOT NULL
);

CREATE TABLE {schema}mealgenie_nutrition_facts (
  household_id uuid NOT NULL,
  id integer NOT NULL,
  recipe_id integer NOT NULL,
  calories integer,
  protein_g double precision,
  total_fat_g double precision,
  saturated_fat_g double precision,
  trans_fat_g double precision,
  cholesterol_mg double precision,
  sodium_mg double precision,
  total_carbs_g double precision,
  dietary_fiber_g double precision,
  total_sugars_g double precision,
  is_ai_estimated boolean NOT NULL
);

CREATE TABLE {schema}mealgenie_recipe_groups (
  household_id uuid NOT NULL,
  id integer NOT NULL,
  name text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  user_id integer NOT NULL
);

CREATE TABLE {schema}mealgenie_recipe_group_association (
  household_id uuid NOT NULL,
  recipe_id integer NOT NULL,
  group_id integer NOT NULL
);

CREATE TABLE {schema}mealgenie_unit_conversion_rules (
  household_id uuid NOT NULL,
  id integer NOT NULL,
  ingredient_name text COLLATE "C" NOT NULL,
  from_unit text COLLATE "C" NOT NULL,
  to_unit text COLLATE "C" NOT NULL,
  factor double precision NOT NULL,
  round_up boolean NOT NULL,
  created_at timestamptz NOT NULL,
  user_id integer NOT NULL
);
