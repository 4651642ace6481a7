//! Gives an ingredient another name.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent, IngredientRenamed};
use heirloom_events::limits;
use heirloom_events::values::IngredientId;
use serde::{Deserialize, Serialize};

use super::{free_for, standing};
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Gives an ingredient another name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenameIngredient {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// The new name, 1 to 255 characters.
    pub name: String,
}

impl RenameIngredient {
    /// # Errors
    /// Where there is no such ingredient, it was merged, or the name is taken or not valid.
    pub fn decide(&self, catalogue: &Catalogue) -> Result<Vec<CatalogueEvent>, Refusal> {
        let ingredient_id = self.ingredient_id;
        let ingredient = standing(catalogue, ingredient_id)?;
        let name = validate::text("name", &self.name, limits::NAME_CHARS)?;
        free_for(catalogue, &name, ingredient_id)?;
        match ingredient.name == name {
            true => Ok(vec![]),
            false => Ok(vec![IngredientRenamed { ingredient_id, name }.into()]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::catalogue::testing::*;

    fn command(of: &str, name: &str) -> RenameIngredient {
        RenameIngredient {
            ingredient_id: id(of),
            name: name.into(),
        }
    }

    fn renamed(of: &str, name: &str) -> CatalogueEvent {
        IngredientRenamed {
            ingredient_id: id(of),
            name: name.into(),
        }
        .into()
    }

    #[test]
    fn an_ingredient_gets_another_name_or_another_spelling() {
        check(
            [defined("leek")],
            command("leek", "spring leek"),
            [renamed("leek", "spring leek")],
        );
        check(
            [defined("leek")],
            command("leek", "Leek"),
            [renamed("leek", "Leek")],
        );
        check([defined("leek")], command("leek", " leek"), []);
    }

    #[test]
    fn a_taken_name_is_refused_and_its_owner_named() {
        let given = [defined("leek"), defined("onion")];
        refused(
            given,
            command("leek", "ONION"),
            "the name `ONION` is taken by ingredient `onion`",
        );
    }

    #[test]
    fn a_name_that_was_given_up_is_free() {
        let given = [defined("leek"), renamed("leek", "spring leek"), defined("onion")];
        check(given, command("onion", "leek"), [renamed("onion", "leek")]);
    }

    #[test]
    fn a_merged_ingredient_is_refused() {
        let given = [defined("leek"), defined("onion"), merged("leek", "onion")];
        refused(given, command("leek", "leeks"), "was merged into `onion`");
    }
}
