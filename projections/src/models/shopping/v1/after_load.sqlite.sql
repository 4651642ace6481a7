CREATE UNIQUE INDEX {schema}shopping_items_key ON {schema}shopping_items (household_id, week_id, algorithm, item_key);
CREATE UNIQUE INDEX {schema}shopping_item_amounts_key ON {schema}shopping_item_amounts (household_id, week_id, algorithm, item_key, kind, optional);
CREATE UNIQUE INDEX {schema}shopping_item_sources_key ON {schema}shopping_item_sources (household_id, week_id, algorithm, item_key, place);

CREATE INDEX {schema}shopping_item_sources_by_recipe ON {schema}shopping_item_sources (household_id, recipe_id);
