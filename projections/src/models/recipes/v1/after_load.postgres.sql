ALTER TABLE {schema}recipes
  ADD PRIMARY KEY (household_id, recipe_id);
ALTER TABLE {schema}recipe_ingredients
  ADD PRIMARY KEY (household_id, recipe_id, position);
ALTER TABLE {schema}recipe_steps
  ADD PRIMARY KEY (household_id, recipe_id, position);
ALTER TABLE {schema}recipe_tags
  ADD PRIMARY KEY (household_id, recipe_id, position);

CREATE INDEX recipes_by_title ON {schema}recipes (household_id, folded_title, recipe_id);
CREATE INDEX recipes_by_category ON {schema}recipes (household_id, category, folded_title);
CREATE INDEX recipe_ingredients_by_ingredient ON {schema}recipe_ingredients (household_id, ingredient_id, recipe_id)
  WHERE ingredient_id IS NOT NULL;
CREATE INDEX recipe_tags_by_tag ON {schema}recipe_tags (household_id, tag, recipe_id);

ALTER TABLE {schema}recipe_ingredients
  ADD CONSTRAINT recipe_ingredients_recipe FOREIGN KEY (household_id, recipe_id)
  REFERENCES {schema}recipes (household_id, recipe_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE {schema}recipe_steps
  ADD CONSTRAINT recipe_steps_recipe FOREIGN KEY (household_id, recipe_id)
  REFERENCES {schema}recipes (household_id, recipe_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE {schema}recipe_tags
  ADD CONSTRAINT recipe_tags_recipe FOREIGN KEY (household_id, recipe_id)
  REFERENCES {schema}recipes (household_id, recipe_id) DEFERRABLE INITIALLY DEFERRED;
