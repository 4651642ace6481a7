//! The shopping list as it stood, what was ticked, and the rules of its units.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::super::quantity::Amount;

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
