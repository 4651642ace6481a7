//! What a recipe's rows say, as a draft. A pure function of the rows: each run finds the same differences.
//!
//! What no command takes is left out of its field with a reason; the whole rows are kept with the recipe as its
//! document, to the last float.

use std::collections::HashMap;

use chrono::NaiveDate;
use heirloom_events::limits;
use heirloom_events::recipe::Content;
use heirloom_events::values::{Amount, IngredientId, Method, NutritionFacts as Facts, Quantity};

use super::ids::Ids;
use super::recipes::tag;
use super::text::{fitted, nearest, tidied, tidy, written};
use crate::commands::Refusal;
use crate::commands::recipe::{Draft, DraftLine, DraftStep};
use crate::importers::mealgenie::source::{
    self, Ingredient, NutritionFacts, Recipe, RecipeGroup, RecipeIngredient, Row, exact,
};

/// The method of facts that a person entered in the application.
const ENTERED: &str = "entered@1";
/// The method of facts that its model guessed.
const ESTIMATED: &str = "ai-estimated@1";

/// The rows of one recipe.
pub(super) struct Parts<'r> {
    pub(super) recipe: &'r Row<Recipe>,
    /// By ingredient.
    pub(super) lines: Vec<&'r Row<RecipeIngredient>>,
    pub(super) nutrition: Option<&'r Row<NutritionFacts>>,
    pub(super) groups: Vec<&'r Row<RecipeGroup>>,
}

/// What was left out of a field: the column, what it says, why.
pub(super) type LeftOut = (&'static str, String, String);

/// What the rows say.
pub(super) struct Said {
    pub(super) draft: Draft,
    pub(super) left_out: Vec<LeftOut>,
    /// Why no recipe can be made of them; none: it can.
    pub(super) refusal: Option<Refusal>,
}

impl Parts<'_> {
    /// The draft. `names` are ingredients by the application's id, `known` their ids here.
    pub(super) fn said(
        &self,
        ids: Ids,
        names: &HashMap<i64, &Row<Ingredient>>,
        known: &HashMap<i64, IngredientId>,
    ) -> Said {
        let recipe = &self.recipe.data;
        let mut said = Said {
            draft: self.draft(ids, names, known),
            left_out: Vec::new(),
            refusal: None,
        };
        if recipe.total_time.is_none() || self.sums_up() {
            said.draft.total_minutes = None;
        }
        said.check();
        said
    }

    /// The whole time says nothing that its parts do not.
    fn sums_up(&self) -> bool {
        let recipe = &self.recipe.data;
        let sum = recipe
            .prep_time
            .unwrap_or(0)
            .saturating_add(recipe.cook_time.unwrap_or(0));
        recipe.total_time == Some(sum)
    }

    fn draft(
        &self,
        ids: Ids,
        names: &HashMap<i64, &Row<Ingredient>>,
        known: &HashMap<i64, IngredientId>,
    ) -> Draft {
        let recipe = &self.recipe.data;
        let minutes = |value: Option<i64>| value.map(|n| u32::try_from(n).unwrap_or(u32::MAX));
        Draft {
            title: fitted(&recipe.name, limits::NAME_CHARS),
            description: tidied(recipe.description.as_deref()),
            category: tidied(Some(&recipe.category)),
            meal_type: tidied(Some(&recipe.meal_type)),
            servings: minutes(recipe.servings),
            yield_text: None,
            prep_minutes: minutes(recipe.prep_time),
            cook_minutes: minutes(recipe.cook_time),
            total_minutes: minutes(recipe.total_time),
            lines: self
                .lines
                .iter()
                .map(|line| draft_line(line, ids, names, known))
                .collect(),
            steps: steps(recipe.directions.as_deref()),
            notes: tidied(recipe.notes.as_deref()),
            preparation_difficulty: recipe.difficulty.as_deref().and_then(|text| text.parse().ok()),
            nutrition: self.nutrition.map(|row| facts(&row.data)),
            image_path: tidied(recipe.reference_image_path.as_deref()),
            image: None,
            diet: tidied(recipe.diet_pref.as_deref()),
            diets: None,
            tags: self.groups.iter().map(|group| tag(&group.data.name)).collect(),
            source_url: tidied(recipe.source_url.as_deref()),
            document: Some(self.document()),
            id_seed: Some(format!("{}@{}", ids.recipe(recipe.id), self.digest())),
        }
    }

    /// One digest over all that the draft comes of.
    pub(super) fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let lines = self.lines.iter().map(|row| &row.digest);
        let groups = self.groups.iter().map(|row| &row.digest);
        let nutrition = self.nutrition.iter().map(|row| &row.digest);
        for digest in std::iter::once(&self.recipe.digest)
            .chain(lines)
            .chain(nutrition)
            .chain(groups)
        {
            hasher.update(digest.as_bytes());
        }
        hasher.finalize().to_hex().to_string()
    }
}

impl Said {
    /// Leaves out what no command takes, field by field, until one takes the rest.
    fn check(&mut self) {
        for _ in 0..limits::LINES {
            let refusal = match self.draft.settle(&Content::default()) {
                Ok(_) => return,
                Err(refusal) => refusal,
            };
            let left = match &refusal {
                Refusal::Invalid { field, why } => self
                    .leave_out(field)
                    .map(|(column, what)| (column, what, why.clone())),
                _ => None,
            };
            match left {
                Some(left) => self.left_out.push(left),
                None => {
                    self.refusal = Some(refusal);
                    return;
                }
            }
        }
    }

    /// Empties a field; its column, and what it said. None where nothing can be left out.
    fn leave_out(&mut self, field: &str) -> Option<(&'static str, String)> {
        let draft = &mut self.draft;
        let number = |value: Option<u32>| value.map(|n| n.to_string());
        let place = || field.split_once('[')?.1.split_once(']')?.0.parse::<usize>().ok();
        let name = field.split(['[', '.']).next().unwrap_or(field);
        let (column, what) = match name {
            "description" => ("description", draft.description.take()),
            "category" => ("recipe_category", draft.category.take()),
            "meal_type" => ("meal_type", draft.meal_type.take()),
            "servings" => ("servings", number(draft.servings.take())),
            "prep_minutes" => ("prep_time", number(draft.prep_minutes.take())),
            "cook_minutes" => ("cook_time", number(draft.cook_minutes.take())),
            "total_minutes" => ("total_time", number(draft.total_minutes.take())),
            "notes" => ("notes", draft.notes.take()),
            "image_path" => ("reference_image_path", draft.image_path.take()),
            "diet" => ("diet_pref", draft.diet.take()),
            "source_url" => ("source_url", draft.source_url.take()),
            "document" => ("document", draft.document.take()),
            "nutrition" => (
                "nutrition_facts",
                draft.nutrition.take().map(|_| "facts".to_owned()),
            ),
            "steps" => ("directions", steps_left_out(&mut draft.steps, place())),
            "tags" => ("recipe_groups", removed(&mut draft.tags, place())),
            _ => return None,
        };
        Some((column, shortened(&what?)))
    }
}

fn shortened(text: &str) -> String {
    crate::commands::recipe::merge::shortened(text)
}

fn removed(list: &mut Vec<String>, place: Option<usize>) -> Option<String> {
    let place = place.or_else(|| list.len().checked_sub(1))?;
    (place < list.len()).then(|| list.remove(place))
}

fn steps_left_out(steps: &mut Vec<DraftStep>, place: Option<usize>) -> Option<String> {
    let place = place.or_else(|| steps.len().checked_sub(1))?;
    (place < steps.len()).then(|| steps.remove(place).text)
}

/// Steps are the lines that say something, trimmed.
pub(super) fn steps(directions: Option<&str>) -> Vec<DraftStep> {
    let directions = directions.unwrap_or_default().replace('\r', "\n");
    let lines = directions.lines().map(tidy).filter(|line| !line.is_empty());
    lines.map(DraftStep::text).collect()
}

fn draft_line(
    row: &Row<RecipeIngredient>,
    ids: Ids,
    names: &HashMap<i64, &Row<Ingredient>>,
    known: &HashMap<i64, IngredientId>,
) -> DraftLine {
    let line = &row.data;
    let name = names
        .get(&line.ingredient_id)
        .map(|row| fitted(&row.data.name, limits::NAME_CHARS));
    let unit = tidied(line.unit.as_deref()).map(|unit| fitted(&unit, limits::NAME_CHARS));
    let parts = [written(line.quantity), unit.clone(), name];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    DraftLine {
        line_id: Some(ids.line(line.recipe_id, line.ingredient_id)),
        amount: nearest_to(line.quantity).map(Amount::exactly),
        unit,
        ingredient_id: known.get(&line.ingredient_id).copied(),
        ..DraftLine::text(text)
    }
}

/// The exact quantity that an amount stands for, else the nearest one; none where there is none, or less than none.
pub(super) fn nearest_to(amount: source::Amount) -> Option<Quantity> {
    let raw = amount.raw.filter(|raw| *raw > 0.0);
    amount.exact.or_else(|| raw.map(nearest))
}

/// Facts; a float that is no quantity is the nearest one, and the float stays in the document.
fn facts(row: &NutritionFacts) -> Facts {
    let method = if row.is_ai_estimated { ESTIMATED } else { ENTERED };
    let amount = |value: Option<f64>| value.map(quantity);
    Facts {
        calories: row.calories.map(|n| u32::try_from(n).unwrap_or(u32::MAX)),
        protein_g: amount(row.protein_g),
        total_fat_g: amount(row.total_fat_g),
        saturated_fat_g: amount(row.saturated_fat_g),
        trans_fat_g: amount(row.trans_fat_g),
        cholesterol_mg: amount(row.cholesterol_mg),
        sodium_mg: amount(row.sodium_mg),
        total_carbs_g: amount(row.total_carbs_g),
        dietary_fiber_g: amount(row.dietary_fiber_g),
        total_sugars_g: amount(row.total_sugars_g),
        source: None,
        measured_on: None::<NaiveDate>,
        method: method.parse().unwrap_or(Method::STATED),
    }
}

pub(super) fn quantity(value: f64) -> Quantity {
    exact(value).unwrap_or_else(|| nearest(value))
}
