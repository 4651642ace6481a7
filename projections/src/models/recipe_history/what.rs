//! What an event did, in a sentence of plain words. The words are part of the table's rows: other words
//! are another version of the projection.

use std::collections::HashMap;

use heirloom_events::recipe::{
    Content, IngredientLineAdded, IngredientLineReferenceSet, Line, Recipe, RecipeEvent,
};
use heirloom_events::values::{DietSet, ImageRef, LineId};

use super::moved::moved;
use super::nutrition::nutrition_recorded;
use super::steps::steps_revised;
use super::words::{all, both, counted, shown, unchanged, value, value_or_unchanged as text};

/// What an event does to the recipe that it meets: `` renamed from `Stew` to `Beef stew` ``.
///
/// Pure, and total: an event that makes no sense in its state says so.
///
/// ```
/// use heirloom_events::recipe::{Recipe, RecipeRenamed};
/// use heirloom_projections::models::recipe_history::what;
/// let mut stew = Recipe::default();
/// stew.content.title = "Stew".to_owned();
/// let renamed = RecipeRenamed { title: "Beef stew".to_owned() };
/// assert_eq!(what(&stew, &renamed.into()), "renamed from `Stew` to `Beef stew`");
/// ```
#[must_use]
pub fn what(before: &Recipe, event: &RecipeEvent) -> String {
    let old = &before.content;
    match event {
        RecipeEvent::RecipeCreated(e) => created(&e.content),
        RecipeEvent::RecipeRenamed(e) => format!("renamed from {} to {}", shown(&old.title), shown(&e.title)),
        RecipeEvent::RecipeDescribed(e) => text("description", &old.description, &e.description),
        RecipeEvent::RecipeCategorised(e) => text("category", &old.category, &e.category),
        RecipeEvent::RecipeMealTypeSet(e) => text("meal", &old.meal_type, &e.meal_type),
        RecipeEvent::RecipeServingsSet(e) => all([
            value("servings", &plain(old.servings), &plain(e.servings)),
            value("yield", &old.yield_text, &e.yield_text),
        ])
        .unwrap_or_else(|| unchanged("servings")),
        RecipeEvent::RecipeTimesSet(e) => all([
            value(
                "preparation time",
                &minutes(old.prep_minutes),
                &minutes(e.prep_minutes),
            ),
            value(
                "cooking time",
                &minutes(old.cook_minutes),
                &minutes(e.cook_minutes),
            ),
            value(
                "total time",
                &minutes(old.total_minutes),
                &minutes(e.total_minutes),
            ),
        ])
        .unwrap_or_else(|| unchanged("times")),
        RecipeEvent::IngredientLineAdded(e) => line_added(&old.lines, e),
        RecipeEvent::IngredientLineChanged(e) => line_changed(&old.lines, &e.line),
        RecipeEvent::IngredientLineRemoved(e) => line_removed(&old.lines, e.line_id),
        RecipeEvent::IngredientLineReferenceSet(e) => referred(&old.lines, e),
        RecipeEvent::IngredientLinesReordered(e) => lines_reordered(&old.lines, &e.order),
        RecipeEvent::DirectionsRevised(e) => steps_revised(&old.steps, &e.steps),
        RecipeEvent::RecipeNotesSet(e) => text("notes", &old.notes, &e.notes),
        RecipeEvent::RecipeImageSet(e) => text("picture", &path(&old.image), &path(&e.image)),
        RecipeEvent::RecipeImageRelocated(e) => relocated(old.image.as_ref(), &e.to),
        RecipeEvent::RecipeDietSet(e) => text("diet", &diet(&old.diets), &diet(&e.diets)),
        RecipeEvent::RecipeDifficultySet(e) => text(
            "difficulty",
            &old.preparation_difficulty
                .map(|difficulty| difficulty.to_string()),
            &e.difficulty.map(|difficulty| difficulty.to_string()),
        ),
        RecipeEvent::NutritionRecorded(e) => nutrition_recorded(old.nutrition.as_ref(), e.facts.as_ref()),
        RecipeEvent::RecipeTagged(e) => format!("tagged {}", shown(&e.tag)),
        RecipeEvent::RecipeUntagged(e) => format!("took the tag {} away", shown(&e.tag)),
        RecipeEvent::RecipeFavourited(_) => "made it a favourite".to_owned(),
        RecipeEvent::RecipeUnfavourited(_) => "took it from the favourites".to_owned(),
        RecipeEvent::RecipeSourceSet(e) => all([
            value("source", &old.source_url, &e.source_url),
            document(old, e.document.as_ref()),
        ])
        .unwrap_or_else(|| unchanged("source")),
        RecipeEvent::RecipeCooked(e) => format!("cooked on {}", e.cooked_at.format("%Y-%m-%d")),
        RecipeEvent::RecipeArchived(_) => "archived".to_owned(),
        RecipeEvent::RecipeRestored(_) => "restored from the archive".to_owned(),
        RecipeEvent::RecipeReverted(e) => format!("reverted to version {}", e.to_version),
    }
}

fn created(content: &Content) -> String {
    let lines = counted(content.lines.len(), "line");
    let steps = counted(content.steps.len(), "step");
    format!("created {} with {lines} and {steps}", shown(&content.title))
}

fn line_added(lines: &[Line], event: &IngredientLineAdded) -> String {
    let text = shown(&event.line.text);
    if place(lines, event.line.line_id).is_some() {
        return format!("added a line that is already there: {text}");
    }
    let at = match event.after {
        None => 1,
        Some(id) => place(lines, id).map_or(lines.len(), |(at, _)| at) + 1,
    };
    format!("added line {at}: {text}")
}

fn line_changed(lines: &[Line], line: &Line) -> String {
    let new = shown(&line.text);
    match place(lines, line.line_id) {
        None => format!("changed a line that is not there: {new}"),
        Some((at, old)) if old.text == line.text => format!("changed how line {at} is read: {new}"),
        Some((at, old)) => {
            let (old, new) = both(&old.text, &line.text);
            format!("changed line {at}: {old} → {new}")
        }
    }
}

fn line_removed(lines: &[Line], id: LineId) -> String {
    match place(lines, id) {
        None => "removed a line that is not there".to_owned(),
        Some((at, old)) => format!("removed line {at}: {}", shown(&old.text)),
    }
}

fn referred(lines: &[Line], event: &IngredientLineReferenceSet) -> String {
    let line = match place(lines, event.line_id) {
        None => "a line that is not there".to_owned(),
        Some((at, line)) => format!("line {at}, {},", shown(&line.text)),
    };
    match event.recipe_id {
        Some(recipe) => format!("let {line} stand for recipe {recipe}"),
        None => format!("let {line} stand for no recipe any more"),
    }
}

fn lines_reordered(lines: &[Line], order: &[LineId]) -> String {
    // As the fold has it: lines that the order does not name stand behind those that it names.
    let rank: HashMap<LineId, usize> = (0..).zip(order).map(|(at, id)| (*id, at)).collect();
    let before: Vec<LineId> = lines.iter().map(|line| line.line_id).collect();
    let mut after = before.clone();
    after.sort_by_key(|id| rank.get(id).copied().unwrap_or(usize::MAX));
    match moved(&before, &after)[..] {
        [] => unchanged("order of lines"),
        [id] => {
            let at = after.iter().position(|other| *other == id).map_or(0, |at| at + 1);
            let text = place(lines, id).map_or_else(String::new, |(_, line)| shown(&line.text));
            format!("moved a line to place {at}: {text}")
        }
        ref several => format!("moved {} lines", several.len()),
    }
}

fn place(lines: &[Line], id: LineId) -> Option<(usize, &Line)> {
    (1..).zip(lines).find(|(_, line)| line.line_id == id)
}

fn document(old: &Content, new: Option<&String>) -> Option<String> {
    match new {
        new if new == old.document.as_ref() => None,
        Some(_) => Some("kept the document that it came in".to_owned()),
        None => Some("took the document away that it came in".to_owned()),
    }
}

/// The text that the application had for a picture.
fn path(image: &Option<ImageRef>) -> Option<String> {
    image.as_ref().map(ImageRef::to_path)
}

fn diet(diets: &Option<DietSet>) -> Option<String> {
    diets.as_ref().map(DietSet::to_text)
}

fn relocated(old: Option<&ImageRef>, to: &ImageRef) -> String {
    match old {
        None => "moved a picture that is not there".to_owned(),
        Some(old) if old == to => unchanged("place of the picture"),
        Some(old) => {
            let (old, new) = both(&old.to_string(), &to.to_string());
            format!("moved the picture from {old} to {new}")
        }
    }
}

fn plain(number: Option<u32>) -> Option<String> {
    number.map(|number| number.to_string())
}

fn minutes(number: Option<u32>) -> Option<String> {
    number.map(|number| format!("{number} min"))
}
