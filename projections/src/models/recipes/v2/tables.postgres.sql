
ALTER TABLE {schema}recipes
  ADD COLUMN calories_per_serving integer,
  -- 'medium' where nobody has chosen one, which the next column tells from a 'medium' that was chosen
  ADD COLUMN preparation_difficulty varchar(20) COLLATE "C" NOT NULL,
  ADD COLUMN preparation_difficulty_is_default boolean NOT NULL;
