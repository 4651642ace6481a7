CREATE UNIQUE INDEX {schema}recipes_key ON {schema}recipes (household_id, recipe_id);
CREATE UNIQUE INDEX {schema}recipe_ingredients_key ON {schema}recipe_ingredients (household_id, recipe_id, position);
CREATE UNIQUE INDEX {schema}recipe_steps_key ON {schema}recipe_steps (household_id, recipe_id, position);
CREATE UNIQUE INDEX {schema}recipe_tags_key ON {schema}recipe_tags (household_id, recipe_id, position);

CREATE INDEX {schema}recipes_by_title ON {schema}recipes (household_id, folded_title, recipe_id);
CREATE INDEX {schema}recipes_by_category ON {schema}recipes (household_id, category, folded_title);
CREATE INDEX {schema}recipe_ingredients_by_ingredient ON {schema}recipe_ingredients (household_id, ingredient_id, recipe_id)
  WHERE ingredient_id IS NOT NULL;
CREATE INDEX {schema}recipe_tags_by_tag ON {schema}recipe_tags (household_id, tag, recipe_id);
