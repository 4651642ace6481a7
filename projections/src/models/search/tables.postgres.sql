-- The table of `search`. Its texts are plain words already (see `normalised`).
CREATE TABLE {schema}search (
  household_id uuid NOT NULL,
  recipe_id uuid NOT NULL,
  title text COLLATE "C" NOT NULL,
  ingredients text NOT NULL,
  body text NOT NULL,
  -- Beside the stems: the household's id, so that the index alone finds one household's recipes; and the
  -- title's words as they are, so that `The Other One`, all stop words, is found by `simple`.
  document tsvector NOT NULL GENERATED ALWAYS AS (
    array_to_tsvector(ARRAY[household_id::text])
    || setweight(to_tsvector('simple', title), 'A')
    || setweight(to_tsvector('english', title), 'A')
    || setweight(to_tsvector('english', ingredients), 'B')
    || setweight(to_tsvector('english', body), 'C')
  ) STORED
);
