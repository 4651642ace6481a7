CREATE UNIQUE INDEX {schema}nutrition_facts_key ON {schema}nutrition_facts (household_id, recipe_id);

CREATE INDEX {schema}nutrition_facts_by_method ON {schema}nutrition_facts (household_id, method, recipe_id);
