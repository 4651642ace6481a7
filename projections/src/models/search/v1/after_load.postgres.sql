ALTER TABLE {schema}search
  ADD PRIMARY KEY (household_id, recipe_id);

CREATE INDEX search_by_document ON {schema}search USING gin (document);
