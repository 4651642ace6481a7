//! Gives an ingredient one more name.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent, IngredientAliased};
use heirloom_events::limits;
use heirloom_events::values::IngredientId;
use serde::{Deserialize, Serialize};

use super::{free_for, standing};
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// How many aliases an ingredient may have.
const ALIASES: usize = 100;

/// Gives an ingredient one more name by which it is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AliasIngredient {
    /// The ingredient.
    pub ingredient_id: IngredientId,
    /// The other name, 1 to 255 characters.
    pub alias: String,
}

impl AliasIngredient {
    /// # Errors
    /// Where there is no such ingredient, it was merged or has 100 aliases, or the name is taken or not valid.
    pub fn decide(&self, catalogue: &Catalogue) -> Result<Vec<CatalogueEvent>, Refusal> {
        let ingredient_id = self.ingredient_id;
        let ingredient = standing(catalogue, ingredient_id)?;
        let alias = validate::text("alias", &self.alias, limits::NAME_CHARS)?;
        free_for(catalogue, &alias, ingredient_id)?;
        if catalogue.owner_of(&alias) == Some(ingredient_id) {
            return Ok(vec![]);
        }
        validate::list("aliases", ingredient.aliases.len() + 1, ALIASES)?;
        Ok(vec![IngredientAliased { ingredient_id, alias }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::catalogue::testing::*;

    fn command(of: &str, alias: &str) -> AliasIngredient {
        AliasIngredient {
            ingredient_id: id(of),
            alias: alias.into(),
        }
    }

    #[test]
    fn an_ingredient_gets_one_more_name_once() {
        let event: CatalogueEvent = IngredientAliased {
            ingredient_id: id("leek"),
            alias: "Lauch".into(),
        }
        .into();
        check([defined("leek")], command("leek", "Lauch"), [event.clone()]);
        check([defined("leek"), event], command("leek", "lauch"), []);
        check([defined("leek")], command("leek", "LEEK"), []);
    }

    #[test]
    fn a_name_of_another_one_is_refused() {
        refused(
            [defined("leek"), defined("onion")],
            command("leek", "onion"),
            "is taken by ingredient",
        );
    }

    #[test]
    fn an_unknown_ingredient_is_an_error() {
        refused([], command("leek", "Lauch"), "there is no ingredient");
    }
}
