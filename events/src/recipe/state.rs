//! The fold: what a recipe is after its events.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};

use super::*;
use crate::Stream;
use crate::values::{LineId, RecipeId};

/// A recipe after its events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recipe {
    /// All that it says.
    pub content: Content,
    /// The recipes that lines of it stand for. Only of lines that are there: a line that goes takes its own along.
    pub references: BTreeMap<LineId, RecipeId>,
    /// Whether it is a favourite.
    pub favourite: bool,
    /// Whether it was put away.
    pub archived: bool,
    /// How often it was cooked.
    pub times_cooked: u32,
    /// When it was last cooked: the latest of all, whatever the order of entry.
    pub last_cooked_at: Option<DateTime<Utc>>,
}

impl Recipe {
    /// The line of that id.
    #[must_use]
    pub fn line(&self, id: LineId) -> Option<&Line> {
        self.content.lines.iter().find(|line| line.line_id == id)
    }

    fn add_line(&mut self, line: Line, after: Option<LineId>) {
        let lines = &mut self.content.lines;
        if lines.iter().any(|l| l.line_id == line.line_id) {
            return;
        }
        let at = match after {
            None => 0,
            // Where the line to follow is gone, the end is the least surprising place.
            Some(id) => lines
                .iter()
                .position(|l| l.line_id == id)
                .map_or(lines.len(), |i| i + 1),
        };
        lines.insert(at, line);
    }

    fn change_line(&mut self, line: Line) {
        if let Some(place) = self.content.lines.iter_mut().find(|l| l.line_id == line.line_id) {
            *place = line;
        }
    }

    /// Lines that the order names stand as it says; others keep their order behind them.
    fn reorder_lines(&mut self, order: &[LineId]) {
        let rank: HashMap<LineId, usize> = order.iter().enumerate().map(|(i, id)| (*id, i)).collect();
        self.content
            .lines
            .sort_by_key(|l| rank.get(&l.line_id).copied().unwrap_or(usize::MAX));
    }

    fn refer(&mut self, line: LineId, to: Option<RecipeId>) {
        match to {
            Some(recipe) if self.line(line).is_some() => {
                self.references.insert(line, recipe);
            }
            Some(_) => {}
            None => {
                self.references.remove(&line);
            }
        }
    }

    /// The whole content anew: lines that are still there go on standing for what they stood for.
    fn replace(&mut self, content: Content) {
        self.content = content;
        let lines = &self.content.lines;
        self.references
            .retain(|id, _| lines.iter().any(|line| line.line_id == *id));
    }

    fn cooked(&mut self, at: DateTime<Utc>) {
        self.times_cooked += 1;
        self.last_cooked_at = self.last_cooked_at.max(Some(at));
    }
}

impl Stream for Recipe {
    type Event = RecipeEvent;
    const TYPE: &'static str = "recipe";

    fn apply(&mut self, event: RecipeEvent) {
        let content = &mut self.content;
        match event {
            RecipeEvent::RecipeCreated(e) => self.replace(e.content),
            RecipeEvent::RecipeRenamed(e) => content.title = e.title,
            RecipeEvent::RecipeDescribed(e) => content.description = e.description,
            RecipeEvent::RecipeCategorised(e) => content.category = e.category,
            RecipeEvent::RecipeMealTypeSet(e) => content.meal_type = e.meal_type,
            RecipeEvent::RecipeServingsSet(e) => {
                content.servings = e.servings;
                content.yield_text = e.yield_text;
            }
            RecipeEvent::RecipeTimesSet(e) => {
                content.prep_minutes = e.prep_minutes;
                content.cook_minutes = e.cook_minutes;
                content.total_minutes = e.total_minutes;
            }
            RecipeEvent::IngredientLineAdded(e) => self.add_line(e.line, e.after),
            RecipeEvent::IngredientLineChanged(e) => self.change_line(e.line),
            RecipeEvent::IngredientLineRemoved(e) => {
                content.lines.retain(|l| l.line_id != e.line_id);
                self.references.remove(&e.line_id);
            }
            RecipeEvent::IngredientLineReferenceSet(e) => self.refer(e.line_id, e.recipe_id),
            RecipeEvent::IngredientLinesReordered(e) => self.reorder_lines(&e.order),
            RecipeEvent::DirectionsRevised(e) => content.steps = e.steps,
            RecipeEvent::RecipeNotesSet(e) => content.notes = e.notes,
            RecipeEvent::RecipeImageSet(e) => content.image = e.image,
            RecipeEvent::RecipeImageRelocated(e) => {
                // a picture that was taken away in the meantime does not come back
                if let Some(image) = &mut content.image {
                    *image = e.to;
                }
            }
            RecipeEvent::RecipeDietSet(e) => content.diets = e.diets,
            RecipeEvent::RecipeDifficultySet(e) => content.preparation_difficulty = e.difficulty,
            RecipeEvent::NutritionRecorded(e) => content.nutrition = e.facts,
            RecipeEvent::RecipeTagged(e) => {
                if !content.tags.contains(&e.tag) {
                    content.tags.push(e.tag);
                }
            }
            RecipeEvent::RecipeUntagged(e) => content.tags.retain(|tag| *tag != e.tag),
            RecipeEvent::RecipeFavourited(_) => self.favourite = true,
            RecipeEvent::RecipeUnfavourited(_) => self.favourite = false,
            RecipeEvent::RecipeSourceSet(e) => {
                content.source_url = e.source_url;
                content.document = e.document;
            }
            RecipeEvent::RecipeCooked(e) => self.cooked(e.cooked_at),
            RecipeEvent::RecipeArchived(_) => self.archived = true,
            RecipeEvent::RecipeRestored(_) => self.archived = false,
            RecipeEvent::RecipeReverted(e) => self.replace(e.content),
        }
    }
}
