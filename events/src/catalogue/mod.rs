//! The ingredients of a household: one stream.

pub mod aliased;
pub mod defined;
pub mod density_removed;
pub mod density_set;
pub mod duplicate_defined;
pub mod merged;
pub mod pantry_set;
pub mod portion_removed;
pub mod portion_set;
pub mod recategorised;
pub mod removed;
pub mod renamed;
mod state;
pub mod unit_rule_removed;
pub mod unit_rule_set;
pub mod unmerged;

pub use aliased::IngredientAliased;
pub use defined::IngredientDefined;
pub use density_removed::DensityRemoved;
pub use density_set::DensitySet;
pub use duplicate_defined::IngredientDuplicateDefined;
pub use merged::IngredientMerged;
pub use pantry_set::PantrySet;
pub use portion_removed::PortionRemoved;
pub use portion_set::PortionSet;
pub use recategorised::IngredientRecategorised;
pub use removed::IngredientRemoved;
pub use renamed::IngredientRenamed;
pub use state::{Catalogue, Ingredient, Pantry, Portion, UnitRule};
pub use unit_rule_removed::UnitRuleRemoved;
pub use unit_rule_set::UnitRuleSet;
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
        /// Another spelling of an ingredient was taken in under an id of its own.
        IngredientDuplicateDefined,
        /// An ingredient was taken out of the catalogue.
        IngredientRemoved,
        /// How heavy an ingredient is was set.
        DensitySet,
        /// How heavy an ingredient is was taken away.
        DensityRemoved,
        /// How much one of an ingredient is was set.
        PortionSet,
        /// How much one of an ingredient is was taken away.
        PortionRemoved,
        /// A rule by which the shopping list changes units was set.
        UnitRuleSet,
        /// A rule by which the shopping list changes units was taken away.
        UnitRuleRemoved,
        /// What is at home of an ingredient was set.
        PantrySet,
    }
}
