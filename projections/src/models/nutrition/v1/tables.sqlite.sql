-- The table of `nutrition`: per serving. A field that is NULL is not known; it is not zero.
CREATE TABLE {schema}nutrition_facts (
  household_id text NOT NULL,
  -- of another projection, so without a foreign key
  recipe_id text NOT NULL,
  -- whole kilocalories
  calories integer,
  -- exact: `7/2`, and the same as two integers; so are all amounts below
  protein_g text,
  protein_g_num integer,
  protein_g_den integer,
  total_fat_g text,
  total_fat_g_num integer,
  total_fat_g_den integer,
  saturated_fat_g text,
  saturated_fat_g_num integer,
  saturated_fat_g_den integer,
  trans_fat_g text,
  trans_fat_g_num integer,
  trans_fat_g_den integer,
  cholesterol_mg text,
  cholesterol_mg_num integer,
  cholesterol_mg_den integer,
  sodium_mg text,
  sodium_mg_num integer,
  sodium_mg_den integer,
  total_carbs_g text,
  total_carbs_g_num integer,
  total_carbs_g_den integer,
  dietary_fiber_g text,
  dietary_fiber_g_num integer,
  dietary_fiber_g_den integer,
  total_sugars_g text,
  total_sugars_g_num integer,
  total_sugars_g_den integer,
  -- `stated@1`: the name and version of how the facts were come by
  method text NOT NULL,
  source text,
  measured_on text
) STRICT;
