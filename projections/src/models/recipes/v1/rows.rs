//! How a recipe becomes rows.

use heirloom_events::recipe::{Content, Line, Recipe, Step};
use heirloom_events::values::{HouseholdId, Quantity, folded};
use heirloom_events::{Folded, StreamKey};

use crate::models::recipe_id;
use crate::models::recipes::adds::{Adds, Key, Row};
use crate::models::recipes::{INGREDIENTS, RECIPES, STEPS, TAGS};
use crate::{RowSink, Value};

/// Writes all rows of one recipe, with what later versions add; none where its stream has no event.
pub(in super::super) fn write(
    adds: &[Adds],
    household: HouseholdId,
    stream: &StreamKey,
    recipe: &Folded<Recipe>,
    rows: &mut dyn RowSink,
) {
    if !recipe.exists() {
        return;
    }
    let key = Key {
        household: household.0,
        recipe: recipe_id(stream).0,
    };
    let mut row = Row::with_capacity(40);
    recipe_row(key, recipe, &mut row);
    adds.iter().for_each(|add| (add.recipe)(&recipe.state, &mut row));
    rows.row(RECIPES, &row);
    let content = &recipe.state.content;
    for (position, line) in (1..).zip(&content.lines) {
        row.clear();
        line_row(key, position, line, &mut row);
        adds.iter()
            .for_each(|add| (add.line)(&recipe.state, line, &mut row));
        rows.row(INGREDIENTS, &row);
    }
    steps_and_tags(key, content, rows);
    adds.iter().for_each(|add| (add.tables)(key, &recipe.state, rows));
}

fn recipe_row<'a>(key: Key, recipe: &'a Folded<Recipe>, row: &mut Row<'a>) {
    let state = &recipe.state;
    let content = &state.content;
    row.extend(key.values());
    row.extend([
        Value::count(recipe.version),
        Value::text(&content.title),
        Value::owned(folded(&content.title)),
        Value::opt_text(content.description.as_deref()),
        Value::opt_text(content.category.as_deref()),
        Value::opt_text(content.meal_type.as_deref()),
        Value::opt_int(content.servings),
        Value::opt_text(content.yield_text.as_deref()),
        Value::opt_int(content.prep_minutes),
        Value::opt_int(content.cook_minutes),
        Value::opt_int(content.total_minutes),
        directions(&content.steps).map_or(Value::Null, Value::owned),
        Value::opt_text(content.notes.as_deref()),
        // A version that knows one text shows the text that stands for it.
        content
            .image
            .as_ref()
            .map_or(Value::Null, |image| Value::owned(image.to_path())),
        content
            .diets
            .as_ref()
            .map_or(Value::Null, |diets| Value::owned(diets.to_text())),
        Value::Bool(state.favourite),
        Value::opt_text(content.source_url.as_deref()),
        Value::Int(state.times_cooked.into()),
        Value::opt_time(state.last_cooked_at),
        Value::Bool(state.archived),
        Value::opt_time(recipe.created.map(|stamp| stamp.occurred_at)),
        Value::opt_time(recipe.updated.map(|stamp| stamp.occurred_at)),
    ]);
}

fn line_row<'a>(key: Key, position: i64, line: &'a Line, row: &mut Row<'a>) {
    let amount = line.amount.as_ref();
    row.extend(key.values());
    row.extend([
        Value::Int(position),
        Value::Uuid(line.line_id.0),
        Value::text(&line.text),
    ]);
    row.extend(number(amount.map(|amount| amount.quantity)));
    row.extend(number(amount.and_then(|amount| amount.up_to)));
    row.extend([
        Value::opt_text(line.unit.as_deref()),
        Value::opt_uuid(line.ingredient_id.map(|id| id.0)),
    ]);
}

fn steps_and_tags(key: Key, content: &Content, rows: &mut dyn RowSink) {
    let [household, recipe] = key.values();
    for (position, step) in (1..).zip(&content.steps) {
        let values = [
            household.clone(),
            recipe.clone(),
            Value::Int(position),
            Value::Uuid(step.step_id.0),
            Value::opt_text(step.section.as_deref()),
            Value::text(&step.text),
        ];
        rows.row(STEPS, &values);
    }
    // A tag given twice means no more than once.
    let tags = &content.tags;
    let distinct = tags
        .iter()
        .enumerate()
        .filter(|(at, tag)| !tags[..*at].contains(tag));
    for (position, (_, tag)) in (1..).zip(distinct) {
        let values = [
            household.clone(),
            recipe.clone(),
            Value::Int(position),
            Value::text(tag),
        ];
        rows.row(TAGS, &values);
    }
}

/// The wire form and the two integers of a quantity.
fn number(quantity: Option<Quantity>) -> [Value<'static>; 3] {
    let Some(quantity) = quantity else {
        return [Value::Null, Value::Null, Value::Null];
    };
    let (num, den) = quantity.parts();
    [
        Value::owned(quantity.to_string()),
        Value::Int(num),
        Value::Int(den),
    ]
}

/// The steps as one text, one line each, as the application had them. A heading is a line of its own,
/// `## For the dough`, before the first of its steps. None where there are no steps.
fn directions(steps: &[Step]) -> Option<String> {
    let mut text = String::with_capacity(steps.iter().map(|step| step.text.len() + 1).sum());
    let mut heading = None;
    for step in steps {
        let section = step.section.as_deref();
        if let Some(section) = section.filter(|_| section != heading) {
            text.push_str("## ");
            text.push_str(section);
            text.push('\n');
        }
        heading = section;
        text.push_str(&step.text);
        text.push('\n');
    }
    text.pop().map(|_| text)
}
