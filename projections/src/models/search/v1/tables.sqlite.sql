-- The table of `search`. Its texts are plain words and stems already (see `normalised` and `stems`).
CREATE TABLE {schema}search (
  -- what the index of words refers to; stays the same when the file is vacuumed
  search_id integer PRIMARY KEY,
  household_id text NOT NULL,
  recipe_id text NOT NULL,
  -- the title's words as they are: what hits are sorted by
  title text NOT NULL,
  title_stems text NOT NULL,
  ingredient_stems text NOT NULL,
  body_stems text NOT NULL
) STRICT;
