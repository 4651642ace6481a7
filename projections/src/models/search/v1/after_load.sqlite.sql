CREATE UNIQUE INDEX {schema}search_key ON {schema}search (household_id, recipe_id);

CREATE VIRTUAL TABLE {schema}search_fts USING fts5 (
  title_stems, ingredient_stems, body_stems,
  content = '{schema}search', content_rowid = 'search_id', tokenize = 'unicode61 remove_diacritics 0'
);
INSERT INTO {schema}search_fts ({schema}search_fts) VALUES ('rebuild');

-- `INSERT OR REPLACE` would pass the triggers by: write with `ON CONFLICT … DO UPDATE`.
CREATE TRIGGER {schema}search_inserted AFTER INSERT ON {schema}search BEGIN
  INSERT INTO {schema}search_fts (rowid, title_stems, ingredient_stems, body_stems)
  VALUES (new.search_id, new.title_stems, new.ingredient_stems, new.body_stems);
END;
CREATE TRIGGER {schema}search_deleted AFTER DELETE ON {schema}search BEGIN
  INSERT INTO {schema}search_fts ({schema}search_fts, rowid, title_stems, ingredient_stems, body_stems)
  VALUES ('delete', old.search_id, old.title_stems, old.ingredient_stems, old.body_stems);
END;
CREATE TRIGGER {schema}search_updated AFTER UPDATE ON {schema}search BEGIN
  INSERT INTO {schema}search_fts ({schema}search_fts, rowid, title_stems, ingredient_stems, body_stems)
  VALUES ('delete', old.search_id, old.title_stems, old.ingredient_stems, old.body_stems);
  INSERT INTO {schema}search_fts (rowid, title_stems, ingredient_stems, body_stems)
  VALUES (new.search_id, new.title_stems, new.ingredient_stems, new.body_stems);
END;
