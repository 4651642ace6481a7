-- The application's tables at revision 687a6a7ea1b6. Rows are worked out of the log: no foreign keys.

CREATE TABLE {schema}mealgenie_recipe (
  household_id text NOT NULL,
  id integer NOT NULL,
  recipe_name text NOT NULL,
  recipe_category text NOT NULL,
  meal_type text NOT NULL,
  diet_pref text,
  servings integer,
  directions text,
  created_at text NOT NULL,
  is_favorite integer NOT NULL,
  notes text,
  reference_image_path text,
  banner_image_path text,
  user_id integer NOT NULL,
  is_ai_generated integer NOT NULL,
  description text,
  prep_time integer,
  cook_time integer,
  difficulty text CHECK (length(difficulty) <= 20),
  image_key text NOT NULL,
  source_url text
) STRICT;

CREATE TABLE {schema}mealgenie_ingredients (
  household_id text NOT NULL,
  id integer NOT NULL,
  ingredient_name text NOT NULL,
  ingredient_category text NOT NULL,
  user_id integer NOT NULL
) STRICT;

CREATE TABLE {schema}mealgenie_recipe_ingredients (
  household_id text NOT NULL,
  recipe_id integer NOT NULL,
  ingredient_id integer NOT NULL,
  quantity real,
  unit text
) STRICT;

CREATE TABLE {schema}mealgenie_recipe_history (
  household_id text NOT NULL,
  id integer NOT NULL,
  recipe_id integer NOT NULL,
  cooked_at text NOT NULL,
  user_id integer NOT NULL
) STRICT;

CREATE TABLE {schema}mealgenie_meals (
  household_id text NOT NULL,
  id integer NOT NULL,
  meal_name text NOT NULL,
  main_recipe_id integer NOT NULL,
  side_recipe_ids text,
  tags text,
  created_at text NOT NULL,
  is_saved integer NOT NULL,
  user_id integer NOT NULL
) STRICT;

CREATE TABLE {schema}mealgenie_planner_entries (
  household_id text NOT NULL,
  id integer NOT NULL,
  meal_id integer NOT NULL,
  position integer NOT NULL,
  is_completed integer NOT NULL,
  completed_at text,
  scheduled_date text,
  is_cleared integer NOT NULL,
  shopping_mode text NOT NULL CHECK (length(shopping_mode) <= 20),
  user_id integer NOT NULL
) STRICT;

CREATE TABLE {schema}mealgenie_shopping_items (
  household_id text NOT NULL,
  id integer NOT NULL,
  ingredient_name text NOT NULL,
  quantity real NOT NULL,
  unit text,
  category text,
  source text NOT NULL CHECK (length(source) <= 20),
  have integer NOT NULL,
  flagged integer NOT NULL,
  user_id integer NOT NULL,
  aggregation_key text
) STRICT;

CREATE TABLE {schema}mealgenie_shopping_item_contributions (
  household_id text NOT NULL,
  id integer NOT NULL,
  shopping_item_id integer NOT NULL,
  recipe_id integer NOT NULL,
  planner_entry_id integer NOT NULL,
  base_quantity real NOT NULL,
  dimension text NOT NULL CHECK (length(dimension) <= 20)
) STRICT;

CREATE TABLE {schema}mealgenie_nutrition_facts (
  household_id text NOT NULL,
  id integer NOT NULL,
  recipe_id integer NOT NULL,
  calories integer,
  protein_g real,
  total_fat_g real,
  saturated_fat_g real,
  trans_fat_g real,
  cholesterol_mg real,
  sodium_mg real,
  total_carbs_g real,
  dietary_fiber_g real,
  total_sugars_g real,
  is_ai_estimated integer NOT NULL
) STRICT;

CREATE TABLE {schema}mealgenie_recipe_groups (
  household_id text NOT NULL,
  id integer NOT NULL,
  name text NOT NULL,
  created_at text NOT NULL,
  user_id integer NOT NULL
) STRICT;

CREATE TABLE {schema}mealgenie_recipe_group_association (
  household_id text NOT NULL,
  recipe_id integer NOT NULL,
  group_id integer NOT NULL
) STRICT;

CREATE TABLE {schema}mealgenie_unit_conversion_rules (
  household_id text NOT NULL,
  id integer NOT NULL,
  ingredient_name text NOT NULL,
  from_unit text NOT NULL,
  to_unit text NOT NULL,
  factor real NOT NULL,
  round_up integer NOT NULL,
  created_at text NOT NULL,
  user_id integer NOT NULL
) STRICT;
