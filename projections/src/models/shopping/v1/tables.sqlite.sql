-- The tables of `shopping`. A list is worked out of other streams: no foreign keys.
CREATE TABLE {schema}shopping_items (
  household_id text NOT NULL,
  -- the stream of the week
  week_id text NOT NULL,
  -- 1: the application's own rules; 2: exact
  algorithm integer NOT NULL,
  -- what a mark on the item names
  item_key text NOT NULL,
  -- its place on the list, from 0
  place integer NOT NULL,
  name text NOT NULL,
  category text,
  -- buy, to_taste, optional, have
  item_group text NOT NULL CHECK (length(item_group) <= 20),
  -- recipe, manual
  source text NOT NULL CHECK (length(source) <= 20),
  -- the number as it is shown, where it is one number
  quantity text,
  unit text,
  -- how much, to read
  amount text NOT NULL,
  -- how much to take from the shelf, to read
  buy text,
  -- what is needed beyond what was ticked, to read
  rest text,
  have integer NOT NULL,
  ticked integer NOT NULL,
  flagged integer NOT NULL,
  -- the application's own key
  aggregation_key text
) STRICT;

CREATE TABLE {schema}shopping_item_amounts (
  household_id text NOT NULL,
  week_id text NOT NULL,
  algorithm integer NOT NULL,
  item_key text NOT NULL,
  -- mass, volume, count, …
  kind text NOT NULL,
  optional integer NOT NULL,
  unit text NOT NULL,
  -- exact, in `unit`; empty where it is no exact number
  low_num integer,
  low_den integer,
  high_num integer,
  high_den integer,
  -- algorithm 1: the float that it computes with
  base text
) STRICT;

CREATE TABLE {schema}shopping_item_sources (
  household_id text NOT NULL,
  week_id text NOT NULL,
  algorithm integer NOT NULL,
  item_key text NOT NULL,
  place integer NOT NULL,
  -- the planned meal
  selection_id text NOT NULL,
  recipe_id text NOT NULL,
  line_id text,
  optional integer NOT NULL,
  kind text,
  low_num integer,
  low_den integer,
  high_num integer,
  high_den integer,
  -- algorithm 1: the float that it computes with
  base text
) STRICT;
