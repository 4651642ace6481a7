-- The tables of `shopping`. A list is worked out of other streams: no foreign keys.
CREATE TABLE {schema}shopping_items (
  household_id uuid NOT NULL,
  -- the stream of the week
  week_id text COLLATE "C" NOT NULL,
  -- 1: the application's own rules; 2: exact
  algorithm integer NOT NULL,
  -- what a mark on the item names
  item_key text COLLATE "C" NOT NULL,
  -- its place on the list, from 0
  place integer NOT NULL,
  name text COLLATE "C" NOT NULL,
  category text COLLATE "C",
  -- buy, to_taste, optional, have
  item_group varchar(20) COLLATE "C" NOT NULL,
  -- recipe, manual
  source varchar(20) COLLATE "C" NOT NULL,
  -- the number as it is shown, where it is one number
  quantity text COLLATE "C",
  unit text COLLATE "C",
  -- how much, to read
  amount text COLLATE "C" NOT NULL,
  -- how much to take from the shelf, to read
  buy text COLLATE "C",
  -- what is needed beyond what was ticked, to read
  rest text COLLATE "C",
  have boolean NOT NULL,
  ticked boolean NOT NULL,
  flagged boolean NOT NULL,
  -- the application's own key
  aggregation_key text COLLATE "C"
);

CREATE TABLE {schema}shopping_item_amounts (
  household_id uuid NOT NULL,
  week_id text COLLATE "C" NOT NULL,
  algorithm integer NOT NULL,
  item_key text COLLATE "C" NOT NULL,
  -- mass, volume, count, …
  kind text COLLATE "C" NOT NULL,
  optional boolean NOT NULL,
  unit text COLLATE "C" NOT NULL,
  -- exact, in `unit`; empty where it is no exact number
  low_num bigint,
  low_den bigint,
  high_num bigint,
  high_den bigint,
  -- algorithm 1: the float that it computes with
  base text COLLATE "C"
);

CREATE TABLE {schema}shopping_item_sources (
  household_id uuid NOT NULL,
  week_id text COLLATE "C" NOT NULL,
  algorithm integer NOT NULL,
  item_key text COLLATE "C" NOT NULL,
  place integer NOT NULL,
  -- the planned meal
  selection_id uuid NOT NULL,
  recipe_id uuid NOT NULL,
  line_id uuid,
  optional boolean NOT NULL,
  kind text COLLATE "C",
  low_num bigint,
  low_den bigint,
  high_num bigint,
  high_den bigint,
  -- algorithm 1: the float that it computes with
  base text COLLATE "C"
);
