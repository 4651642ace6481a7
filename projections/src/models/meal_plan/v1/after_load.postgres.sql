ALTER TABLE {schema}meal_selections
  ADD PRIMARY KEY (household_id, week_id, selection_id);

CREATE INDEX meal_selections_by_date ON {schema}meal_selections (household_id, planned_date, selection_id);
CREATE INDEX meal_selections_by_main_recipe ON {schema}meal_selections (household_id, main_recipe_id);
