//! Adds an ingredient line to a recipe.

use heirloom_events::Folded;
use heirloom_events::limits;
use heirloom_events::recipe::IngredientLineAdded;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::LineId;
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::draft::DraftLine;
use super::{editable, line_of};
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Where a line is put.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Behind all others.
    #[default]
    Last,
    /// Before all others.
    First,
    /// Right behind this line.
    After(LineId),
}

/// Adds an ingredient line to a recipe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddLine {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// The line; it gets a new id where it has none.
    pub line: DraftLine,
    /// Where it is put.
    #[serde(default)]
    pub place: Place,
}

impl AddLine {
    /// # Errors
    /// Where there is no such recipe or line to follow, the recipe is archived or has 500 lines, the id is
    /// taken, or the line is not valid.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        let recipe = editable(recipe, self.recipe_id)?;
        let lines = &recipe.content.lines;
        validate::list("lines", lines.len() + 1, limits::LINES)?;
        let line = self.line.checked("line")?;
        let line = line.with_id(line.line_id.unwrap_or_default(), None);
        if let Some(there) = recipe.line(line.line_id) {
            return match *there == line {
                true => Ok(vec![]),
                false => Err(Refusal::AlreadyExists {
                    what: "line",
                    id: line.line_id.to_string(),
                    hint: "change that one, or leave the id out",
                }),
            };
        }
        let after = match self.place {
            Place::First => None,
            Place::Last => lines.last().map(|last| last.line_id),
            Place::After(id) => Some(line_of(recipe, self.recipe_id, id)?.line_id),
        };
        Ok(vec![IngredientLineAdded { line, after }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;

    fn nutmeg(place: Place) -> AddLine {
        AddLine {
            recipe_id: leek_tart_id(),
            line: line("nutmeg").into(),
            place,
        }
    }

    fn added(after: Option<&str>) -> RecipeEvent {
        IngredientLineAdded {
            line: line("nutmeg"),
            after: after.map(|text| line(text).line_id),
        }
        .into()
    }

    #[test]
    fn a_line_is_put_where_it_is_wanted() {
        check([leek_tart()], nutmeg(Place::Last), [added(Some("3 eggs"))]);
        check([leek_tart()], nutmeg(Place::First), [added(None)]);
        let behind_flour = Place::After(line("200 g flour").line_id);
        check([leek_tart()], nutmeg(behind_flour), [added(Some("200 g flour"))]);
    }

    #[test]
    fn a_line_is_added_once() {
        check([leek_tart(), added(None)], nutmeg(Place::First), []);
        let mut other = nutmeg(Place::First);
        other.line.text = "mace".into();
        refused(
            [leek_tart(), added(None)],
            other,
            "exists already; change that one",
        );
    }

    #[test]
    fn a_line_to_follow_must_be_there() {
        refused(
            [leek_tart()],
            nutmeg(Place::After(line("gone").line_id)),
            "there is no line",
        );
    }

    #[test]
    fn a_range_that_goes_down_is_refused() {
        let mut command = nutmeg(Place::Last);
        command.line.amount = serde_json::from_str(r#"{"quantity":"3","up_to":"2"}"#).unwrap();
        refused(
            [leek_tart()],
            command,
            "line.amount is not valid: range `3–2` does not go up",
        );
    }
}
