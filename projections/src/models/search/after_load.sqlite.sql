CREATE UNIQUE INDEX {schema}search_key ON {schema}search (household_id, recipe_id);

CREATE VIRTUAL TABLE {schema}search_fts USING fts5 (
  title, ingredients, body,
  content = '{schema}search', content_rowid = 'search_id', tokenize = 'porter unicode61'
);
INSERT INTO {schema}search_fts ({schema}search_fts) VALUES ('rebuild');

-- `INSERT OR REPLACE` would pass the triggers by: write with `ON CONFLICT … DO UPDATE`.
CREATE TRIGGER {schema}search_inserted AFTER INSERT ON {schema}search BEGIN
  INSERT INTO {schema}search_fts (rowid, title, ingredients, body)
  VALUES (new.search_id, new.title, new.ingredients, new.body);
END;
CREATE TRIGGER {schema}search_deleted AFTER DELETE ON {schema}search BEGIN
  INSERT INTO {schema}search_fts ({schema}search_fts, rowid, title, ingredients, body)
  VALUES ('delete', old.search_id, old.title, old.ingredients, old.body);
END;
CREATE TRIGGER {schema}search_updated AFTER UPDATE ON {schema}search BEGIN
  INSERT INTO {schema}search_fts ({schema}search_fts, rowid, title, ingredients, body)
  VALUES ('delete', old.search_id, old.title, old.ingredients, old.body);
  INSERT INTO {schema}search_fts (rowid, title, ingredients, body)
  VALUES (new.search_id, new.title, new.ingredients, new.body);
END;
