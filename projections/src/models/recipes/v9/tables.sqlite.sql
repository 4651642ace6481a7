
-- the recipe that the line stands for, where it is no ingredient
ALTER TABLE {schema}recipe_ingredients ADD COLUMN references_recipe_id text;
