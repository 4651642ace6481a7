//! Takes an ingredient out of the catalogue.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent, IngredientRemoved};
use heirloom_events::values::IngredientId;
use serde::{Deserialize, Serialize};

use super::existing;
use crate::commands::refusal::Refusal;

/// Takes an ingredient out of the catalogue. Its names are free for others; recipes that name it keep it, and
/// show it as it was called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveIngredient {
    /// The ingredient.
    pub ingredient_id: IngredientId,
}

impl RemoveIngredient {
    /// # Errors
    /// Where there is no such ingredient, or others that have names of their own are merged into it.
    pub fn decide(&self, catalogue: &Catalogue) -> Result<Vec<CatalogueEvent>, Refusal> {
        let ingredient_id = self.ingredient_id;
        let ingredient = existing(catalogue, ingredient_id)?;
        if ingredient.removed {
            return Ok(vec![]);
        }
        let mut others = catalogue.iter().filter(|(id, other)| {
            // Duplicates own no name, so nobody finds the removed one by theirs.
            other.merged_into == Some(ingredient_id) && catalogue.owner_of(&other.name) == Some(*id)
        });
        match others.next() {
            None => Ok(vec![IngredientRemoved { ingredient_id }.into()]),
            Some((_, other)) => {
                let why = format!(
                    "`{}` was merged into `{}`, and would be gone with it; unmerge or remove that one first",
                    other.name, ingredient.name
                );
                Err(Refusal::invalid("ingredient_id", why))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::catalogue::testing::*;
    use crate::commands::catalogue::{AliasIngredient, DefineIngredients, NewIngredient};

    fn command(name: &str) -> RemoveIngredient {
        RemoveIngredient {
            ingredient_id: id(name),
        }
    }

    #[test]
    fn an_ingredient_is_taken_out_once() {
        check([defined("leek")], command("leek"), [removed("leek")]);
        check([defined("leek"), removed("leek")], command("leek"), []);
        refused([], command("leek"), "there is no ingredient");
    }

    #[test]
    fn its_name_is_free_for_another_one() {
        let new = NewIngredient {
            ingredient_id: Some(id("new")),
            ..NewIngredient::named("leek")
        };
        let define = DefineIngredients {
            ingredients: vec![new],
        };
        let events = define
            .decide(&folded([defined("leek"), removed("leek")]))
            .unwrap();
        assert_eq!(events.len(), 1);
    }

    #[test]
    fn what_was_taken_out_takes_no_edits() {
        let alias = AliasIngredient {
            ingredient_id: id("leek"),
            alias: "Lauch".into(),
        };
        refused(
            [defined("leek"), removed("leek")],
            alias,
            "was taken out of it; define it anew",
        );
    }

    #[test]
    fn one_that_answers_for_others_stays() {
        let given = vec![defined("leek"), defined("leeks"), merged("leeks", "leek")];
        refused(given.clone(), command("leek"), "unmerge or remove that one first");
        check(
            [given, vec![removed("leeks")]].concat(),
            command("leek"),
            [removed("leek")],
        );
    }
}
