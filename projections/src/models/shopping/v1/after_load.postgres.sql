ALTER TABLE {schema}shopping_items
  ADD PRIMARY KEY (household_id, week_id, algorithm, item_key);
ALTER TABLE {schema}shopping_item_amounts
  ADD PRIMARY KEY (household_id, week_id, algorithm, item_key, kind, optional);
ALTER TABLE {schema}shopping_item_sources
  ADD PRIMARY KEY (household_id, week_id, algorithm, item_key, place);

CREATE INDEX shopping_item_sources_by_recipe ON {schema}shopping_item_sources (household_id, recipe_id);
