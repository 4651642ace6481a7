CREATE UNIQUE INDEX {schema}meals_key ON {schema}meals (household_id, meal_id);
CREATE UNIQUE INDEX {schema}meal_sides_key ON {schema}meal_sides (household_id, meal_id, position);

CREATE INDEX {schema}meals_by_main_recipe ON {schema}meals (household_id, main_recipe_id);
CREATE INDEX {schema}meal_sides_by_recipe ON {schema}meal_sides (household_id, recipe_id);
