//! What must hold between the table of `search` and its index of words: every recipe is
//! found by its own title, and the index knows none that the table does not.

use crate::Check;

const FOUND: &str = "every recipe in search is found by its title";

/// PostgreSQL: the index of words is a generated column.
pub(super) const POSTGRES: [Check; 1] = [Check {
    id: "S8.5",
    name: FOUND,
    sql: "SELECT 'recipe ' || CAST(recipe_id AS text) || ' (`' || title || '`) is not found by its title' \
          FROM {schema}search WHERE title_stems <> '' \
          AND NOT document @@ plainto_tsquery('simple', title_stems)",
    mend: None,
}];

/// SQLite: the index of words is a table of its own, which can be made anew from the other.
pub(super) const SQLITE: [Check; 2] = [
    Check {
        id: "S8.5",
        name: FOUND,
        sql: "SELECT 'recipe ' || s.recipe_id || ' (`' || s.title || '`) is not found by its title' \
              FROM {schema}search AS s WHERE s.title_stems <> '' AND NOT EXISTS ( \
              SELECT 1 FROM {schema}search_fts AS f WHERE f.{schema}search_fts \
              MATCH 'title_stems : \"' || replace(s.title_stems, '\"', '\"\"') || '\"' AND f.rowid = s.search_id)",
        mend: Some(MEND),
    },
    Check {
        id: "S8.5",
        name: "search finds no ghosts",
        sql: "SELECT 'entry ' || d.id || ' of the index of words has no recipe' \
              FROM {schema}search_fts_docsize AS d \
              WHERE NOT EXISTS (SELECT 1 FROM {schema}search AS s WHERE s.search_id = d.id)",
        mend: Some(MEND),
    },
];

const MEND: &str = "INSERT INTO {schema}search_fts ({schema}search_fts) VALUES ('rebuild')";
