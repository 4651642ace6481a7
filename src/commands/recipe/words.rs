//! What changed between two states of a recipe, in plain words, one entry per field or line.

use heirloom_events::Stream;
use heirloom_events::recipe::{DirectionsRevised, Line, Recipe, RecipeEvent, RecipeTimesSet, Step};
use heirloom_events::values::{DietSet, Difficulty, ImageRef};

use super::changes::events_between;
use super::merge::shortened;
use super::references::references_between;
use super::value_words;

/// What changed, net: a change that was taken back is not told.
#[must_use]
pub fn changes(from: &Recipe, to: &Recipe) -> Vec<String> {
    let mut state = from.clone();
    let mut told = Vec::new();
    for event in events_between(&from.content, &to.content) {
        told.push(in_words(&state, &event));
        state.apply(event);
    }
    for event in references_between(&state, to) {
        told.push(in_words(&state, &event));
    }
    let flags = [
        (
            from.favourite,
            to.favourite,
            "made a favourite",
            "no favourite any more",
        ),
        (from.archived, to.archived, "archived", "restored"),
    ];
    for (was, is, on, off) in flags {
        if was != is {
            told.push(if is { on } else { off }.to_owned());
        }
    }
    match to.times_cooked.saturating_sub(from.times_cooked) {
        0 => {}
        1 => told.push("cooked".to_owned()),
        n => told.push(format!("cooked {n} times")),
    }
    told
}

/// One event in words, seen from the state before it.
#[must_use]
pub fn in_words(before: &Recipe, event: &RecipeEvent) -> String {
    let content = &before.content;
    match event {
        RecipeEvent::RecipeCreated(e) => format!("created as `{}`", shortened(&e.content.title)),
        RecipeEvent::RecipeRenamed(e) => set("title", Some(&content.title), Some(&e.title)),
        RecipeEvent::RecipeDescribed(e) => option("description", &content.description, &e.description),
        RecipeEvent::RecipeCategorised(e) => option("category", &content.category, &e.category),
        RecipeEvent::RecipeMealTypeSet(e) => option("meal type", &content.meal_type, &e.meal_type),
        RecipeEvent::RecipeServingsSet(e) => {
            let was = servings(content.servings, &content.yield_text);
            option("servings", &was, &servings(e.servings, &e.yield_text))
        }
        RecipeEvent::RecipeTimesSet(e) => times(e),
        RecipeEvent::IngredientLineAdded(e) => format!("line `{}` added", shortened(&e.line.text)),
        RecipeEvent::IngredientLineChanged(e) => line_changed(before.line(e.line.line_id), &e.line),
        RecipeEvent::IngredientLineRemoved(e) => {
            let was = before.line(e.line_id).map(|line| shortened(&line.text));
            format!("line `{}` removed", was.unwrap_or_default())
        }
        RecipeEvent::IngredientLineReferenceSet(e) => {
            let line = before.line(e.line_id).map(|line| shortened(&line.text));
            let line = line.unwrap_or_default();
            match e.recipe_id {
                Some(recipe) => format!("line `{line}` stands for recipe {recipe}"),
                None => format!("line `{line}` stands for no recipe any more"),
            }
        }
        RecipeEvent::IngredientLinesReordered(_) => "lines reordered".to_owned(),
        RecipeEvent::DirectionsRevised(e) => steps(&content.steps, e),
        RecipeEvent::RecipeNotesSet(e) => option("notes", &content.notes, &e.notes),
        RecipeEvent::RecipeImageSet(e) => option("picture", &path(&content.image), &path(&e.image)),
        RecipeEvent::RecipeDietSet(e) => option("diet", &diet(&content.diets), &diet(&e.diets)),
        RecipeEvent::RecipeTagged(e) => format!("tag `{}` given", e.tag),
        RecipeEvent::RecipeUntagged(e) => format!("tag `{}` taken off", e.tag),
        RecipeEvent::RecipeFavourited(_) => "made a favourite".to_owned(),
        RecipeEvent::RecipeUnfavourited(_) => "no favourite any more".to_owned(),
        RecipeEvent::RecipeSourceSet(e) if content.source_url == e.source_url => {
            "imported document set".to_owned()
        }
        RecipeEvent::RecipeSourceSet(e) => option("source", &content.source_url, &e.source_url),
        RecipeEvent::RecipeCooked(e) => format!("cooked on {}", e.cooked_at.date_naive()),
        RecipeEvent::RecipeArchived(_) => "archived".to_owned(),
        RecipeEvent::RecipeRestored(_) => "restored".to_owned(),
        RecipeEvent::RecipeReverted(e) => format!("reverted to version {}", e.to_version),
        RecipeEvent::RecipeImageRelocated(e) => format!("picture moved to `{}`", e.to),
        RecipeEvent::RecipeDifficultySet(e) => {
            let said = |difficulty: Option<Difficulty>| difficulty.map(|d| d.to_string());
            option(
                "difficulty",
                &said(content.preparation_difficulty),
                &said(e.difficulty),
            )
        }
        RecipeEvent::NutritionRecorded(e) => option(
            "nutrition facts",
            &content.nutrition.as_ref().map(value_words::nutrition),
            &e.facts.as_ref().map(value_words::nutrition),
        ),
    }
}

fn path(image: &Option<ImageRef>) -> Option<String> {
    image.as_ref().map(ImageRef::to_path)
}

fn diet(diets: &Option<DietSet>) -> Option<String> {
    diets.as_ref().map(value_words::diets)
}

fn option(what: &str, was: &Option<String>, is: &Option<String>) -> String {
    set(what, was.as_deref(), is.as_deref())
}

fn set(what: &str, was: Option<&str>, is: Option<&str>) -> String {
    match (was, is) {
        (_, None) => format!("{what} taken away"),
        (None, Some(is)) => format!("{what} set to `{}`", shortened(is)),
        (Some(was), Some(is)) if shortened(was) == shortened(is) => format!("{what} reworded"),
        (Some(was), Some(is)) => format!("{what} from `{}` to `{}`", shortened(was), shortened(is)),
    }
}

fn servings(servings: Option<u32>, yield_text: &Option<String>) -> Option<String> {
    match (servings, yield_text) {
        (Some(n), Some(text)) => Some(format!("{n} ({text})")),
        (None, text) => text.clone(),
        (Some(n), None) => Some(n.to_string()),
    }
}

fn times(e: &RecipeTimesSet) -> String {
    let shown = |n: Option<u32>| n.map_or("?".to_owned(), |n| n.to_string());
    let [prep, cook, total] = [e.prep_minutes, e.cook_minutes, e.total_minutes].map(shown);
    format!("times set to {prep} preparing, {cook} cooking, {total} minutes in all")
}

fn line_changed(was: Option<&Line>, is: &Line) -> String {
    let text = |line: &Line| shortened(&line.text);
    match was {
        Some(was) if was.text != is.text => format!("line `{}` changed to `{}`", text(was), text(is)),
        Some(was) => format!(
            "line `{}` read another way ({})",
            text(is),
            value_words::reading_changes(was, is)
        ),
        None => format!("line `{}` read another way", text(is)),
    }
}

fn steps(old: &[Step], new: &DirectionsRevised) -> String {
    let known = |step: &Step| old.iter().find(|o| o.step_id == step.step_id);
    let added = new.steps.iter().filter(|step| known(step).is_none()).count();
    let changed = new
        .steps
        .iter()
        .filter(|step| known(step).is_some_and(|o| o != *step))
        .count();
    let removed = (old.len() + added).saturating_sub(new.steps.len());
    match (changed, added, removed) {
        (0, 0, 0) => "steps reordered".to_owned(),
        _ => format!("steps revised ({changed} changed, {added} added, {removed} removed)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;

    #[test]
    fn what_changed_is_told_per_field_and_line() {
        let from = Recipe {
            content: leek_tart_content(),
            ..Recipe::default()
        };
        let mut to = from.clone();
        to.content.title = "Gran's leek tart".into();
        to.content.notes = Some("rest the pastry\nfor an hour".into());
        to.content.lines[2].text = "4 eggs".into();
        to.content.lines.swap(0, 1);
        to.content.steps[0].text = "Make the pastry and chill it.".into();
        to.favourite = true;
        let expected = [
            "title from `Leek tart` to `Gran's leek tart`",
            "line `3 eggs` changed to `4 eggs`",
            "lines reordered",
            "steps revised (1 changed, 0 added, 0 removed)",
            "notes set to `rest the pastry…`",
            "made a favourite",
        ];
        assert_eq!(changes(&from, &to), expected);
        assert!(changes(&from, &from).is_empty());
    }
}
