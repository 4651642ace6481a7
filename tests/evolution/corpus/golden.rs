//! What every stream is after its events, in a form that no later build changes.
//!
//! A recipe's content is told as the event that would create it, in the version that was the newest when the
//! golden file was made: later builds write it by their steps' way back, so a shape that changes later changes
//! nothing here, and a step that loses something shows. What golden files tell of other streams has a number,
//! `format`: 1 (and none at all) is what was to be told before there were meals with names, 2 before a line could
//! stand for a recipe.

use std::collections::BTreeMap;
use std::sync::Arc;

use futures_util::TryStreamExt as _;
use heirloom::events::catalogue::Catalogue;
use heirloom::events::household::Household;
use heirloom::events::plan::WeekPlan;
use heirloom::events::recipe::{Recipe, RecipeCreated, RecipeEvent};
use heirloom::events::values::Side;
use heirloom::events::{Event, State};
use heirloom::store::{EventLog, reader};
use heirloom_upcasters::{Versions, write};
use serde_json::{Value, json};

use super::later;

const CREATED: &str = "RecipeCreated";

/// The version of `RecipeCreated` that is the newest now: what a new golden file is told in.
pub(crate) fn newest() -> u32 {
    Versions::today().get(CREATED).expect("recipes are created")
}

/// How a golden file tells what streams are.
#[derive(Clone, Copy)]
pub(crate) struct Manner {
    /// The version of `RecipeCreated`.
    pub(crate) created: u32,
    /// What is told beside recipes' contents.
    pub(crate) format: u64,
}

impl Manner {
    /// That of a golden file that is made now.
    pub(crate) fn of_today() -> Self {
        Self {
            created: newest(),
            format: 3,
        }
    }

    /// That of a golden file.
    pub(crate) fn of(golden: &Value) -> Self {
        let number = |key: &str| golden[key].as_u64();
        let created = number(CREATED).and_then(|version| u32::try_from(version).ok());
        Self {
            created: created.expect("it is a version"),
            format: number("format").unwrap_or(1),
        }
    }
}

/// Every stream of a log by household, kind and id.
pub(crate) async fn told(log: &Arc<dyn EventLog>, manner: Manner) -> Value {
    let streams: BTreeMap<String, Value> = states(log)
        .await
        .iter()
        .map(|(stream, state)| (stream.clone(), state_told(state, manner)))
        .collect();
    match manner.format {
        1 => json!({ CREATED: manner.created, "streams": streams }),
        format => json!({ CREATED: manner.created, "format": format, "streams": streams }),
    }
}

/// Every stream of a log after all its events.
pub(crate) async fn states(log: &Arc<dyn EventLog>) -> BTreeMap<String, State> {
    let mut states = BTreeMap::new();
    let mut batches = log.replay().await.expect("a replay starts").batches;
    while let Some(batch) = batches.try_next().await.expect("and ends") {
        for stored in &batch {
            let recorded = reader::read(stored).expect("every event can be read");
            let stream = format!("{}/{}", recorded.household, recorded.stream);
            let kind = recorded.stream.aggregate_type;
            let state = states.entry(stream).or_insert_with(|| State::empty(kind));
            state.apply(recorded);
        }
    }
    states
}

fn state_told(state: &State, manner: Manner) -> Value {
    let is_first = manner.format == 1;
    match state {
        State::Recipe(folded) => {
            let mut told =
                json!({ "version": folded.version, "recipe": recipe(&folded.state, manner.created) });
            if manner.format > 2 {
                told["references"] = json!(folded.state.references);
            }
            told
        }
        State::Catalogue(folded) if is_first => {
            json!({ "version": folded.version, "ingredients": catalogue(&folded.state) })
        }
        State::Catalogue(folded) => json!({
            "version": folded.version,
            "ingredients": catalogue(&folded.state),
            "kitchen": later::kitchen(&folded.state),
        }),
        State::Household(folded) => {
            json!({ "version": folded.version, "household": household(&folded.state) })
        }
        State::Plan(folded) if is_first => {
            json!({ "version": folded.version, "meals": week(&folded.state) })
        }
        State::Plan(folded) => json!({ "version": folded.version, "week": later::week(&folded.state) }),
        State::Meal(folded) => json!({ "version": folded.version, "meal": later::meal(&folded.state) }),
        State::Shopping(folded) => {
            json!({ "version": folded.version, "shopping": later::shopping(&folded.state) })
        }
        State::Source(folded) => json!({ "version": folded.version, "source": later::source(&folded.state) }),
    }
}

/// A recipe, its content as the event that would create it in this version.
pub(crate) fn recipe(recipe: &Recipe, created: u32) -> Value {
    let content = recipe.content.clone();
    let event: Event = RecipeEvent::from(RecipeCreated { content }).into();
    let versions: Versions = [(CREATED, created)].into_iter().collect();
    let written = write(&event, &versions).expect("a recipe's content can be written in any version");
    let payload: Value = serde_json::from_str(&written.payload).expect("payloads are JSON");
    json!({
        "created": payload,
        "residue": written.residues,
        "favourite": recipe.favourite,
        "archived": recipe.archived,
        "times_cooked": recipe.times_cooked,
        "last_cooked_at": recipe.last_cooked_at,
    })
}

fn catalogue(catalogue: &Catalogue) -> Value {
    let one = |(id, ingredient): (_, &heirloom::events::catalogue::Ingredient)| {
        json!({
            "id": id,
            "name": ingredient.name,
            "category": ingredient.category,
            "aliases": ingredient.aliases,
            "merged_into": ingredient.merged_into,
        })
    };
    catalogue.iter().map(one).collect()
}

fn household(household: &Household) -> Value {
    json!({ "name": household.name, "settings": household.settings })
}

fn week(week: &WeekPlan) -> Value {
    let one = |(id, meal): (_, &heirloom::events::plan::MealSelection)| {
        let slots = [1, 2, 3].map(|slot| Side::of_slot(&meal.sides, slot));
        json!({
            "id": id,
            "main": meal.main_recipe_id,
            "sides": slots,
            "on": meal.planned_date,
            "exclude_from_shopping": meal.shopping_mode.excludes(),
        })
    };
    week.selections.iter().map(one).collect()
}
