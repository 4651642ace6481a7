//! What was read: rows in the shape of the application's newest revision, whatever revision they come from.

mod cooking;
mod people;
mod planning;
mod shopping;

use serde::Serialize;

use super::defect::Defect;
use super::recognise::Recognised;
use super::value::{Columns, Value};
pub use cooking::{
    HistoryEntry, Ingredient, NutritionFacts, Recipe, RecipeGroup, RecipeGroupAssociation, RecipeIngredient,
};
pub use people::{User, UserCategory, UserIngredientUnit, UserSettings};
pub use planning::{Meal, Mode, PlannerEntry, SideSlot};
pub use shopping::{Contribution, ShoppingItem, ShoppingState, UnitConversionRule};

/// The user whose all rows are in a database from before there were users; the application's own migration gives
/// them to this one.
pub const OWNER: i64 = 1;

/// A row of the source, and what it is in the head's shape.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row<T> {
    /// The table that it lies in: an older revision's may have another name.
    pub table: &'static str,
    /// Its primary key as text: `12`, or `3/41` where it has two columns.
    pub row: String,
    /// BLAKE3 over its columns, in hexadecimal: equal where nothing was changed.
    pub digest: String,
    /// All its columns that heirloom reads, with those that have no place in `data`.
    pub columns: Columns,
    /// The row.
    pub data: T,
}

/// A row that cannot be used, with the reason.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SetAside {
    /// The table.
    pub table: &'static str,
    /// Its primary key as text.
    pub row: String,
    /// BLAKE3 over its columns.
    pub digest: String,
    /// Its columns.
    pub columns: Columns,
    /// Why.
    pub why: String,
}

impl<T> Row<T> {
    pub(super) fn set_aside(self, why: String) -> SetAside {
        SetAside {
            table: self.table,
            row: self.row,
            digest: self.digest,
            columns: self.columns,
            why,
        }
    }
}

impl SetAside {
    /// The user whose row it is, where it says so.
    #[must_use]
    pub fn user_id(&self) -> Option<i64> {
        match self.columns.get("user_id") {
            Some(Value::Integer(user)) => Some(*user),
            _ => None,
        }
    }
}

/// All that was read from a database of the application.
///
/// Every row of the tables that heirloom takes over is in one of the lists, or in `set_aside`. In the lists, ids point
/// to rows that are there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rows {
    /// The database: its path, or its address without user and password.
    pub place: String,
    /// Its revision.
    pub revision: Recognised,
    /// People. None before revision 21: all rows are [`OWNER`]'s.
    pub users: Vec<Row<User>>,
    /// Their preferences.
    pub user_settings: Vec<Row<UserSettings>>,
    /// Recipes.
    pub recipes: Vec<Row<Recipe>>,
    /// Ingredients.
    pub ingredients: Vec<Row<Ingredient>>,
    /// Ingredients of recipes. Their order is not stored: this is by recipe and ingredient.
    pub recipe_ingredients: Vec<Row<RecipeIngredient>>,
    /// When recipes were cooked.
    pub recipe_history: Vec<Row<HistoryEntry>>,
    /// Meals; before revision 8 from `meal_selections`.
    pub meals: Vec<Row<Meal>>,
    /// The plan; before revision 8 from `saved_meal_states`.
    pub planner_entries: Vec<Row<PlannerEntry>>,
    /// The shopping list as it stood.
    pub shopping_items: Vec<Row<ShoppingItem>>,
    /// What was ticked and flagged, apart from the list; before revision 24.
    pub shopping_states: Vec<Row<ShoppingState>>,
    /// What each recipe gave to each item.
    pub contributions: Vec<Row<Contribution>>,
    /// Conversion rules, in the order of their ids: of two with the same name and unit the later counts.
    pub unit_conversion_rules: Vec<Row<UnitConversionRule>>,
    /// Nutrition facts, per serving.
    pub nutrition_facts: Vec<Row<NutritionFacts>>,
    /// Groups of recipes.
    pub recipe_groups: Vec<Row<RecipeGroup>>,
    /// What recipes are in them.
    pub recipe_group_associations: Vec<Row<RecipeGroupAssociation>>,
    /// A user's recipe categories.
    pub user_categories: Vec<Row<UserCategory>>,
    /// A user's ingredient categories.
    pub user_ingredient_categories: Vec<Row<UserCategory>>,
    /// A user's units.
    pub user_ingredient_units: Vec<Row<UserIngredientUnit>>,
    /// Rows that cannot be used.
    pub set_aside: Vec<SetAside>,
    /// Tables that heirloom takes nothing from.
    pub out_of_scope: Vec<OutOfScope>,
    /// Columns of its tables that heirloom does not read: `users.stripe_customer_id`.
    pub columns_left_out: Vec<String>,
    /// All that is not as it must be.
    pub defects: Vec<Defect>,
}

/// A table that heirloom takes nothing from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutOfScope {
    /// The table.
    pub table: String,
    /// How many rows it has.
    pub rows: u64,
    /// Why nothing is taken.
    pub why: String,
}
