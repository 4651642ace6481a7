-- The table of `search`. Its texts are plain words and stems already (see `normalised` and `stems`).
CREATE TABLE {schema}search (
  household_id uuid NOT NULL,
  recipe_id uuid NOT NULL,
  -- the title's words as they are: what hits are sorted by
  title text COLLATE "C" NOT NULL,
  title_stems text NOT NULL,
  ingredient_stems text NOT NULL,
  body_stems text NOT NULL,
  -- The household's id is a word as well, so that the index alone finds one household's recipes.
  document tsvector NOT NULL GENERATED ALWAYS AS (
    array_to_tsvector(ARRAY[household_id::text])
    || setweight(to_tsvector('simple', title_stems), 'A')
    || setweight(to_tsvector('simple', ingredient_stems), 'B')
    || setweight(to_tsvector('simple', body_stems), 'C')
  ) STORED
);
