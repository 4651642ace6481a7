
-- In which recipes a recipe stands.
CREATE INDEX {schema}recipe_ingredients_by_reference ON {schema}recipe_ingredients (household_id, references_recipe_id, recipe_id)
  WHERE references_recipe_id IS NOT NULL;
