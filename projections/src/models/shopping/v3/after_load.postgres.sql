ALTER TABLE {schema}shopping_problems
  ADD PRIMARY KEY (household_id, week_id, position);
