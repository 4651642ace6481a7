//! All that a list follows from. Whoever calls decides which version of a recipe is cooked and which entries
//! are active; the algorithm knows no streams.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
pub use heirloom_events::catalogue::{Pantry, UnitRule};
pub use heirloom_events::shopping::{Changed, Mark, Said};
pub use heirloom_events::values::ShoppingMode;
use heirloom_events::values::{
    Amount, IngredientId, ItemId, LineId, Quantity, RecipeId, SelectionId, ShoppingSource, UnitId,
};
use serde::Serialize;

/// The system of measures that a household reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum UnitSystem {
    /// Grams and litres.
    #[default]
    Metric,
    /// Ounces and cups.
    Us,
    /// Ounces and imperial pints.
    Imperial,
}

/// What of a household matters to its lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct House {
    /// The system in which amounts are shown.
    pub system: UnitSystem,
    /// What a `cup` of no country is; none: the US customary one.
    pub cup: Option<UnitId>,
    /// What a `tbsp` of no country is; none: the US customary one.
    pub tbsp: Option<UnitId>,
    /// Its own units, in the order in which they were set: `factor` of `from_unit` are one `to_unit`, as in the
    /// application, for one ingredient by name or alias; for every ingredient where the name is empty.
    pub rules: Vec<UnitRule>,
}

/// One planned meal.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its id.
    pub entry: SelectionId,
    /// Its day.
    pub date: NaiveDate,
    /// For how many it is cooked; none: for as many as each recipe says.
    pub servings: Option<u32>,
    /// What of it is bought.
    pub mode: ShoppingMode,
    /// Whether it is still to be cooked: not completed, not cleared, not archived.
    pub active: bool,
    /// The main dish, then the sides in their order; one recipe may stand there twice.
    pub dishes: Vec<Arc<Dish>>,
    /// The recipes that lines refer to, and those that their lines refer to, in the versions that are cooked.
    pub references: BTreeMap<RecipeId, Arc<Dish>>,
}

/// A recipe in the version that is cooked.
#[derive(Clone, Debug, PartialEq)]
pub struct Dish {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// Its version.
    pub version: u64,
    /// Its title in that version.
    pub title: String,
    /// How many it serves; of a range the lower end.
    pub servings: Option<u32>,
    /// What it makes, where that is measured (`500 ml`): for recipes that another one uses.
    pub yields: Vec<(Quantity, UnitId)>,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// An ingredient line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its id.
    pub line_id: LineId,
    /// The text as typed.
    pub text: String,
    /// How much.
    pub amount: Option<Amount>,
    /// The unit as written.
    pub unit: Option<String>,
    /// The unit of the table that was meant when the line was written.
    pub unit_id: Option<UnitId>,
    /// The ingredient.
    pub ingredient_id: Option<IngredientId>,
    /// How it is prepared: `sifted` may have a density of its own.
    pub preparation: Option<String>,
    /// Whether it may be left out.
    pub optional: bool,
    /// The recipe that it stands for, where it is no ingredient.
    pub references: Option<RecipeId>,
}

/// An ingredient of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Food {
    /// The ingredient that answers for it: itself, or what it was merged into.
    pub canonical: IngredientId,
    /// Its name.
    pub name: String,
    /// Its category.
    pub category: Option<String>,
    /// Its other names.
    pub aliases: Vec<String>,
    /// How heavy a millilitre of it is.
    pub densities: Vec<Density>,
    /// How much one of it is.
    pub portions: Vec<Portion>,
}

/// How heavy a millilitre is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Density {
    /// In which state (`sifted`, `packed`); none: as it comes.
    pub state: Option<String>,
    /// Grams in a millilitre.
    pub grams_per_ml: Quantity,
}

/// How much one of something is: one onion 110 g, a stick of butter 113.398 g.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portion {
    /// One of what, as written; empty: each.
    pub unit: String,
    /// How much that is.
    pub amount: Quantity,
    /// In which unit.
    pub amount_unit: UnitId,
}

/// A line that somebody, or another application, put on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnLine {
    /// Its id.
    pub item_id: ItemId,
    /// Its name.
    pub name: String,
    /// How much; 0: nothing was said.
    pub quantity: Quantity,
    /// In which unit, as written.
    pub unit: Option<String>,
    /// Its category.
    pub category: Option<String>,
    /// Who put it there: `manual`, `recipe`, or the slug of an application. Lines of `recipe` are an imported
    /// list's own copy of what the plan says; the plan is what counts here.
    pub source: ShoppingSource,
}

/// Everything that a list follows from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Input {
    /// The household.
    pub house: House,
    /// The planned meals, in any order.
    pub entries: Vec<Entry>,
    /// The ingredients that lines and pantry name, and those that were merged into them.
    pub foods: BTreeMap<IngredientId, Food>,
    /// What is at home.
    pub pantry: BTreeMap<IngredientId, Pantry>,
    /// Lines that somebody put there, in order.
    pub lines: Vec<OwnLine>,
    /// What was said of items, in order.
    pub marks: Vec<Mark>,
}
