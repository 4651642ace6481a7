CREATE UNIQUE INDEX {schema}shopping_problems_key ON {schema}shopping_problems (household_id, week_id, position);
