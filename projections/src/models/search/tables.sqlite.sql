CREATE TABLE {schema}search (
  -- what the index of words refers to; stays the same when the file is vacuumed
  search_id integer PRIMARY KEY,
  household_id text NOT NULL,
  recipe_id text NOT NULL,
  title text NOT NULL,
  ingredients text NOT NULL,
  body text NOT NULL
) STRICT;
