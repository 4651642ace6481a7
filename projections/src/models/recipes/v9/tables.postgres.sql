
ALTER TABLE {schema}recipe_ingredients
  -- the recipe that the line stands for, where it is no ingredient
  ADD COLUMN references_recipe_id uuid;
