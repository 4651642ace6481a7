//! Says for which recipe an ingredient line stands.

use heirloom_events::Folded;
use heirloom_events::recipe::{IngredientLineReferenceSet, Recipe, RecipeEvent};
use heirloom_events::values::{LineId, RecipeId};
use serde::{Deserialize, Serialize};

use super::beside::Beside;
use super::references::may_stand_in;
use super::{editable, line_of};
use crate::commands::refusal::Refusal;

/// Says for which recipe an ingredient line stands (`500 ml tomato sauce`), or that it is an ingredient after all.
///
/// Lists then have what that recipe is made of: the line's amount counts batches of it, its servings, or what its
/// yield says that it makes (`500 ml`). What the line says, stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferLine {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// The line.
    pub line_id: LineId,
    /// The recipe that it stands for; none: it is an ingredient.
    pub to_recipe_id: Option<RecipeId>,
}

impl ReferLine {
    /// # Errors
    /// Where there is no such recipe or line, one of the recipes is archived, or a recipe would contain itself
    /// or go deeper than lists follow.
    pub fn decide(&self, recipe: &Folded<Recipe>, beside: &dyn Beside) -> Result<Vec<RecipeEvent>, Refusal> {
        let state = editable(recipe, self.recipe_id)?;
        line_of(state, self.recipe_id, self.line_id)?;
        let (line_id, recipe_id) = (self.line_id, self.to_recipe_id);
        if state.references.get(&line_id).copied() == recipe_id {
            return Ok(vec![]);
        }
        if let Some(to) = recipe_id {
            // first of all whether it is the recipe itself, which is no other
            may_stand_in(self.recipe_id, to, beside)?;
            editable(beside.other(to).unwrap_or(&Folded::default()), to)?;
        }
        Ok(vec![IngredientLineReferenceSet { line_id, recipe_id }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::{IngredientLineRemoved, RecipeArchived};

    fn eggs_are(to: Option<&str>) -> ReferLine {
        ReferLine {
            recipe_id: leek_tart_id(),
            line_id: line("3 eggs").line_id,
            to_recipe_id: to.map(RecipeId::derived),
        }
    }

    fn set(to: Option<&str>) -> RecipeEvent {
        IngredientLineReferenceSet {
            line_id: line("3 eggs").line_id,
            recipe_id: to.map(RecipeId::derived),
        }
        .into()
    }

    #[test]
    fn a_line_stands_for_a_recipe_once_and_then_for_none() {
        let given = [leek_tart()];
        check_beside(
            &[("dough", &[])],
            given.clone(),
            eggs_are(Some("dough")),
            [set(Some("dough"))],
        );
        let given = [leek_tart(), set(Some("dough"))];
        check_beside(&[("dough", &[])], given.clone(), eggs_are(Some("dough")), []);
        check(given, eggs_are(None), [set(None)]);
        check([leek_tart()], eggs_are(None), []);
    }

    #[test]
    fn a_line_or_a_recipe_that_is_not_there_is_an_error() {
        let gone = IngredientLineRemoved {
            line_id: line("3 eggs").line_id,
        };
        refused([leek_tart(), gone.into()], eggs_are(None), "there is no line");
        refused([leek_tart()], eggs_are(Some("dough")), "there is no recipe");
        refused(
            [leek_tart(), RecipeArchived {}.into()],
            eggs_are(None),
            "is archived",
        );
    }

    #[test]
    fn a_recipe_that_was_put_away_is_not_referred_to_anew() {
        let others = [("dough", &[ARCHIVED][..])];
        refused_beside(&others, [leek_tart()], eggs_are(Some("dough")), "is archived");
    }

    #[test]
    fn a_recipe_never_contains_itself_however_far() {
        refused_beside(
            &[],
            [leek_tart()],
            eggs_are(Some("leek tart")),
            "a recipe cannot stand in itself",
        );
        let others = [("dough", &["butter"][..]), ("butter", &["leek tart"])];
        refused_beside(
            &others,
            [leek_tart()],
            eggs_are(Some("dough")),
            "`dough` → `butter` → this recipe",
        );
    }

    #[test]
    fn a_recipe_goes_no_deeper_than_lists_follow() {
        let names: Vec<String> = (1..=9).map(|n| n.to_string()).collect();
        let inside: Vec<Vec<&str>> = names.windows(2).map(|two| vec![two[1].as_str()]).collect();
        let mut others: Vec<(&str, &[&str])> = names
            .iter()
            .zip(&inside)
            .map(|(name, inside)| (name.as_str(), &inside[..]))
            .collect();
        others.push(("9", &[]));
        refused_beside(
            &others,
            [leek_tart()],
            eggs_are(Some("1")),
            "more than 8 recipes deep",
        );
        check_beside(&others, [leek_tart()], eggs_are(Some("2")), [set(Some("2"))]);
    }
}
