//! Reads what the log holds in today's shape, and writes today's events in an older one: the one place
//! where versions of events are known.
//!
//! Nothing downstream of [`read`] learns that versions exist; `projections` does not even depend on this
//! crate.
//!
//! * [`mod@step`]: what a step is, and the macros that declare one. A step is a file `src/<event>/v1_to_v2.rs`
//!   with `up` and `down`; its laws are in the docs of [`step::Step`].
//! * [`registry`]: every version that was ever released, and which step leads on from it.
//! * [`read()`], [`write()`]: from the bytes of any version to today, and back.
//!
//! A new version: see `docs/adding-an-event-version.md`.

pub mod created;
pub mod diet_set;
pub mod image_set;
pub mod line_added;
pub mod line_changed;
pub mod meal_selected;
pub mod meal_shopping_set;
pub mod nutrition_tracked;
pub mod reverted;
pub mod shopping_line_added;
// The next event's steps go here; parts that several events share, below.

pub mod content;
pub mod diets;
pub mod image;
pub mod line;
pub mod nutrition;
pub mod shopping_mode;

pub mod part;
mod read;
pub mod registry;
pub mod step;
mod today;
mod write;

pub use read::{ReadError, Stored, locate, read};
pub use registry::{Released, released};
pub use step::{Split, Step, StepError};
pub use write::{Versions, WriteError, Written, write};
