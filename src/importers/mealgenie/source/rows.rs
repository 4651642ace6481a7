//! What was read: rows in the shape of the application's newest revision, whatever revision they come from.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::defect::Defect;
use super::quantity::Amount;
use super::recognise::Recognised;
use super::value::{Columns, Value};

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

/// A person. Nothing of signing in and paying is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct User {
    /// Its id.
    pub id: i64,
    /// The name.
    pub name: Option<String>,
    /// The address.
    pub email: Option<String>,
    /// Since when.
    pub created_at: Option<DateTime<Utc>>,
}

/// A person's preferences.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UserSettings {
    /// Whose.
    pub user_id: i64,
    /// They; none where the text is no JSON.
    pub settings: Option<serde_json::Value>,
    /// Since when.
    pub updated_at: Option<DateTime<Utc>>,
}

/// A recipe. Times are minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recipe {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub user_id: i64,
    /// Its name; never blank.
    pub name: String,
    /// Its category.
    pub category: String,
    /// Its meal type, as written.
    pub meal_type: String,
    /// Its diet, as written.
    pub diet_pref: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// Preparing.
    pub prep_time: Option<i64>,
    /// Cooking. Before revision 36 the whole time where it was all that is known, as the application's migration
    /// does; not where the preparation would count twice by that.
    pub cook_time: Option<i64>,
    /// The whole time as revisions before 36 held it, beside the others.
    pub total_time: Option<i64>,
    /// For how many; at least 1.
    pub servings: Option<i64>,
    /// `Easy`, `Medium` or `Hard`, where it is as the application writes it.
    pub difficulty: Option<String>,
    /// Steps, one a line.
    pub directions: Option<String>,
    /// Notes.
    pub notes: Option<String>,
    /// Its image; before revision 6 from `image_path`, which the application's migration loses.
    pub reference_image_path: Option<String>,
    /// The image over its page.
    pub banner_image_path: Option<String>,
    /// What its images are named by; none before revision 37.
    pub image_key: Option<String>,
    /// When it was made.
    pub created_at: Option<DateTime<Utc>>,
    /// Whether it is a favourite.
    pub is_favorite: bool,
    /// Whether a model wrote it.
    pub is_ai_generated: bool,
    /// Where it comes from.
    pub source_url: Option<String>,
}

/// An ingredient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ingredient {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub user_id: i64,
    /// Its name; never blank.
    pub name: String,
    /// Its category.
    pub category: String,
    /// The user's ingredient with the lowest id whose folded name is the same, where that is another row.
    pub duplicate_of: Option<i64>,
}

/// An ingredient of a recipe.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecipeIngredient {
    /// The recipe.
    pub recipe_id: i64,
    /// The ingredient.
    pub ingredient_id: i64,
    /// How much.
    pub quantity: Amount,
    /// Of what unit, as written.
    pub unit: Option<String>,
}

/// A recipe was cooked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HistoryEntry {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub user_id: i64,
    /// The recipe.
    pub recipe_id: i64,
    /// When; none where that cannot be read.
    pub cooked_at: Option<DateTime<Utc>>,
}

/// A meal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meal {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub user_id: i64,
    /// Its name; never blank.
    pub name: String,
    /// The main dish.
    pub main_recipe_id: i64,
    /// The sides by their slots, ascending; a gap stays a gap.
    pub sides: Vec<SideSlot>,
    /// Its tags, as written.
    pub tags: Vec<String>,
    /// Whether it is kept when it leaves the plan. `is_favorite` before revision 19; false before 8, as the
    /// application's migration has it.
    pub is_saved: bool,
    /// When it was made.
    pub created_at: Option<DateTime<Utc>>,
}

/// A side dish in its slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SideSlot {
    /// The slot, from 1.
    pub slot: u16,
    /// The recipe.
    pub recipe_id: i64,
}

/// What of an entry goes on the shopping list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Everything.
    All,
    /// Only produce.
    ProduceOnly,
    /// Nothing.
    None,
}

/// A meal on the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannerEntry {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub user_id: i64,
    /// The meal.
    pub meal_id: i64,
    /// Its place; many may have the same. Before revision 8 the rank of its id.
    pub position: i64,
    /// Whether it was cooked.
    pub is_completed: bool,
    /// When.
    pub completed_at: Option<DateTime<Utc>>,
    /// For what day; the application never writes it.
    pub scheduled_date: Option<NaiveDate>,
    /// What goes on the list; before revision 18 from `exclude_from_shopping`.
    pub shopping_mode: Mode,
    /// Whether it left the plan and stays in the history.
    pub is_cleared: bool,
}

/// An item of the shopping list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ShoppingItem {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub user_id: i64,
    /// Its name; never blank.
    pub name: String,
    /// How much.
    pub quantity: Amount,
    /// Of what unit, as written.
    pub unit: Option<String>,
    /// Its category, as written.
    pub category: Option<String>,
    /// `recipe`, `manual`, or the slug of an external source.
    pub source: String,
    /// Whether it is ticked.
    pub have: bool,
    /// Whether it is flagged.
    pub flagged: bool,
    /// The key by which recipes add to it; before revision 24 `state_key`, whose form was another.
    pub aggregation_key: Option<String>,
}

/// What was ticked and flagged of an item, kept apart from the list before revision 24.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ShoppingState {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub user_id: i64,
    /// The item's key: `name::unit`, from late 2025 on `name::dimension`.
    pub key: String,
    /// How much was ticked.
    pub quantity: Amount,
    /// Of what unit.
    pub unit: Option<String>,
    /// Whether it is ticked.
    pub checked: bool,
    /// Whether it is flagged.
    pub flagged: bool,
}

/// What a recipe of an entry gave to an item.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Contribution {
    /// Its id.
    pub id: i64,
    /// The item.
    pub shopping_item_id: i64,
    /// The recipe.
    pub recipe_id: i64,
    /// The entry.
    pub planner_entry_id: i64,
    /// Grams, millilitres or a plain number.
    pub base_quantity: Option<f64>,
    /// `mass`, `volume`, `count` or `unknown`.
    pub dimension: String,
}

/// A user's rule for the display of an item.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnitConversionRule {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub user_id: i64,
    /// The ingredient, by name.
    pub ingredient_name: String,
    /// The unit that is shown without it.
    pub from_unit: String,
    /// The unit that is shown by it.
    pub to_unit: String,
    /// How many of the one are one of the other.
    pub factor: Amount,
    /// Whether the result is rounded up.
    pub round_up: bool,
    /// When it was made.
    pub created_at: Option<DateTime<Utc>>,
}

/// Nutrition facts of a recipe, per serving.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(
    missing_docs,
    reason = "the fields are named for what they hold, and in what unit"
)]
pub struct NutritionFacts {
    pub id: i64,
    pub recipe_id: i64,
    pub calories: Option<i64>,
    pub protein_g: Option<f64>,
    pub total_fat_g: Option<f64>,
    pub saturated_fat_g: Option<f64>,
    pub trans_fat_g: Option<f64>,
    pub cholesterol_mg: Option<f64>,
    pub sodium_mg: Option<f64>,
    pub total_carbs_g: Option<f64>,
    pub dietary_fiber_g: Option<f64>,
    pub total_sugars_g: Option<f64>,
    pub is_ai_estimated: bool,
}

/// A group of recipes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecipeGroup {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub user_id: i64,
    /// Its name; never blank.
    pub name: String,
    /// When it was made.
    pub created_at: Option<DateTime<Utc>>,
}

/// A recipe is in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RecipeGroupAssociation {
    /// The recipe.
    pub recipe_id: i64,
    /// The group.
    pub group_id: i64,
}

/// A category of a user's, of recipes or of ingredients.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UserCategory {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub user_id: i64,
    /// What rows hold of it.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// Whether the user made it.
    pub is_custom: bool,
    /// Whether it is offered.
    pub is_enabled: bool,
    /// Its place.
    pub position: i64,
}

/// A unit of a user's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UserIngredientUnit {
    /// What it has in common with categories.
    #[serde(flatten)]
    pub entry: UserCategory,
    /// `count`, `mass` or `volume`.
    pub unit_type: String,
}
