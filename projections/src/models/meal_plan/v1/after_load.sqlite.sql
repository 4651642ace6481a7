CREATE UNIQUE INDEX {schema}meal_selections_key ON {schema}meal_selections (household_id, week_id, selection_id);

CREATE INDEX {schema}meal_selections_by_date ON {schema}meal_selections (household_id, planned_date, selection_id);
CREATE INDEX {schema}meal_selections_by_main_recipe ON {schema}meal_selections (household_id, main_recipe_id);
