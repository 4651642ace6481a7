//! Takes another spelling of an ingredient in.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent, IngredientDuplicateDefined};
use heirloom_events::limits;
use heirloom_events::values::IngredientId;
use serde::{Deserialize, Serialize};

use super::standing;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Takes another spelling, or another category, of an ingredient in under an id of its own, merged into it from
/// the start: some applications hold `leek` and `Leek` as two rows, and recipes name both. It claims no name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefineDuplicate {
    /// Its id; a new one where none is given.
    #[serde(default)]
    pub ingredient_id: IngredientId,
    /// The ingredient that it is.
    pub duplicate_of: IngredientId,
    /// Its name as it stands there, 1 to 255 characters.
    pub name: String,
    /// Its category as it stands there, 1 to 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

impl DefineDuplicate {
    /// # Errors
    /// Where there is no such ingredient or it was merged or removed itself, a value is not valid, or the id
    /// stands for another ingredient.
    pub fn decide(&self, catalogue: &Catalogue) -> Result<Vec<CatalogueEvent>, Refusal> {
        let Self {
            ingredient_id,
            duplicate_of,
            ..
        } = *self;
        let name = validate::text("name", &self.name, limits::NAME_CHARS)?;
        let category = validate::optional("category", self.category.as_deref(), limits::NAME_CHARS)?;
        if let Some(there) = catalogue.get(ingredient_id) {
            let same =
                (&there.name, &there.category, there.merged_into) == (&name, &category, Some(duplicate_of));
            return match same && !there.removed {
                true => Ok(vec![]),
                false => Err(Refusal::AlreadyExists {
                    what: "ingredient",
                    id: ingredient_id.to_string(),
                    hint: "merge that one, or leave the id out",
                }),
            };
        }
        standing(catalogue, duplicate_of)?;
        Ok(vec![
            IngredientDuplicateDefined {
                ingredient_id,
                duplicate_of,
                name,
                category,
            }
            .into(),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::catalogue::testing::*;
    use crate::commands::catalogue::{RenameIngredient, UnmergeIngredient};

    fn command() -> DefineDuplicate {
        DefineDuplicate {
            ingredient_id: id("LEEK"),
            duplicate_of: id("leek"),
            name: "LEEK".into(),
            category: Some("Produce".into()),
        }
    }

    fn event() -> CatalogueEvent {
        IngredientDuplicateDefined {
            ingredient_id: id("LEEK"),
            duplicate_of: id("leek"),
            name: "LEEK".into(),
            category: Some("Produce".into()),
        }
        .into()
    }

    #[test]
    fn a_second_row_of_one_ingredient_is_taken_in_once() {
        check([defined("leek")], command(), [event()]);
        check([defined("leek"), event()], command(), []);
    }

    #[test]
    fn it_claims_no_name() {
        let rename = RenameIngredient {
            ingredient_id: id("leek"),
            name: "Leek".into(),
        };
        let given = [defined("leek"), event()];
        assert_eq!(folded(given.clone()).owner_of("leek"), Some(id("leek")));
        assert!(
            rename
                .decide(&folded(given))
                .is_ok_and(|events| events.len() == 1)
        );
    }

    #[test]
    fn it_does_not_stand_for_itself_while_the_name_is_taken() {
        let unmerge = UnmergeIngredient {
            ingredient_id: id("LEEK"),
        };
        refused(
            [defined("leek"), event()],
            unmerge,
            "the name `LEEK` is taken by ingredient `leek`",
        );
    }

    #[test]
    fn what_it_is_must_be_there_and_stand_for_itself() {
        refused([], command(), "there is no ingredient");
        refused(
            [defined("leek"), defined("onion"), merged("leek", "onion")],
            command(),
            "was merged into `onion`",
        );
        refused(
            [defined("leek"), removed("leek")],
            command(),
            "was taken out of it",
        );
    }

    #[test]
    fn an_id_stands_for_one_ingredient() {
        let other = DefineDuplicate {
            ingredient_id: id("onion"),
            ..command()
        };
        refused(
            [defined("leek"), defined("onion")],
            other,
            "exists already; merge that one",
        );
    }
}
