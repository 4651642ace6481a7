
-- What is typed while an ingredient is looked for, and the whole list, in order without being sorted.
CREATE INDEX {schema}ix_ingredients_name_search ON {schema}ingredients (household_id, folded_name, ingredient_id);
