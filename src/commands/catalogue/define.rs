//! Takes ingredients into the catalogue.

use std::collections::HashMap;

use heirloom_events::catalogue::{Catalogue, CatalogueEvent, IngredientDefined};
use heirloom_events::limits;
use heirloom_events::values::{IngredientId, folded};
use serde::{Deserialize, Serialize};

use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// How many ingredients one command may define.
const AT_ONCE: usize = 10_000;

/// Takes ingredients into the catalogue. A name that is known already, as a name or an alias, answers with
/// the ingredient that has it, and makes no event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefineIngredients {
    /// The ingredients, at most 10,000.
    pub ingredients: Vec<NewIngredient>,
}

/// An ingredient to be taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewIngredient {
    /// Its id, where it is new; none: a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ingredient_id: Option<IngredientId>,
    /// Its name, 1 to 255 characters.
    pub name: String,
    /// Its category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

impl NewIngredient {
    /// An ingredient of that name.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }
}

impl DefineIngredients {
    /// # Errors
    /// Where a name is not valid, or an id that is given belongs to another ingredient.
    pub fn decide(&self, catalogue: &Catalogue) -> Result<Vec<CatalogueEvent>, Refusal> {
        validate::list("ingredients", self.ingredients.len(), AT_ONCE)?;
        let mut events = Vec::new();
        let mut new: HashMap<String, IngredientId> = HashMap::new();
        let mut ids = std::collections::HashSet::new();
        for (i, given) in self.ingredients.iter().enumerate() {
            let place = |field| format!("ingredients[{i}].{field}");
            let name = validate::text(&place("name"), &given.name, limits::NAME_CHARS)?;
            let category =
                validate::optional(&place("category"), given.category.as_deref(), limits::NAME_CHARS)?;
            if catalogue.owner_of(&name).is_some() || new.contains_key(&folded(&name)) {
                continue;
            }
            let ingredient_id = given.ingredient_id.unwrap_or_default();
            if catalogue.get(ingredient_id).is_some() || !ids.insert(ingredient_id) {
                return Err(Refusal::AlreadyExists {
                    what: "ingredient",
                    id: ingredient_id.to_string(),
                    hint: "rename that one, or leave the id out",
                });
            }
            new.insert(folded(&name), ingredient_id);
            events.push(
                IngredientDefined {
                    ingredient_id,
                    name,
                    category,
                }
                .into(),
            );
        }
        Ok(events)
    }

    /// The ingredients that answer to the names, in their order, in a catalogue that has them.
    #[must_use]
    pub fn answers(&self, catalogue: &Catalogue) -> Vec<IngredientId> {
        self.ingredients
            .iter()
            .filter_map(|given| catalogue.find(&given.name))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::catalogue::testing::*;
    use heirloom_events::catalogue::IngredientAliased;

    fn command(names: &[&str]) -> DefineIngredients {
        let new = |name: &&str| NewIngredient {
            ingredient_id: Some(id(name)),
            ..NewIngredient::named(*name)
        };
        DefineIngredients {
            ingredients: names.iter().map(new).collect(),
        }
    }

    #[test]
    fn several_are_defined_at_once() {
        check(
            [],
            command(&["leek", "flour"]),
            [defined("leek"), defined("flour")],
        );
    }

    #[test]
    fn a_name_that_is_known_makes_no_event() {
        check(
            [defined("leek")],
            command(&["leek", "Leek ", "flour", "FLOUR"]),
            [defined("flour")],
        );
        let alias = IngredientAliased {
            ingredient_id: id("leek"),
            alias: "Lauch".into(),
        };
        check([defined("leek"), alias.into()], command(&["lauch"]), []);
    }

    #[test]
    fn an_id_of_another_ingredient_is_refused() {
        let mut twice = command(&["leek", "flour"]);
        twice.ingredients[1].ingredient_id = Some(id("leek"));
        refused([], twice, "exists already");
    }

    #[test]
    fn a_name_that_no_event_may_carry_is_refused_by_its_place() {
        refused(
            [],
            command(&["leek", " "]),
            "ingredients[1].name is not valid: it is blank",
        );
    }
}
