
-- the unit of the table that the unit as written was taken for
ALTER TABLE {schema}recipe_ingredients ADD COLUMN unit_id text;
-- exact: `473176473/2000000`, and the same as two integers
ALTER TABLE {schema}recipe_ingredients ADD COLUMN canonical_quantity text;
ALTER TABLE {schema}recipe_ingredients ADD COLUMN canonical_quantity_num integer;
ALTER TABLE {schema}recipe_ingredients ADD COLUMN canonical_quantity_den integer;
-- the upper end, where it is a range
ALTER TABLE {schema}recipe_ingredients ADD COLUMN canonical_quantity_max text;
ALTER TABLE {schema}recipe_ingredients ADD COLUMN canonical_quantity_max_num integer;
ALTER TABLE {schema}recipe_ingredients ADD COLUMN canonical_quantity_max_den integer;
-- `gram`, `millilitre`, `each`, `can`
ALTER TABLE {schema}recipe_ingredients ADD COLUMN canonical_unit text;
