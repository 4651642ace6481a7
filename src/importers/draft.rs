//! From a schema.org document to what a command takes.

use std::collections::HashMap;

use heirloom_events::limits;
use heirloom_events::values::{IngredientId, NutritionFacts, folded};

use super::ingredient_line::{ParsedLine, parse};
use super::schema_org::RecipeDocument;
use crate::commands::recipe::{Draft, DraftLine, DraftStep};

/// The ids of a household's ingredients by folded name.
pub(super) type IngredientIds = HashMap<String, IngredientId>;

/// A document with its ingredient lines read.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// The document.
    pub document: RecipeDocument,
    /// Its lines.
    pub lines: Vec<ParsedLine>,
}

impl Reading {
    pub(super) fn new(document: RecipeDocument) -> Self {
        let lines = document.lines.iter().map(|line| parse(line)).collect();
        Self { document, lines }
    }

    /// What the recipe is called in reports, and where it has no title of its own.
    pub(super) fn title(&self) -> String {
        let from_slug = || {
            self.document
                .slug
                .as_deref()
                .map(|slug| slug.replace(['-', '_'], " "))
        };
        self.document
            .title
            .clone()
            .or_else(from_slug)
            .unwrap_or_else(|| "Untitled recipe".to_owned())
    }

    /// The ingredients that its lines name, as a catalogue would take them.
    pub(super) fn ingredient_names(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().filter_map(ingredient_name)
    }

    /// The recipe as a command takes it; ids of new lines and steps follow from `id_seed`.
    pub(super) fn draft(&self, ingredients: &IngredientIds, id_seed: String) -> Draft {
        let document = &self.document;
        let raw = document.raw.get();
        Draft {
            title: self.title(),
            description: document.description.clone(),
            category: document.category.clone().or_else(|| document.cuisine.clone()),
            meal_type: None,
            servings: document.servings,
            yield_text: document.yield_text.clone(),
            prep_minutes: document.prep_minutes,
            cook_minutes: document.cook_minutes,
            total_minutes: document.total_minutes,
            lines: self
                .lines
                .iter()
                .map(|line| draft_line(line, ingredients))
                .collect(),
            steps: document.steps.iter().map(draft_step).collect(),
            notes: document.notes.clone(),
            preparation_difficulty: None,
            nutrition: self.nutrition(),
            image_path: document.image.clone(),
            image: None,
            diet: document.diet.clone(),
            diets: None,
            tags: document.tags.clone(),
            source_url: document.url.clone(),
            // The rest of the document stays with the recipe, so that nothing is lost that has no field.
            document: (raw.chars().count() <= limits::DOCUMENT_CHARS).then(|| raw.to_owned()),
            id_seed: Some(id_seed),
        }
    }
}

impl Reading {
    fn nutrition(&self) -> Option<NutritionFacts> {
        let facts = self.document.nutrition.clone()?;
        let source = self.document.url.clone();
        Some(NutritionFacts { source, ..facts })
    }
}

fn ingredient_name(line: &ParsedLine) -> Option<&str> {
    let name = line.name.as_deref().map(str::trim)?;
    (!name.is_empty() && name.chars().count() <= limits::NAME_CHARS).then_some(name)
}

fn draft_line(line: &ParsedLine, ingredients: &IngredientIds) -> DraftLine {
    DraftLine {
        line_id: None,
        text: line.raw.clone(),
        amount: line.amount,
        unit: line.unit.clone(),
        unit_id: None,
        preparation_method: preparation_method(line).map(str::to_owned),
        optional: line.optional,
        ingredient_id: ingredient_name(line).and_then(|name| ingredients.get(&folded(name)).copied()),
    }
}

/// What is done to it before; none where that is too long for the field.
fn preparation_method(line: &ParsedLine) -> Option<&str> {
    let method = line.preparation.as_deref().map(str::trim)?;
    (!method.is_empty() && method.chars().count() <= limits::PREPARATION_METHOD_CHARS).then_some(method)
}

fn draft_step(step: &super::schema_org::StepText) -> DraftStep {
    DraftStep {
        step_id: None,
        section: step.section.clone(),
        text: step.text.clone(),
    }
}
