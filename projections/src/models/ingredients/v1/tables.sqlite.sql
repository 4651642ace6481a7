-- The tables of `ingredients`. A foreign key needs the unique index of the table that it points to, and
-- that one comes after the load: load with `PRAGMA foreign_keys = OFF`.
CREATE TABLE {schema}ingredients (
  household_id text NOT NULL,
  ingredient_id text NOT NULL,
  name text NOT NULL,
  folded_name text NOT NULL,
  category text,
  -- as the event said; a log may name an ingredient that it never defined, so without a foreign key
  merged_into text,
  -- itself, or at the end of its merges: what recipes are found by
  canonical_id text NOT NULL
) STRICT;

CREATE TABLE {schema}ingredient_names (
  household_id text NOT NULL,
  folded_name text NOT NULL,
  ingredient_id text NOT NULL,
  is_alias integer NOT NULL,
  -- as written
  name text NOT NULL,
  FOREIGN KEY (household_id, ingredient_id)
    REFERENCES {schema}ingredients (household_id, ingredient_id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
