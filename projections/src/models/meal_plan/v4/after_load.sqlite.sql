CREATE UNIQUE INDEX {schema}meal_selections_key ON {schema}meal_selections (household_id, week_id, selection_id);
CREATE UNIQUE INDEX {schema}meal_selection_sides_key ON {schema}meal_selection_sides (household_id, week_id, selection_id, slot);

-- A range of days comes in the order in which it is shown, without being sorted.
CREATE INDEX {schema}ix_meal_selections_date ON {schema}meal_selections (household_id, planned_date, selection_id, week);
CREATE INDEX {schema}meal_selections_by_main_recipe ON {schema}meal_selections (household_id, main_recipe_id);
CREATE INDEX {schema}meal_selections_by_meal ON {schema}meal_selections (household_id, meal_id);
CREATE INDEX {schema}meal_selection_sides_by_recipe ON {schema}meal_selection_sides (household_id, recipe_id);
