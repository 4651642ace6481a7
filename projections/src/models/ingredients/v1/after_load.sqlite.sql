CREATE UNIQUE INDEX {schema}ingredients_key ON {schema}ingredients (household_id, ingredient_id);
CREATE UNIQUE INDEX {schema}ingredient_names_key ON {schema}ingredient_names (household_id, folded_name);

CREATE INDEX {schema}ingredients_by_name ON {schema}ingredients (household_id, folded_name);
CREATE INDEX {schema}ingredients_by_canonical ON {schema}ingredients (household_id, canonical_id, ingredient_id);
CREATE INDEX {schema}ingredient_names_by_ingredient ON {schema}ingredient_names (household_id, ingredient_id);
