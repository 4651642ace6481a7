ALTER TABLE {schema}meals
  ADD PRIMARY KEY (household_id, meal_id);
ALTER TABLE {schema}meal_sides
  ADD PRIMARY KEY (household_id, meal_id, position);

CREATE INDEX meals_by_main_recipe ON {schema}meals (household_id, main_recipe_id);
CREATE INDEX meal_sides_by_recipe ON {schema}meal_sides (household_id, recipe_id);
