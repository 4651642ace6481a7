//! Records what a serving of a recipe contains.

use heirloom_events::Folded;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::{Method, NutritionFacts, RecipeId};
use serde::{Deserialize, Serialize};

use super::edit;
use super::given_nutrition::stated_by_default;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Records what a serving of a recipe contains, or takes that away. Facts take the place of those before;
/// the two are never mixed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordNutrition {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// The facts, of one serving; in JSON `method` may be left out and is `stated@1` then. None: taken away.
    #[serde(
        default,
        deserialize_with = "stated_by_default",
        skip_serializing_if = "Option::is_none"
    )]
    pub facts: Option<NutritionFacts>,
}

impl RecordNutrition {
    /// # Errors
    /// Where there is no such recipe, it is archived, the facts hold no number or a value is not valid.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        edit(recipe, self.recipe_id, |content| {
            let facts = self.facts.clone().map(validate::nutrition).transpose()?;
            if facts.as_ref().is_some_and(is_empty) {
                return Err(Refusal::invalid(
                    "facts",
                    "there is no number in them; give one, or leave `facts` out to take them away",
                ));
            }
            content.nutrition = facts;
            Ok(())
        })
    }
}

/// Whether nothing is known of a serving.
fn is_empty(facts: &NutritionFacts) -> bool {
    let nothing = NutritionFacts {
        source: facts.source.clone(),
        measured_on: facts.measured_on,
        ..NutritionFacts::new(Method::clone(&facts.method))
    };
    nothing == *facts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::limits;
    use heirloom_events::recipe::NutritionRecorded;

    fn command(facts: Option<NutritionFacts>) -> RecordNutrition {
        RecordNutrition {
            recipe_id: leek_tart_id(),
            facts,
        }
    }

    fn event(facts: Option<NutritionFacts>) -> RecipeEvent {
        NutritionRecorded { facts }.into()
    }

    fn read(facts: &str) -> Result<RecordNutrition, serde_json::Error> {
        serde_json::from_str(&format!(
            r#"{{"recipe_id":"{}","facts":{facts}}}"#,
            leek_tart_id()
        ))
    }

    #[test]
    fn facts_are_recorded_once_and_taken_away() {
        let facts = Some(NutritionFacts::stated(320));
        check([leek_tart()], command(facts.clone()), [event(facts.clone())]);
        check([leek_tart(), event(facts.clone())], command(facts.clone()), []);
        check([leek_tart(), event(facts)], command(None), [event(None)]);
    }

    #[test]
    fn facts_in_json_are_stated_unless_they_say_how_they_were_come_by() {
        let stated = read(r#"{"calories":320,"protein_g":"7/2"}"#)
            .unwrap()
            .facts
            .unwrap();
        assert_eq!((stated.method.as_str(), stated.calories), ("stated@1", Some(320)));
        let computed = read(r#"{"protein_g":"7/2","method":"atwater@2"}"#).unwrap();
        assert_eq!(computed.facts.unwrap().method, Method::ATWATER_2);
        assert_eq!(read("null").unwrap().facts, None);
    }

    #[test]
    fn mistakes_in_json_are_named() {
        let mistake = |facts: &str, part: &str| {
            let error = read(facts).unwrap_err().to_string();
            assert!(error.contains(part), "`{error}` lacks `{part}`");
        };
        mistake(r#"{"kcal":320}"#, "unknown field `kcal`");
        mistake(r#"{"protein_g":3.5}"#, "3.5");
        mistake(r#"{"calories":1,"method":"guess"}"#, "`guess` is no method");
        mistake(r#"{"calories":-1}"#, "-1");
    }

    #[test]
    fn facts_without_a_number_or_beyond_all_reason_are_refused() {
        let nothing = NutritionFacts {
            source: Some("a label".into()),
            ..NutritionFacts::new(Method::STATED)
        };
        refused(
            [leek_tart()],
            command(Some(nothing)),
            "there is no number in them",
        );
        let absurd = NutritionFacts::stated(limits::CALORIES + 1);
        refused([leek_tart()], command(Some(absurd)), "100001 is out of bounds");
        let blank = NutritionFacts {
            source: Some(" ".into()),
            ..NutritionFacts::stated(1)
        };
        refused(
            [leek_tart()],
            command(Some(blank)),
            "nutrition.source is not valid",
        );
    }
}
