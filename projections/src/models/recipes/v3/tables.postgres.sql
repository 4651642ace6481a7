
ALTER TABLE {schema}recipe_ingredients
  ADD COLUMN preparation_method varchar(100),
  ADD COLUMN optional_flag boolean NOT NULL DEFAULT false;
