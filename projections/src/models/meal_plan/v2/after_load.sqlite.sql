
-- A range of days comes in the order in which it is shown, without being sorted.
CREATE INDEX {schema}ix_meal_selections_date ON {schema}meal_selections (household_id, planned_date, selection_id, week);
