//! The ingredients of a household: one stream.

pub mod aliased;
pub mod defined;
pub mod merged;
pub mod recategorised;
pub mod renamed;
mod state;
pub mod unmerged;

pub use aliased::IngredientAliased;
pub use defined::IngredientDefined;
pub use merged::IngredientMerged;
pub use recategorised::IngredientRecategorised;
pub use renamed::IngredientRenamed;
pub use state::{Catalogue, Ingredient};
pub use unmerged::IngredientUnmerged;

use crate::stream::stream_events;

stream_events! {
    /// What can happen to the ingredients of a household.
    CatalogueEvent {
        /// An ingredient was taken into the catalogue.
        IngredientDefined,
        /// An ingredient got another name.
        IngredientRenamed,
        /// An ingredient got one more name.
        IngredientAliased,
        /// An ingredient was put into another category.
        IngredientRecategorised,
        /// An ingredient turned out to be another one.
        IngredientMerged,
        /// A merge of ingredients was taken back.
        IngredientUnmerged,
    }
}
