CREATE UNIQUE INDEX {schema}cooking_log_key ON {schema}cooking_log (household_id, recipe_id, position);

CREATE INDEX {schema}cooking_log_by_time ON {schema}cooking_log (household_id, cooked_at, position);
