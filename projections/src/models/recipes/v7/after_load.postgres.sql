
ALTER TABLE {schema}recipe_diets
  ADD PRIMARY KEY (household_id, recipe_id, diet);
ALTER TABLE {schema}recipe_diet_words
  ADD PRIMARY KEY (household_id, recipe_id, position);

CREATE INDEX recipe_diets_by_diet ON {schema}recipe_diets (household_id, diet, recipe_id);

ALTER TABLE {schema}recipe_diets
  ADD CONSTRAINT recipe_diets_recipe FOREIGN KEY (household_id, recipe_id)
  REFERENCES {schema}recipes (household_id, recipe_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE {schema}recipe_diet_words
  ADD CONSTRAINT recipe_diet_words_recipe FOREIGN KEY (household_id, recipe_id)
  REFERENCES {schema}recipes (household_id, recipe_id) DEFERRABLE INITIALLY DEFERRED;
