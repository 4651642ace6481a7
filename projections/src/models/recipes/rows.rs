//! How a recipe becomes rows.

use heirloom_events::recipe::{Content, Line, Recipe, Step};
use heirloom_events::values::{HouseholdId, Quantity, folded};
use heirloom_events::{Folded, StreamKey};
use uuid::Uuid;

use super::tables::{INGREDIENTS, RECIPES, STEPS, TAGS};
use crate::models::recipe_id;
use crate::{RowSink, Value};

/// Writes all rows of one recipe; none where its stream has no event.
pub(super) fn write(
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
    key.recipe_row(recipe, rows);
    key.children(&recipe.state.content, rows);
}

struct Key {
    household: Uuid,
    recipe: Uuid,
}

impl Key {
    fn recipe_row(&self, recipe: &Folded<Recipe>, rows: &mut dyn RowSink) {
        let state = &recipe.state;
        let content = &state.content;
        rows.row(
            RECIPES,
            &[
                Value::Uuid(self.household),
                Value::Uuid(self.recipe),
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
            ],
        );
    }

    fn children(&self, content: &Content, rows: &mut dyn RowSink) {
        for (position, line) in (1..).zip(&content.lines) {
            self.line_row(position, line, rows);
        }
        for (position, step) in (1..).zip(&content.steps) {
            self.step_row(position, step, rows);
        }
        // A tag given twice means no more than once.
        let tags = &content.tags;
        let distinct = tags
            .iter()
            .enumerate()
            .filter(|(at, tag)| !tags[..*at].contains(tag));
        for (position, (_, tag)) in (1..).zip(distinct) {
            rows.row(
                TAGS,
                &[
                    Value::Uuid(self.household),
                    Value::Uuid(self.recipe),
                    Value::Int(position),
                    Value::text(tag),
                ],
            );
        }
    }

    fn line_row(&self, position: i64, line: &Line, rows: &mut dyn RowSink) {
        let amount = line.amount.as_ref();
        let [quantity, num, den] = number(amount.map(|amount| amount.quantity));
        let [max, max_num, max_den] = number(amount.and_then(|amount| amount.up_to));
        rows.row(
            INGREDIENTS,
            &[
                Value::Uuid(self.household),
                Value::Uuid(self.recipe),
                Value::Int(position),
                Value::Uuid(line.line_id.0),
                Value::text(&line.text),
                quantity,
                num,
                den,
                max,
                max_num,
                max_den,
                Value::opt_text(line.unit.as_deref()),
                Value::opt_uuid(line.ingredient_id.map(|id| id.0)),
            ],
        );
    }

    fn step_row(&self, position: i64, step: &Step, rows: &mut dyn RowSink) {
        rows.row(
            STEPS,
            &[
                Value::Uuid(self.household),
                Value::Uuid(self.recipe),
                Value::Int(position),
                Value::Uuid(step.step_id.0),
                Value::opt_text(step.section.as_deref()),
                Value::text(&step.text),
            ],
        );
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
