ALTER TABLE {schema}recipe_history
  ADD PRIMARY KEY (household_id, recipe_id, version);

CREATE INDEX recipe_history_by_time ON {schema}recipe_history (household_id, occurred_at, position);
