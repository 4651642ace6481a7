
ALTER TABLE {schema}recipe_ingredients ADD COLUMN preparation_method text
  CHECK (length(preparation_method) <= 100);
ALTER TABLE {schema}recipe_ingredients ADD COLUMN optional_flag integer NOT NULL DEFAULT 0;
