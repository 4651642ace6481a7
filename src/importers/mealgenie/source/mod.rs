//! Reads a database of the application, at any of its 40 schema revisions, into rows of the newest shape.
//!
//! The way of a value: `sqlite` or `postgres` reads it as it lies there ([`Value`]); `canonical` gives it the
//! type that its column has, and says where it had none ([`Defect`]); `build` makes the row of the head's shape
//! out of the columns of whatever revision it is; `checks` looks at rows together: ids that point nowhere,
//! duplicates, contradictions. What cannot be used is set aside with the reason ([`SetAside`]), never dropped.
//!
//! The database is opened read-only, all is read in one transaction, and neither the file nor what lies beside it
//! is changed. Images are told by their paths; no image is touched.
//!
//! A new revision of the application: a line in `revisions`, its columns in `columns`, its meaning in `build`.

mod build;
mod canonical;
mod checks;
mod columns;
mod connection;
mod defect;
mod digest;
mod error;
mod fields;
mod postgres;
mod quantity;
mod recognise;
mod revisions;
mod rows;
mod shape;
mod sqlite;
mod summary;
mod table;
mod times;
mod value;

pub use defect::{Defect, DefectKind};
pub use error::SourceError;
pub use quantity::{Amount, exact};
pub use recognise::{Recognised, RecognisedBy};
pub use revisions::{HEAD, REVISIONS, Revision};
pub use rows::{
    Contribution, HistoryEntry, Ingredient, Meal, Mode, NutritionFacts, OWNER, OutOfScope, PlannerEntry,
    Recipe, RecipeGroup, RecipeGroupAssociation, RecipeIngredient, Row, Rows, SetAside, ShoppingItem,
    ShoppingState, SideSlot, UnitConversionRule, User, UserCategory, UserIngredientUnit, UserSettings,
};
pub use summary::{AnyRow, TableCount};
pub use value::{Columns, Value};

use connection::Connection;

/// The table of that name, of those that heirloom takes something from; `?` for any other.
pub(super) fn table_named(name: &str) -> &'static str {
    let table = columns::TABLES.iter().find(|table| table.name == name);
    table.map_or("?", |table| table.name)
}

/// Reads all that heirloom takes over from a database of the application: a path or `sqlite://path` of a SQLite
/// file, or `postgres://user@host/database`.
///
/// ```no_run
/// # async fn example() -> Result<(), heirloom::importers::mealgenie::source::SourceError> {
/// let rows = heirloom::importers::mealgenie::source::read("meal_genie.db").await?;
/// println!("{}: {} recipes, {} defects", rows.revision, rows.recipes.len(), rows.defects.len());
/// # Ok(()) }
/// ```
///
/// # Errors
/// Where it cannot be opened, is no database of the application, or not as its revision must be; nothing was
/// changed. [`SourceError::exit_code`] says how a command ends with it. No error shows a password.
pub async fn read(address: &str) -> Result<Rows, SourceError> {
    let mut connection = Connection::open(address).await?;
    let outcome = build::all(&mut connection).await;
    let closed = connection.close().await;
    let rows = outcome?;
    closed.map(|()| rows)
}
