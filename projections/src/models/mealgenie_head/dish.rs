//! A recipe as the tables need it.

use chrono::{DateTime, Utc};
use heirloom_events::Stream;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::{CommandId, IngredientId};

use super::document::Document;
use super::head::{At, Made};
use super::numbers::{Numbers, Space};
use super::written;

/// A recipe.
pub(super) struct Dish {
    pub(super) made: Made,
    pub(super) cookings: Vec<Cooking>,
    pub(super) recipe: Recipe,
    pub(super) document: Option<Box<Document>>,
    /// The number that was made when the first facts came.
    pub(super) facts: Option<i32>,
}

/// A recipe was cooked.
pub(super) struct Cooking {
    pub(super) number: i32,
    pub(super) at: DateTime<Utc>,
    pub(super) command: Option<CommandId>,
}

impl Dish {
    pub(super) fn new(made: Made) -> Self {
        Self {
            made,
            cookings: Vec::new(),
            recipe: Recipe::default(),
            document: None,
            facts: None,
        }
    }

    pub(super) fn take(&mut self, event: &RecipeEvent, at: At, numbers: &mut Numbers) {
        self.recipe.apply(event.clone());
        match event {
            RecipeEvent::RecipeCooked(e) => self.cookings.push(Cooking {
                number: numbers.make(Space::Cooking, at.position),
                at: e.cooked_at,
                command: at.command,
            }),
            RecipeEvent::RecipeCreated(_)
            | RecipeEvent::RecipeReverted(_)
            | RecipeEvent::RecipeSourceSet(_) => {
                // What only the application has a place for stays as the last import said, whatever document takes
                // the place of its own.
                let document = self.recipe.content.document.take();
                let read = document.as_deref().and_then(Document::read);
                self.document = read.or_else(|| self.document.take());
            }
            _ => {}
        }
        if self.recipe.content.nutrition.is_some() {
            self.facts
                .get_or_insert_with(|| numbers.make(Space::Nutrition, at.position));
        }
    }

    /// Whether it is there: to the application an archived one is deleted.
    pub(super) fn is_there(&self) -> bool {
        !self.recipe.archived
    }

    pub(super) fn title(&self) -> &str {
        &self.recipe.content.title
    }

    /// Its tags, each once.
    pub(super) fn tags(&self) -> impl Iterator<Item = &str> {
        let tags = &self.recipe.content.tags;
        let first = |(at, tag): &(usize, &String)| !tags[..*at].contains(tag);
        tags.iter().enumerate().filter(first).map(|(_, tag)| tag.as_str())
    }

    pub(super) fn has_ingredient(&self, id: IngredientId) -> bool {
        let mut lines = self.recipe.content.lines.iter();
        lines.any(|line| line.ingredient_id == Some(id))
    }

    pub(super) fn created_at(&self) -> DateTime<Utc> {
        let written = self.document.as_deref().and_then(Document::created_at);
        written.unwrap_or(self.made.at)
    }

    /// As it was written, where that still means what is said now.
    pub(super) fn text<'a>(&'a self, column: &str, now: Option<&'a str>) -> Option<&'a str> {
        written::text(
            self.document
                .as_deref()
                .and_then(|document| document.text(column)),
            now,
        )
    }

    pub(super) fn directions(&self) -> Option<String> {
        let written = self
            .document
            .as_deref()
            .and_then(|document| document.text("directions"));
        written::steps(
            written,
            self.recipe.content.steps.iter().map(|step| step.text.as_str()),
        )
    }

    /// Cooking; the whole time where it is all that is known, as the application's migration has it.
    pub(super) fn cook_minutes(&self) -> Option<u32> {
        let content = &self.recipe.content;
        let whole = content.total_minutes.filter(|_| content.prep_minutes.is_none());
        content.cook_minutes.or(whole)
    }
}
