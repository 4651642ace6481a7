//! From one content to another by the fewest events: what every edit, merge and undo is written with.
//!
//! Law: the events between `a` and `b`, applied to `a`, give exactly `b`; between `a` and `a` there are
//! none. It holds for contents in which line ids and tags are unique; commands let no others through.

use std::collections::{HashMap, HashSet};

use heirloom_events::recipe::*;
use heirloom_events::values::LineId;

/// The fewest events that lead from one content to the other, field by field, line by line.
#[must_use]
pub fn events_between(from: &Content, to: &Content) -> Vec<RecipeEvent> {
    let mut events = fields(from, to);
    events.extend(lines(&from.lines, &to.lines));
    if from.steps != to.steps {
        let steps = to.steps.clone();
        events.push(DirectionsRevised { steps }.into());
    }
    events.extend(late_fields(from, to));
    events.extend(tags(&from.tags, &to.tags));
    if (&from.source_url, &from.document) != (&to.source_url, &to.document) {
        let (source_url, document) = (to.source_url.clone(), to.document.clone());
        events.push(RecipeSourceSet { source_url, document }.into());
    }
    events
}

fn fields(from: &Content, to: &Content) -> Vec<RecipeEvent> {
    let mut events = Vec::new();
    if from.title != to.title {
        let title = to.title.clone();
        events.push(RecipeRenamed { title }.into());
    }
    if from.description != to.description {
        let description = to.description.clone();
        events.push(RecipeDescribed { description }.into());
    }
    if from.category != to.category {
        let category = to.category.clone();
        events.push(RecipeCategorised { category }.into());
    }
    if from.meal_type != to.meal_type {
        let meal_type = to.meal_type.clone();
        events.push(RecipeMealTypeSet { meal_type }.into());
    }
    if (from.servings, &from.yield_text) != (to.servings, &to.yield_text) {
        let (servings, yield_text) = (to.servings, to.yield_text.clone());
        events.push(RecipeServingsSet { servings, yield_text }.into());
    }
    let times = |c: &Content| RecipeTimesSet {
        prep_minutes: c.prep_minutes,
        cook_minutes: c.cook_minutes,
        total_minutes: c.total_minutes,
    };
    if times(from) != times(to) {
        events.push(times(to).into());
    }
    if from.preparation_difficulty != to.preparation_difficulty {
        let difficulty = to.preparation_difficulty;
        events.push(RecipeDifficultySet { difficulty }.into());
    }
    if from.nutrition != to.nutrition {
        let facts = to.nutrition.clone();
        events.push(NutritionRecorded { facts }.into());
    }
    events
}

fn late_fields(from: &Content, to: &Content) -> Vec<RecipeEvent> {
    let mut events = Vec::new();
    if from.notes != to.notes {
        let notes = to.notes.clone();
        events.push(RecipeNotesSet { notes }.into());
    }
    if from.image != to.image {
        let image = to.image.clone();
        events.push(RecipeImageSet { image }.into());
    }
    if from.diets != to.diets {
        let diets = to.diets.clone();
        events.push(RecipeDietSet { diets }.into());
    }
    events
}

/// Removed, changed, added; then one reordering where the order is still another.
fn lines(from: &[Line], to: &[Line]) -> Vec<RecipeEvent> {
    let wanted: HashMap<LineId, &Line> = to.iter().map(|line| (line.line_id, line)).collect();
    let present: HashSet<LineId> = from.iter().map(|line| line.line_id).collect();
    let mut events = Vec::new();
    let mut order: Vec<LineId> = Vec::with_capacity(to.len());
    for line in from {
        match wanted.contains_key(&line.line_id) {
            true => order.push(line.line_id),
            false => events.push(
                IngredientLineRemoved {
                    line_id: line.line_id,
                }
                .into(),
            ),
        }
    }
    for line in from {
        if let Some(changed) = wanted.get(&line.line_id).filter(|new| **new != line) {
            let line = (*changed).clone();
            events.push(IngredientLineChanged { line }.into());
        }
    }
    let mut after = None;
    for line in to {
        if !present.contains(&line.line_id) {
            order.insert(place_after(&order, after), line.line_id);
            let line = line.clone();
            events.push(IngredientLineAdded { line, after }.into());
        }
        after = Some(line.line_id);
    }
    if !order.iter().eq(to.iter().map(|line| &line.line_id)) {
        let order = to.iter().map(|line| line.line_id).collect();
        events.push(IngredientLinesReordered { order }.into());
    }
    events
}

fn place_after(order: &[LineId], after: Option<LineId>) -> usize {
    // The predecessor is always there: lines are added in their final order.
    after
        .and_then(|id| order.iter().position(|o| *o == id))
        .map_or(0, |i| i + 1)
}

/// The fold adds a tag at the end, so what stays is the longest beginning of `to` that stands in `from` in
/// this order; everything behind it is taken off and given again.
fn tags(from: &[String], to: &[String]) -> Vec<RecipeEvent> {
    let mut rest = from.iter();
    let kept = to.iter().take_while(|tag| rest.any(|old| old == *tag)).count();
    let (stay, again) = to.split_at(kept);
    let off = from.iter().filter(|tag| !stay.contains(tag)).cloned();
    let off = off.map(|tag| RecipeUntagged { tag }.into());
    let on = again.iter().cloned().map(|tag| RecipeTagged { tag }.into());
    off.chain(on).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::arbitrary::{content_beside, contents};
    use heirloom_events::Stream;
    use proptest::prelude::*;

    fn applied(from: &Content, events: Vec<RecipeEvent>) -> Content {
        let mut recipe = Recipe {
            content: from.clone(),
            ..Recipe::default()
        };
        events.into_iter().for_each(|event| recipe.apply(event));
        recipe.content
    }

    fn pair() -> impl Strategy<Value = (Content, Content)> {
        contents().prop_flat_map(|a| (Just(a.clone()), content_beside(a)))
    }

    proptest! {
        #[test]
        fn the_events_between_two_contents_lead_from_one_to_the_other((a, b) in pair()) {
            prop_assert_eq!(applied(&a, events_between(&a, &b)), b);
        }

        #[test]
        fn unrelated_contents_are_reached_too(a in contents(), b in contents()) {
            prop_assert_eq!(applied(&a, events_between(&a, &b)), b);
        }

        #[test]
        fn between_equal_contents_there_are_no_events(a in contents()) {
            prop_assert!(events_between(&a, &a).is_empty());
        }

        #[test]
        fn each_event_changes_something((a, b) in pair()) {
            let mut recipe = Recipe { content: a.clone(), ..Recipe::default() };
            for event in events_between(&a, &b) {
                let before = recipe.clone();
                recipe.apply(event.clone());
                prop_assert_ne!(before, recipe.clone(), "{:?}", event);
            }
        }
    }

    #[test]
    fn a_moved_line_is_one_reordering() {
        let line = |n: &str| Line {
            line_id: LineId::derived(n),
            text: n.into(),
            amount: None,
            unit: None,
            unit_id: None,
            ingredient_id: None,
            preparation_method: None,
            optional: false,
        };
        let content = |names: [&str; 3]| Content {
            lines: names.map(line).to_vec(),
            ..Content::default()
        };
        let events = events_between(
            &content(["salt", "flour", "eggs"]),
            &content(["flour", "eggs", "salt"]),
        );
        let names: Vec<_> = events.iter().map(RecipeEvent::event_type).collect();
        assert_eq!(names, ["IngredientLinesReordered"]);
    }
}
