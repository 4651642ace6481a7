//! What can be asked of a household's catalogue of ingredients.
//!
//! A name, as `folded` compares them, belongs to one ingredient of the household, among names and aliases
//! alike. The catalogue is one stream, so its expected version keeps that true under racing writers.

pub mod aggregate;
pub mod alias;
mod conversions;
pub mod define;
pub mod define_duplicate;
pub mod merge;
pub mod normalize;
pub mod recategorise;
pub mod remove;
pub mod remove_density;
pub mod remove_portion;
pub mod remove_unit_rule;
pub mod rename;
pub mod set_density;
pub mod set_pantry;
pub mod set_portion;
pub mod set_unit_rule;
#[cfg(test)]
pub(crate) mod testing;
pub mod unmerge;
pub mod words;

pub use aggregate::CatalogueAggregate;
pub use alias::AliasIngredient;
pub use define::{DefineIngredients, NewIngredient};
pub use define_duplicate::DefineDuplicate;
pub use merge::MergeIngredient;
pub use normalize::{Fold, NormalizeIngredients, Rule};
pub use recategorise::RecategoriseIngredient;
pub use remove::RemoveIngredient;
pub use remove_density::RemoveDensity;
pub use remove_portion::RemovePortion;
pub use remove_unit_rule::RemoveUnitRule;
pub use rename::RenameIngredient;
pub use set_density::SetDensity;
pub use set_pantry::SetPantry;
pub use set_portion::SetPortion;
pub use set_unit_rule::SetUnitRule;
pub use unmerge::UnmergeIngredient;

use heirloom_events::Folded;
use heirloom_events::catalogue::{Catalogue, CatalogueEvent, Ingredient};
use heirloom_events::values::IngredientId;

use crate::commands::fact::stream_commands;
use crate::commands::refusal::Refusal;

stream_commands! {
    /// What can be asked of a household's catalogue.
    CatalogueCommand {
        /// Take ingredients in.
        DefineIngredients,
        /// Give one another name.
        RenameIngredient,
        /// Give one more name.
        AliasIngredient,
        /// Put one into another category.
        RecategoriseIngredient,
        /// Note that one is another one.
        MergeIngredient,
        /// Take that back.
        UnmergeIngredient,
        /// Bring them into order by rules.
        NormalizeIngredients,
        /// Take another spelling of one in, merged from the start.
        DefineDuplicate,
        /// Take one out.
        RemoveIngredient,
        /// Set how heavy one is.
        SetDensity,
        /// Take that away.
        RemoveDensity,
        /// Set how much one of it is.
        SetPortion,
        /// Take that away.
        RemovePortion,
        /// Set by which unit the household buys something.
        SetUnitRule,
        /// Take that away.
        RemoveUnitRule,
        /// Set what is at home of one.
        SetPantry,
    }
}

impl CatalogueCommand {
    /// The events that it makes of the catalogue as it is; none where it changes nothing.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn decide(&self, catalogue: &Folded<Catalogue>) -> Result<Vec<CatalogueEvent>, Refusal> {
        let catalogue = &catalogue.state;
        match self {
            Self::DefineIngredients(c) => c.decide(catalogue),
            Self::RenameIngredient(c) => c.decide(catalogue),
            Self::AliasIngredient(c) => c.decide(catalogue),
            Self::RecategoriseIngredient(c) => c.decide(catalogue),
            Self::MergeIngredient(c) => c.decide(catalogue),
            Self::UnmergeIngredient(c) => c.decide(catalogue),
            Self::NormalizeIngredients(c) => c.decide(catalogue),
            Self::DefineDuplicate(c) => c.decide(catalogue),
            Self::RemoveIngredient(c) => c.decide(catalogue),
            Self::SetDensity(c) => c.decide(catalogue),
            Self::RemoveDensity(c) => c.decide(catalogue),
            Self::SetPortion(c) => c.decide(catalogue),
            Self::RemovePortion(c) => c.decide(catalogue),
            Self::SetUnitRule(c) => c.decide(catalogue),
            Self::RemoveUnitRule(c) => c.decide(catalogue),
            Self::SetPantry(c) => c.decide(catalogue),
        }
    }
}

/// What an ingredient is called, for a message.
pub(crate) fn name_of(catalogue: &Catalogue, id: IngredientId) -> String {
    catalogue.get(id).map(|i| i.name.clone()).unwrap_or_default()
}

/// The ingredient, merged or not.
pub(crate) fn existing(catalogue: &Catalogue, id: IngredientId) -> Result<&Ingredient, Refusal> {
    catalogue.get(id).ok_or_else(|| Refusal::NotFound {
        what: "ingredient",
        id: id.to_string(),
        place: "this household's catalogue".into(),
        hint: "look for it by its name, or define it",
    })
}

/// The ingredient, where it is in the catalogue and stands for itself.
pub(crate) fn standing(catalogue: &Catalogue, id: IngredientId) -> Result<&Ingredient, Refusal> {
    let ingredient = existing(catalogue, id)?;
    if ingredient.removed {
        return Err(Refusal::NotFound {
            what: "ingredient",
            id: id.to_string(),
            place: "this household's catalogue".into(),
            hint: "it was taken out of it; define it anew",
        });
    }
    match ingredient.merged_into {
        None => Ok(ingredient),
        Some(_) => {
            let into = catalogue.canonical(id);
            Err(Refusal::Merged {
                id,
                name: ingredient.name.clone(),
                into,
                into_name: name_of(catalogue, into),
            })
        }
    }
}

/// Nobody else goes by this name.
pub(crate) fn free_for(catalogue: &Catalogue, name: &str, id: IngredientId) -> Result<(), Refusal> {
    match catalogue.owner_of(name).filter(|owner| *owner != id) {
        None => Ok(()),
        Some(by) => Err(Refusal::NameTaken {
            name: name.to_owned(),
            by,
            by_name: name_of(catalogue, by),
        }),
    }
}
