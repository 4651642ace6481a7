//! Who changed what in a recipe, when and why: its history, its state at a version or time, the difference
//! of two versions, the origin of every line.
//!
//! Everything in here is computed from the log alone; no read table is asked.

mod blame;
mod dangling;
mod diff;
mod history;
mod lists;
pub mod mealgenie;
mod spec;
mod whole;
mod words;

pub use blame::{Blame, Blamed, Origin};
pub use diff::{FieldChange, ItemChange, Placed, RecipeDiff, diff};
pub use history::{AuditError, History, Version};
pub use lists::Lists;
pub use spec::{AsOf, SpecError};
pub use whole::{LogReport, check_log};
pub use words::{Word, WordKind, compare_words};
