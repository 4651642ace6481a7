
CREATE TABLE {schema}recipe_diets (
  household_id uuid NOT NULL,
  recipe_id uuid NOT NULL,
  -- `vegan`, `gluten-free`
  diet text COLLATE "C" NOT NULL
);

CREATE TABLE {schema}recipe_diet_words (
  household_id uuid NOT NULL,
  recipe_id uuid NOT NULL,
  position bigint NOT NULL,
  -- as written: what is in no diet that is known
  word text COLLATE "C" NOT NULL
);
