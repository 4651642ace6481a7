-- PostgreSQL's `english` without its list of stop words, so that a recipe called `The Other One` is found.
-- Words are stemmed as `english` does: a query by `to_tsquery('english', …)` works as well.
CREATE TEXT SEARCH DICTIONARY {schema}stems (TEMPLATE = pg_catalog.snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION {schema}words (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION {schema}words
  ALTER MAPPING REPLACE pg_catalog.english_stem WITH {schema}stems;

CREATE TABLE {schema}search (
  household_id uuid NOT NULL,
  recipe_id uuid NOT NULL,
  title text COLLATE "C" NOT NULL,
  ingredients text NOT NULL,
  body text NOT NULL,
  -- The household's id is a word of the document, so that the index alone finds one household's recipes.
  document tsvector NOT NULL GENERATED ALWAYS AS (
    array_to_tsvector(ARRAY[household_id::text])
    || setweight(to_tsvector('{schema}words'::regconfig, title), 'A')
    || setweight(to_tsvector('{schema}words'::regconfig, ingredients), 'B')
    || setweight(to_tsvector('{schema}words'::regconfig, body), 'C')
  ) STORED
);
