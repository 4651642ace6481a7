//! Changes an ingredient line of a recipe.

use heirloom_events::Folded;
use heirloom_events::recipe::Line;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::draft::DraftLine;
use super::{edit, line_of};
use crate::commands::refusal::Refusal;

/// Changes an ingredient line of a recipe: what it says becomes what is given; its place stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeLine {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// The line, with its id. In JSON only the id and the text must be there; a meaning of the unit that is
    /// left over from another unit counts as none.
    #[serde(deserialize_with = "with_defaults")]
    pub line: Line,
}

/// Who knows nothing of `optional` may leave it out: commands sent by older programs go on working.
fn with_defaults<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Line, D::Error> {
    let line = DraftLine::deserialize(deserializer)?;
    let missing = || D::Error::custom("missing field `line_id`");
    let id = line.line_id.ok_or_else(missing)?;
    Ok(Line {
        unit_id: line.unit_id.clone(),
        ..line.with_id(id, None)
    })
}

impl ChangeLine {
    /// # Errors
    /// Where there is no such recipe or line, the recipe is archived, or the line is not valid.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        edit(recipe, self.recipe_id, |content| {
            let id = self.line.line_id;
            let before = line_of(&recipe.state, self.recipe_id, id)?;
            let changed = DraftLine::from(self.line.clone()).checked("line")?;
            let changed = changed.with_id(id, Some(before));
            let place = content.lines.iter_mut().find(|line| line.line_id == id);
            place.into_iter().for_each(|line| *line = changed.clone());
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::IngredientLineChanged;

    fn command(line: Line) -> ChangeLine {
        ChangeLine {
            recipe_id: leek_tart_id(),
            line,
        }
    }

    #[test]
    fn a_line_is_reworded_and_keeps_its_id() {
        let four = Line {
            text: "4 eggs".into(),
            ..line("3 eggs")
        };
        check(
            [leek_tart()],
            command(four.clone()),
            [IngredientLineChanged { line: four }.into()],
        );
        check([leek_tart()], command(line("3 eggs")), []);
    }

    #[test]
    fn a_command_of_an_older_program_is_still_read() {
        let id = line("3 eggs").line_id;
        let json = |line: String| {
            let json = format!(r#"{{"recipe_id":"{}","line":{line}}}"#, leek_tart_id());
            serde_json::from_str::<ChangeLine>(&json)
        };
        let read = json(format!(r#"{{"line_id":"{id}","text":"4 eggs"}}"#)).unwrap();
        let four = Line {
            text: "4 eggs".into(),
            ..line("3 eggs")
        };
        assert_eq!(read, command(four));
        let error = json(r#"{"text":"4 eggs"}"#.into()).unwrap_err().to_string();
        assert!(error.contains("missing field `line_id`"), "{error}");
    }

    #[test]
    fn another_unit_gets_its_own_meaning() {
        let of = |unit: &str, id: &str| Line {
            unit: Some(unit.into()),
            unit_id: Some(id.parse().unwrap()),
            ..line("3 eggs")
        };
        let cups = IngredientLineChanged {
            line: of("cups", "us_cup"),
        };
        check(
            [leek_tart(), cups.into()],
            command(of("g", "us_cup")),
            [IngredientLineChanged {
                line: of("g", "gram"),
            }
            .into()],
        );
    }

    #[test]
    fn a_line_that_is_not_there_is_an_error() {
        refused([leek_tart()], command(line("nutmeg")), "there is no line");
    }
}
