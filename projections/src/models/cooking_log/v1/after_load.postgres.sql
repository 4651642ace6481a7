ALTER TABLE {schema}cooking_log
  ADD PRIMARY KEY (household_id, recipe_id, position);

CREATE INDEX cooking_log_by_time ON {schema}cooking_log (household_id, cooked_at, position);
