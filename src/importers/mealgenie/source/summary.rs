//! How many rows were read, by table and household.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::rows::{
    HistoryEntry, Ingredient, Meal, OWNER, PlannerEntry, Recipe, RecipeGroup, Row, Rows, ShoppingItem,
    ShoppingState, UnitConversionRule, User, UserCategory, UserIngredientUnit, UserSettings,
};
use super::value::Columns;

/// A row that says whose it is.
pub(super) trait Owned {
    fn user_id(&self) -> i64;
}

macro_rules! owned {
    ($($row:ty),+ $(,)?) => {
        $(impl Owned for $row {
            fn user_id(&self) -> i64 {
                self.user_id
            }
        })+
    };
}
owned!(
    HistoryEntry,
    Ingredient,
    Meal,
    PlannerEntry,
    Recipe,
    RecipeGroup,
    ShoppingItem,
    ShoppingState,
    UnitConversionRule,
    UserCategory,
    UserSettings,
);

impl Owned for User {
    fn user_id(&self) -> i64 {
        self.id
    }
}

impl Owned for UserIngredientUnit {
    fn user_id(&self) -> i64 {
        self.entry.user_id
    }
}

/// How many rows of a table were read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TableCount {
    /// All of them: what `select count(*)` says.
    pub rows: u64,
    /// By user, those that can be used.
    pub by_user: BTreeMap<i64, u64>,
    /// Those that are set aside.
    pub set_aside: u64,
}

/// A row of any table, whatever it is.
#[derive(Clone, Copy, Debug)]
pub struct AnyRow<'a> {
    /// The table that it lies in.
    pub table: &'static str,
    /// Its primary key as text.
    pub row: &'a str,
    /// BLAKE3 over its columns.
    pub digest: &'a str,
    /// Its columns.
    pub columns: &'a Columns,
    /// Whose it is: its own user, or that of the recipe or item that it belongs to.
    pub user_id: i64,
}

fn any<T>(row: &Row<T>, user_id: i64) -> AnyRow<'_> {
    AnyRow {
        table: row.table,
        row: &row.row,
        digest: &row.digest,
        columns: &row.columns,
        user_id,
    }
}

fn of<T: Owned>(rows: &[Row<T>]) -> impl Iterator<Item = AnyRow<'_>> {
    rows.iter().map(|row| any(row, row.data.user_id()))
}

impl Rows {
    /// Every row that can be used, in no order that means anything.
    #[must_use]
    pub fn each(&self) -> Vec<AnyRow<'_>> {
        let recipe_users: HashMap<i64, i64> =
            self.recipes.iter().map(|r| (r.data.id, r.data.user_id)).collect();
        // what has no user of its own points to a recipe that is there, else it was set aside
        let by_recipe = |id: i64| recipe_users.get(&id).copied().unwrap_or(OWNER);
        let mut rows: Vec<AnyRow<'_>> = Vec::new();
        rows.extend(of(&self.users));
        rows.extend(of(&self.user_settings));
        rows.extend(of(&self.recipes));
        rows.extend(of(&self.ingredients));
        rows.extend(
            self.recipe_ingredients
                .iter()
                .map(|row| any(row, by_recipe(row.data.recipe_id))),
        );
        rows.extend(of(&self.recipe_history));
        rows.extend(of(&self.meals));
        rows.extend(of(&self.planner_entries));
        rows.extend(of(&self.shopping_items));
        rows.extend(of(&self.shopping_states));
        rows.extend(
            self.contributions
                .iter()
                .map(|row| any(row, by_recipe(row.data.recipe_id))),
        );
        rows.extend(of(&self.unit_conversion_rules));
        rows.extend(
            self.nutrition_facts
                .iter()
                .map(|row| any(row, by_recipe(row.data.recipe_id))),
        );
        rows.extend(of(&self.recipe_groups));
        rows.extend(
            self.recipe_group_associations
                .iter()
                .map(|row| any(row, by_recipe(row.data.recipe_id))),
        );
        rows.extend(of(&self.user_categories));
        rows.extend(of(&self.user_ingredient_categories));
        rows.extend(of(&self.user_ingredient_units));
        rows
    }

    /// How many rows every table has, by user. Tables that nothing is taken from are in `out_of_scope`.
    #[must_use]
    pub fn summary(&self) -> BTreeMap<&'static str, TableCount> {
        let mut summary: BTreeMap<&'static str, TableCount> = BTreeMap::new();
        for row in self.each() {
            let count = summary.entry(row.table).or_default();
            count.rows += 1;
            *count.by_user.entry(row.user_id).or_default() += 1;
        }
        for row in &self.set_aside {
            let count = summary.entry(row.table).or_default();
            count.rows += 1;
            count.set_aside += 1;
        }
        summary
    }

    /// Everybody whose rows these are: each is a household.
    #[must_use]
    pub fn user_ids(&self) -> BTreeSet<i64> {
        let mut ids: BTreeSet<i64> = self.each().iter().map(|row| row.user_id).collect();
        if ids.is_empty() {
            ids.insert(OWNER);
        }
        ids
    }
}
