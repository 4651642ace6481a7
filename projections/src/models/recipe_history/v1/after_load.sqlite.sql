CREATE UNIQUE INDEX {schema}recipe_history_key ON {schema}recipe_history (household_id, recipe_id, version);

CREATE INDEX {schema}recipe_history_by_time ON {schema}recipe_history (household_id, occurred_at, position);
