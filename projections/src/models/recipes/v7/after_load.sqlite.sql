
CREATE UNIQUE INDEX {schema}recipe_diets_key ON {schema}recipe_diets (household_id, recipe_id, diet);
CREATE UNIQUE INDEX {schema}recipe_diet_words_key ON {schema}recipe_diet_words (household_id, recipe_id, position);

CREATE INDEX {schema}recipe_diets_by_diet ON {schema}recipe_diets (household_id, diet, recipe_id);
