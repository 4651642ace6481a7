-- The tables of `ingredients`. Folded names are in the order of their bytes (`COLLATE "C"`): the same on
-- every machine and as SQLite has it.
CREATE TABLE {schema}ingredients (
  household_id uuid NOT NULL,
  ingredient_id uuid NOT NULL,
  name text NOT NULL,
  folded_name text COLLATE "C" NOT NULL,
  category text COLLATE "C",
  -- as the event said; a log may name an ingredient that it never defined, so without a foreign key
  merged_into uuid,
  -- itself, or at the end of its merges: what recipes are found by
  canonical_id uuid NOT NULL
);

CREATE TABLE {schema}ingredient_names (
  household_id uuid NOT NULL,
  folded_name text COLLATE "C" NOT NULL,
  ingredient_id uuid NOT NULL,
  is_alias boolean NOT NULL,
  -- as written
  name text NOT NULL
);
