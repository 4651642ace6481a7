ALTER TABLE {schema}meal_selections
  ADD PRIMARY KEY (household_id, week_id, selection_id);
ALTER TABLE {schema}meal_selection_sides
  ADD PRIMARY KEY (household_id, week_id, selection_id, slot);

-- A range of days comes in the order in which it is shown, without being sorted.
CREATE INDEX ix_meal_selections_date ON {schema}meal_selections (household_id, planned_date, selection_id, week);
CREATE INDEX meal_selections_by_main_recipe ON {schema}meal_selections (household_id, main_recipe_id);
CREATE INDEX meal_selections_by_meal ON {schema}meal_selections (household_id, meal_id);
CREATE INDEX meal_selection_sides_by_recipe ON {schema}meal_selection_sides (household_id, recipe_id);
