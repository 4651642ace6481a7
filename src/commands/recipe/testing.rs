//! Given, when, then for recipes, and the recipe that the tests of the commands share.

use cqrs_es::test::TestFramework;
use heirloom_events::Folded;
use heirloom_events::recipe::{Content, Line, Recipe, RecipeCreated, RecipeEvent, Step};
use heirloom_events::values::{LineId, RecipeId, StepId};

use super::{Known, RecipeAggregate, RecipeCommand};
use crate::commands::fact::Fact;

/// These events given, the command makes those.
#[track_caller]
pub(crate) fn check(
    given: impl Into<Vec<RecipeEvent>>,
    when: impl Into<RecipeCommand>,
    then: impl Into<Vec<RecipeEvent>>,
) {
    check_beside(&[], given, when, then);
}

/// The same beside other recipes: each a title, and the titles of those that its lines stand for.
#[track_caller]
pub(crate) fn check_beside(
    others: &[(&str, &[&str])],
    given: impl Into<Vec<RecipeEvent>>,
    when: impl Into<RecipeCommand>,
    then: impl Into<Vec<RecipeEvent>>,
) {
    let given = given.into();
    let expected = then.into().into_iter().map(Fact).collect();
    TestFramework::<RecipeAggregate>::with(known(&given, others))
        .given(given.into_iter().map(Fact).collect())
        .when(when.into())
        .then_expect_events(expected);
}

/// These events given, the command is refused with a message that has this in it.
#[track_caller]
pub(crate) fn refused(given: impl Into<Vec<RecipeEvent>>, when: impl Into<RecipeCommand>, message: &str) {
    refused_beside(&[], given, when, message);
}

/// The same beside other recipes, as in [`check_beside`].
#[track_caller]
pub(crate) fn refused_beside(
    others: &[(&str, &[&str])],
    given: impl Into<Vec<RecipeEvent>>,
    when: impl Into<RecipeCommand>,
    message: &str,
) {
    let given = given.into();
    let result = TestFramework::<RecipeAggregate>::with(known(&given, others))
        .given(given.into_iter().map(Fact).collect())
        .when(when.into())
        .inspect_result();
    let refusal = result.expect_err("the command should be refused").to_string();
    assert!(refusal.contains(message), "`{refusal}` lacks `{message}`");
}

fn known(past: &[RecipeEvent], others: &[(&str, &[&str])]) -> Known {
    let recipe = |title: &str, inside: &[&str]| {
        let mut recipe = Folded::<Recipe> {
            version: 1,
            ..Folded::default()
        };
        recipe.state.archived = inside.contains(&ARCHIVED);
        recipe.state.content.title = title.to_owned();
        let inside = inside
            .iter()
            .map(|inside| (line(inside).line_id, RecipeId::derived(inside)));
        recipe.state.references = inside.collect();
        recipe
    };
    let others = others
        .iter()
        .map(|(title, inside)| (RecipeId::derived(title), recipe(title, inside)));
    Known {
        past: past.to_vec(),
        others: others.collect(),
    }
}

/// Among what is in another recipe: it is archived.
pub(crate) const ARCHIVED: &str = "(archived)";

pub(crate) fn leek_tart_id() -> RecipeId {
    RecipeId::derived("leek tart")
}

/// A line of the leek tart, or one like it.
pub(crate) fn line(text: &str) -> Line {
    Line {
        line_id: LineId::derived(text),
        text: text.into(),
        amount: None,
        unit: None,
        unit_id: None,
        preparation_method: None,
        optional: false,
        ingredient_id: None,
    }
}

/// A step of the leek tart, or one like it.
pub(crate) fn step(text: &str) -> Step {
    Step {
        step_id: StepId::derived(text),
        section: None,
        text: text.into(),
    }
}

pub(crate) fn leek_tart_content() -> Content {
    Content {
        title: "Leek tart".into(),
        servings: Some(4),
        lines: ["3 leeks, washed", "200 g flour", "3 eggs"].map(line).to_vec(),
        steps: ["Make the pastry.", "Sweat the leeks gently."].map(step).to_vec(),
        tags: vec!["autumn".into()],
        ..Content::default()
    }
}

pub(crate) fn leek_tart() -> RecipeEvent {
    RecipeCreated {
        content: leek_tart_content(),
    }
    .into()
}
