-- The table of `nutrition`: per serving. A field that is NULL is not known; it is not zero.
CREATE TABLE {schema}nutrition_facts (
  household_id uuid NOT NULL,
  -- of another projection, so without a foreign key
  recipe_id uuid NOT NULL,
  -- whole kilocalories
  calories integer,
  -- exact: `7/2`, and the same as two integers; so are all amounts below
  protein_g text,
  protein_g_num bigint,
  protein_g_den bigint,
  total_fat_g text,
  total_fat_g_num bigint,
  total_fat_g_den bigint,
  saturated_fat_g text,
  saturated_fat_g_num bigint,
  saturated_fat_g_den bigint,
  trans_fat_g text,
  trans_fat_g_num bigint,
  trans_fat_g_den bigint,
  cholesterol_mg text,
  cholesterol_mg_num bigint,
  cholesterol_mg_den bigint,
  sodium_mg text,
  sodium_mg_num bigint,
  sodium_mg_den bigint,
  total_carbs_g text,
  total_carbs_g_num bigint,
  total_carbs_g_den bigint,
  dietary_fiber_g text,
  dietary_fiber_g_num bigint,
  dietary_fiber_g_den bigint,
  total_sugars_g text,
  total_sugars_g_num bigint,
  total_sugars_g_den bigint,
  -- `stated@1`: the name and version of how the facts were come by
  method text COLLATE "C" NOT NULL,
  source text,
  measured_on date
);
