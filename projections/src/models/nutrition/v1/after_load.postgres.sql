ALTER TABLE {schema}nutrition_facts
  ADD PRIMARY KEY (household_id, recipe_id);

CREATE INDEX nutrition_facts_by_method ON {schema}nutrition_facts (household_id, method, recipe_id);
