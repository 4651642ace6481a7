//! How a recipe becomes its words.

use heirloom_events::recipe::{Content, Recipe};
use heirloom_events::values::{DietSet, HouseholdId};
use heirloom_events::{Folded, StreamKey};

use crate::models::recipe_id;
use crate::models::search::normalised::Words;
use crate::models::search::stems::{stems, telling_stems};
use crate::{RowSink, Value};

/// Bytes of words that are indexed. The largest recipes that commands allow are longer than a `tsvector`
/// may be (1 MiB, positions included); what is beyond is not found.
const TITLE_BYTES: usize = 4_000;
const INGREDIENTS_BYTES: usize = 100_000;
const BODY_BYTES: usize = 200_000;

/// Writes the words of a live recipe; nothing for an archived one.
pub(in super::super) fn write(
    household: HouseholdId,
    stream: &StreamKey,
    recipe: &Folded<Recipe>,
    rows: &mut dyn RowSink,
) {
    if !recipe.exists() || recipe.state.archived {
        return;
    }
    let content = &recipe.state.content;
    let lines = content.lines.iter().map(|line| line.text.as_str());
    let title = words([content.title.as_str()], TITLE_BYTES);
    let diet = content.diets.as_ref().map(DietSet::to_text);
    rows.row(
        0,
        &[
            Value::Uuid(household.0),
            Value::Uuid(recipe_id(stream).0),
            Value::text(&title),
            Value::owned(stems(&title)),
            Value::owned(telling_stems(&words(lines, INGREDIENTS_BYTES))),
            Value::owned(telling_stems(&words(body(content, &diet), BODY_BYTES))),
        ],
    );
}

/// What is found last: description, category, meal, diet, tags, directions, notes.
fn body<'a>(content: &'a Content, diet: &'a Option<String>) -> impl Iterator<Item = &'a str> {
    let facts = [&content.description, &content.category, &content.meal_type, diet];
    let steps = content.steps.iter().flat_map(|step| {
        let section = step.section.as_deref();
        section.into_iter().chain([step.text.as_str()])
    });
    facts
        .into_iter()
        .flatten()
        .chain(&content.tags)
        .map(String::as_str)
        .chain(steps)
        .chain(content.notes.as_deref())
}

fn words<'a>(texts: impl IntoIterator<Item = &'a str>, limit: usize) -> String {
    let mut words = Words::new(limit);
    texts.into_iter().for_each(|text| words.take(text));
    words.finish()
}
