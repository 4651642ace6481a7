ALTER TABLE {schema}ingredients
  ADD PRIMARY KEY (household_id, ingredient_id);
ALTER TABLE {schema}ingredient_names
  ADD PRIMARY KEY (household_id, folded_name);

CREATE INDEX ingredients_by_name ON {schema}ingredients (household_id, folded_name);
CREATE INDEX ingredients_by_canonical ON {schema}ingredients (household_id, canonical_id, ingredient_id);
CREATE INDEX ingredient_names_by_ingredient ON {schema}ingredient_names (household_id, ingredient_id);

ALTER TABLE {schema}ingredient_names
  ADD CONSTRAINT ingredient_names_ingredient FOREIGN KEY (household_id, ingredient_id)
  REFERENCES {schema}ingredients (household_id, ingredient_id) DEFERRABLE INITIALLY DEFERRED;
