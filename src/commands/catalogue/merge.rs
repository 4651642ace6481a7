//! Notes that an ingredient is another one.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent, IngredientMerged};
use heirloom_events::values::IngredientId;
use serde::{Deserialize, Serialize};

use super::{existing, standing};
use crate::commands::refusal::Refusal;

/// Notes that an ingredient is another one. Its id and names stay valid and answer for that one; it can be
/// taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MergeIngredient {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// The one that it is.
    pub into: IngredientId,
}

impl MergeIngredient {
    /// Both stand for themselves, and only then; so there is never a cycle.
    ///
    /// # Errors
    /// Where one of them does not exist or was merged, or both are the same.
    pub fn decide(&self, catalogue: &Catalogue) -> Result<Vec<CatalogueEvent>, Refusal> {
        let Self { ingredient_id, into } = *self;
        if ingredient_id == into {
            let why = format!("ingredient `{into}` cannot be merged into itself; name two");
            return Err(Refusal::invalid("into", why));
        }
        if existing(catalogue, ingredient_id)?.merged_into == Some(into) {
            return Ok(vec![]);
        }
        standing(catalogue, ingredient_id)?;
        standing(catalogue, into)?;
        Ok(vec![IngredientMerged { ingredient_id, into }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::catalogue::testing::*;

    fn command(of: &str, into: &str) -> MergeIngredient {
        MergeIngredient {
            ingredient_id: id(of),
            into: id(into),
        }
    }

    fn three() -> Vec<CatalogueEvent> {
        ["leek", "leeks", "onion"].map(defined).to_vec()
    }

    #[test]
    fn an_ingredient_turns_out_to_be_another_one() {
        check(three(), command("leeks", "leek"), [merged("leeks", "leek")]);
        let given = [three(), vec![merged("leeks", "leek")]].concat();
        check(given, command("leeks", "leek"), []);
    }

    #[test]
    fn there_is_never_a_cycle() {
        refused(three(), command("leek", "leek"), "cannot be merged into itself");
        let given = [three(), vec![merged("leeks", "leek"), merged("leek", "onion")]].concat();
        refused(given, command("onion", "leeks"), "was merged into `onion`");
    }

    #[test]
    fn a_merged_one_is_not_merged_again() {
        let given = [three(), vec![merged("leeks", "leek")]].concat();
        refused(given.clone(), command("leeks", "onion"), "was merged into `leek`");
        refused(
            given,
            command("onion", "leeks"),
            "name that one, or unmerge it first",
        );
    }
}
