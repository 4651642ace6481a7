//! `shopping@1`: the application's own rules, in floats, in its order: what its list shows, to the digit.
//!
//! Frozen, with its defects: amounts in units that it does not know are added up as plain numbers, sums are
//! noisy (six times 1 oz is 6.25 oz), what people said of an item is lost when the item leaves the list, and
//! a list is stale until the next synchronisation. [`two`](crate::two) is what heirloom makes of it.
//!
//! * [`ListOne`]: one list, told what happened; it knows no streams.
//! * [`Household`]: a household's lists, one per week, told its events in order.
//! * [`units`], [`python`]: its unit table, and the text functions of its runtime.
//!
//! Where its behaviour is the runtime's: sums are those of Python up to 3.11, from left to right.

mod display;
mod external;
mod household;
mod item;
mod list;
mod operations;
pub mod python;
mod rules;
pub mod units;
mod wanted;

pub use display::{round_to_friendly, to_display};
pub use external::{External, external_key};
pub use household::Household;
pub use item::{Contribution1, Item1, MANUAL, RECIPE};
pub use list::{ListOne, Synchronised};
pub use operations::{Change1, ManualLine, Summary1};
pub use rules::Rule;
pub use units::{Dimension, to_base};
pub use wanted::{Entry, Ingredient1, aggregation_key};
