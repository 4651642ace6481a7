
ALTER TABLE {schema}recipes ADD COLUMN calories_per_serving integer;
-- 'medium' where nobody has chosen one, which the next column tells from a 'medium' that was chosen
ALTER TABLE {schema}recipes ADD COLUMN preparation_difficulty text NOT NULL
  CHECK (length(preparation_difficulty) <= 20);
ALTER TABLE {schema}recipes ADD COLUMN preparation_difficulty_is_default integer NOT NULL;
