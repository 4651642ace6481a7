
ALTER TABLE {schema}recipe_ingredients
  -- the unit of the table that the unit as written was taken for
  ADD COLUMN unit_id text COLLATE "C",
  -- exact: `473176473/2000000`, and the same as two integers
  ADD COLUMN canonical_quantity text,
  ADD COLUMN canonical_quantity_num bigint,
  ADD COLUMN canonical_quantity_den bigint,
  -- the upper end, where it is a range
  ADD COLUMN canonical_quantity_max text,
  ADD COLUMN canonical_quantity_max_num bigint,
  ADD COLUMN canonical_quantity_max_den bigint,
  -- `gram`, `millilitre`, `each`, `can`
  ADD COLUMN canonical_unit text COLLATE "C";
