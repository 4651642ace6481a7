
CREATE TABLE {schema}recipe_diets (
  household_id text NOT NULL,
  recipe_id text NOT NULL,
  -- `vegan`, `gluten-free`
  diet text NOT NULL,
  FOREIGN KEY (household_id, recipe_id)
    REFERENCES {schema}recipes (household_id, recipe_id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE {schema}recipe_diet_words (
  household_id text NOT NULL,
  recipe_id text NOT NULL,
  position integer NOT NULL,
  -- as written: what is in no diet that is known
  word text NOT NULL,
  FOREIGN KEY (household_id, recipe_id)
    REFERENCES {schema}recipes (household_id, recipe_id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
