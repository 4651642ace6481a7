//! Which recipes have which ingredients: all of, any of, none of.
//!
//! Asked in two steps: first which ids may stand in a line for each ingredient, then for the recipes with
//! just these ids. In one step the databases would have to guess how many lines are meant, and guess badly.

use std::collections::{BTreeMap, BTreeSet};

use heirloom_events::values::{HouseholdId, IngredientId, RecipeId};

use crate::Value;
use crate::read_pool::{ReadError, ReadPool, ReadRow};

/// What is wanted of a recipe's ingredients. Merged ingredients count as one, whichever of them is asked
/// for and whichever a line names. An empty list asks for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// Every one of these is in it.
    pub all_of: &'a [IngredientId],
    /// At least one of these is in it.
    pub any_of: &'a [IngredientId],
    /// None of these is in it.
    pub none_of: &'a [IngredientId],
}

/// The live recipes that have these ingredients, by title and id, at most `limit`.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn recipe_ids_by_ingredients(
    pool: &ReadPool,
    household: HouseholdId,
    wanted: Wanted<'_>,
    limit: u32,
) -> Result<Vec<RecipeId>, ReadError> {
    let members = Members::of(pool, household, wanted).await?;
    let (query, values) = query(household, wanted, &members, limit);
    let read = |row: &ReadRow| row.uuid("recipe_id").map(RecipeId);
    pool.read("recipes by ingredient", &query, &values, read).await
}

/// The ids that may stand in a line for an ingredient, by each id that was asked for.
#[derive(Clone, Debug, Default)]
pub struct Members {
    by_id: BTreeMap<IngredientId, BTreeSet<IngredientId>>,
}

impl Members {
    /// Asks the catalogue.
    ///
    /// # Errors
    /// Where the tables cannot be read.
    pub async fn of(pool: &ReadPool, household: HouseholdId, wanted: Wanted<'_>) -> Result<Self, ReadError> {
        let lists = [wanted.all_of, wanted.any_of, wanted.none_of];
        let asked: BTreeSet<IngredientId> = lists.concat().into_iter().collect();
        // An ingredient that the catalogue does not know still stands for itself.
        let mut by_id: BTreeMap<_, _> = asked.iter().map(|id| (*id, BTreeSet::from([*id]))).collect();
        if asked.is_empty() {
            return Ok(Self { by_id });
        }
        let mut values = vec![Value::Uuid(household.0)];
        let ids = placeholders(&mut values, &asked);
        // The second half is for an id that others were merged into without its ever being defined.
        let query = format!(
            "SELECT i.ingredient_id AS asked, i.canonical_id, m.ingredient_id AS member \
             FROM {{read}}ingredients AS i JOIN {{read}}ingredients AS m \
               ON m.household_id = i.household_id AND m.canonical_id = i.canonical_id \
             WHERE i.household_id = $1 AND i.ingredient_id IN ({ids}) \
             UNION ALL SELECT canonical_id, canonical_id, ingredient_id FROM {{read}}ingredients \
             WHERE household_id = $1 AND canonical_id IN ({ids})"
        );
        let read = |row: &ReadRow| {
            let id = |column| row.uuid(column).map(IngredientId);
            Ok((id("asked")?, [id("canonical_id")?, id("member")?]))
        };
        for (asked, members) in pool.read("merged ingredients", &query, &values, read).await? {
            by_id.entry(asked).or_default().extend(members);
        }
        Ok(Self { by_id })
    }

    fn of_one(&self, id: IngredientId) -> BTreeSet<IngredientId> {
        self.by_id
            .get(&id)
            .cloned()
            .unwrap_or_else(|| BTreeSet::from([id]))
    }

    fn of_any(&self, ids: &[IngredientId]) -> BTreeSet<IngredientId> {
        ids.iter().flat_map(|id| self.of_one(*id)).collect()
    }
}

/// The query for the recipes, and its values.
#[must_use]
pub fn query(
    household: HouseholdId,
    wanted: Wanted<'_>,
    members: &Members,
    limit: u32,
) -> (String, Vec<Value<'static>>) {
    let mut values = vec![Value::Uuid(household.0), Value::Int(limit.into())];
    let each: BTreeSet<BTreeSet<IngredientId>> = wanted.all_of.iter().map(|id| members.of_one(*id)).collect();
    let any = Some(members.of_any(wanted.any_of)).filter(|ids| !ids.is_empty());
    let mut conditions = String::new();
    for ids in each.into_iter().chain(any) {
        conditions += &format!(
            " AND r.recipe_id IN ({})",
            with_any(&placeholders(&mut values, &ids))
        );
    }
    if !wanted.none_of.is_empty() {
        let ids = placeholders(&mut values, &members.of_any(wanted.none_of));
        conditions += &format!(
            " AND NOT EXISTS ({} AND line.recipe_id = r.recipe_id)",
            with_any(&ids)
        );
    }
    let query = format!(
        "SELECT r.recipe_id FROM {{read}}recipes AS r WHERE r.household_id = $1 AND NOT r.archived{conditions} \
         ORDER BY r.folded_title, r.recipe_id LIMIT $2"
    );
    (query, values)
}

/// The recipes that have a line of any of these ingredients.
fn with_any(ids: &str) -> String {
    format!(
        "SELECT line.recipe_id FROM {{read}}recipe_ingredients AS line \
         WHERE line.household_id = $1 AND line.ingredient_id IN ({ids})"
    )
}

/// Takes ids into a query's values; `$3, $4`.
fn placeholders(values: &mut Vec<Value<'static>>, ids: &BTreeSet<IngredientId>) -> String {
    let first = values.len() + 1;
    values.extend(ids.iter().map(|id| Value::Uuid(id.0)));
    let numbered: Vec<String> = (first..=values.len()).map(|n| format!("${n}")).collect();
    numbered.join(", ")
}
