//! Full-text search, ranked alike on both databases.

use heirloom_events::values::{HouseholdId, RecipeId};

use super::wanted::Wanted;
use crate::read_pool::{ReadError, ReadPool, ReadRow};
use crate::{Dialect, Value};

/// A recipe that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// The words of its title.
    pub title: String,
    /// 1: all words are in its title; 2: in title and ingredients; 3: anywhere.
    pub tier: i64,
}

/// The live recipes that have every word of what was typed, at most `limit`, best first: all words in the
/// title, then in title and ingredients, then anywhere; in each the shorter title first, then by title and
/// id. Wanted are compared by their stems. No text is refused; one without a word finds nothing.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn search(
    pool: &ReadPool,
    household: HouseholdId,
    typed: &str,
    limit: u32,
) -> Result<Vec<Hit>, ReadError> {
    let Some(wanted) = Wanted::of(typed) else {
        return Ok(Vec::new());
    };
    let values = values(pool.dialect(), household, &wanted, limit);
    pool.read("recipes by their words", query(pool.dialect()), &values, hit)
        .await
}

/// The query: `$1` is the household, `$2` the limit, `$3` to `$5` the words in title, in title and
/// ingredients, anywhere;
/// on PostgreSQL `$6` is the household's word.
#[must_use]
pub fn query(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgres => include_str!("search.postgres.sql"),
        Dialect::Sqlite => include_str!("search.sqlite.sql"),
    }
}

/// The values of the query for what was typed; none where it has no words.
#[must_use]
pub fn query_values(
    dialect: Dialect,
    household: HouseholdId,
    typed: &str,
    limit: u32,
) -> Option<Vec<Value<'static>>> {
    Wanted::of(typed).map(|wanted| values(dialect, household, &wanted, limit))
}

fn values(dialect: Dialect, household: HouseholdId, wanted: &Wanted, limit: u32) -> Vec<Value<'static>> {
    let first = [Value::Uuid(household.0), Value::Int(limit.into())];
    let rest = match dialect {
        Dialect::Postgres => vec![
            Value::owned(wanted.tsquery("A")),
            Value::owned(wanted.tsquery("AB")),
            Value::owned(wanted.tsquery("")),
            Value::owned(format!("'{household}'")),
        ],
        Dialect::Sqlite => [
            "title_stems",
            "title_stems ingredient_stems",
            "title_stems ingredient_stems body_stems",
        ]
        .map(|columns| Value::owned(wanted.fts5(columns)))
        .to_vec(),
    };
    first.into_iter().chain(rest).collect()
}

fn hit(row: &ReadRow) -> Result<Hit, sqlx::Error> {
    Ok(Hit {
        recipe_id: RecipeId(row.uuid("recipe_id")?),
        title: row.text("title")?,
        tier: row.int("tier")?,
    })
}
