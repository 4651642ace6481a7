//! Puts a recipe's ingredient lines into another order.

use std::collections::HashSet;

use heirloom_events::Folded;
use heirloom_events::recipe::IngredientLinesReordered;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::LineId;
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::{editable, line_of};
use crate::commands::refusal::Refusal;

/// Puts a recipe's ingredient lines into another order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReorderLines {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// Every line of it once, in the new order.
    pub order: Vec<LineId>,
}

impl ReorderLines {
    /// # Errors
    /// Where there is no such recipe, it is archived, or the order does not name each of its lines once.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        let recipe = editable(recipe, self.recipe_id)?;
        let lines = &recipe.content.lines;
        for id in &self.order {
            line_of(recipe, self.recipe_id, *id)?;
        }
        let named: HashSet<&LineId> = self.order.iter().collect();
        if named.len() < self.order.len() || named.len() < lines.len() {
            let why = format!(
                "it names {} of {} lines; name each line once",
                named.len(),
                lines.len()
            );
            return Err(Refusal::invalid("order", why));
        }
        if lines.iter().map(|line| &line.line_id).eq(&self.order) {
            return Ok(vec![]);
        }
        let order = self.order.clone();
        Ok(vec![IngredientLinesReordered { order }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;

    fn command(texts: &[&str]) -> ReorderLines {
        let order = texts.iter().map(|text| line(text).line_id).collect();
        ReorderLines {
            recipe_id: leek_tart_id(),
            order,
        }
    }

    #[test]
    fn lines_are_put_into_another_order() {
        let eggs_first = command(&["3 eggs", "3 leeks, washed", "200 g flour"]);
        let event = IngredientLinesReordered {
            order: eggs_first.order.clone(),
        };
        check([leek_tart()], eggs_first, [event.into()]);
    }

    #[test]
    fn the_order_that_they_have_makes_no_event() {
        check(
            [leek_tart()],
            command(&["3 leeks, washed", "200 g flour", "3 eggs"]),
            [],
        );
    }

    #[test]
    fn each_line_is_named_once() {
        refused(
            [leek_tart()],
            command(&["3 eggs"]),
            "it names 1 of 3 lines; name each line once",
        );
        refused([leek_tart()], command(&["3 eggs", "nutmeg"]), "there is no line");
        let twice = command(&["3 leeks, washed", "200 g flour", "3 eggs", "3 eggs"]);
        refused([leek_tart()], twice, "it names 3 of 3 lines");
    }
}
