//! A whole recipe as a person or an importer gives it: lines and steps may come without ids.

use heirloom_events::limits;
use heirloom_events::recipe::{Content, Line, Step};
use heirloom_events::values::{Amount, DietSet, ImageRef, IngredientId, LineId, StepId, unit_of};
use serde::{Deserialize, Serialize};

use crate::commands::ids::Ids;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

use super::matching;

/// A whole recipe: what is absent is not there (in a revision: is taken away).
///
/// Start from a recipe's content, change it, and send it back:
///
/// ```
/// use heirloom::commands::recipe::Draft;
/// use heirloom::events::recipe::Content;
/// let content = Content { title: "Leek tart".into(), ..Content::default() };
/// let draft = Draft { servings: Some(4), ..Draft::from(content) };
/// assert_eq!(draft.title, "Leek tart");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Draft {
    /// Its title, 1 to 255 characters.
    pub title: String,
    /// A description.
    pub description: Option<String>,
    /// Its category.
    pub category: Option<String>,
    /// The meal that it is for.
    pub meal_type: Option<String>,
    /// Servings; of a range the lower end.
    pub servings: Option<u32>,
    /// The yield as it was written.
    pub yield_text: Option<String>,
    /// Preparation, in whole minutes.
    pub prep_minutes: Option<u32>,
    /// Cooking, in whole minutes.
    pub cook_minutes: Option<u32>,
    /// All in all, in whole minutes.
    pub total_minutes: Option<u32>,
    /// The ingredient lines, in order.
    pub lines: Vec<DraftLine>,
    /// The steps, in order.
    pub steps: Vec<DraftStep>,
    /// Notes.
    pub notes: Option<String>,
    /// The picture's path.
    pub image_path: Option<String>,
    /// The diet that it suits, in free text.
    pub diet: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Where it comes from.
    pub source_url: Option<String>,
    /// The document that it was imported from, byte for byte.
    pub document: Option<String>,
    /// What the ids of new lines and steps follow from, so that an import gives the same ids on every
    /// machine (`<recipe>@<revision>`); never the same for two revisions of a recipe. None: new ids.
    pub id_seed: Option<String>,
}

/// An ingredient line as given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DraftLine {
    /// Its id; none: it is matched with the recipe's lines by its text, or is a new one.
    pub line_id: Option<LineId>,
    /// The text as typed, 1 to 2,000 characters.
    pub text: String,
    /// How much.
    pub amount: Option<Amount>,
    /// The unit as written.
    pub unit: Option<String>,
    /// The ingredient of the household's catalogue.
    pub ingredient_id: Option<IngredientId>,
}

/// A step as given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DraftStep {
    /// Its id; none: it is matched with the recipe's steps by its text, or is a new one.
    pub step_id: Option<StepId>,
    /// The heading that it stands under.
    pub section: Option<String>,
    /// What to do, 1 to 20,000 characters.
    pub text: String,
}

impl Draft {
    /// What the recipe is to say: every value checked, every line and step with its id.
    ///
    /// `current` is what it says now; lines and steps without an id keep the one that they have there.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] at the first value that no event may carry.
    pub fn settle(&self, current: &Content) -> Result<Content, Refusal> {
        let name =
            |field, value: &Option<String>| validate::optional(field, value.as_deref(), limits::NAME_CHARS);
        let long =
            |field, value: &Option<String>| validate::optional(field, value.as_deref(), limits::TEXT_CHARS);
        let url =
            |field, value: &Option<String>| validate::optional(field, value.as_deref(), limits::URL_CHARS);
        let minutes = |field, value| validate::number(field, value, 0, limits::MINUTES);
        let mut ids = Ids::new(self.id_seed.as_deref());
        let lines = matching::lines(&self.checked_lines()?, &current.lines, &mut ids)?;
        let steps = matching::steps(&self.checked_steps()?, &current.steps, &mut ids)?;
        Ok(Content {
            title: validate::text("title", &self.title, limits::NAME_CHARS)?,
            description: long("description", &self.description)?,
            category: name("category", &self.category)?,
            meal_type: name("meal_type", &self.meal_type)?,
            servings: validate::number("servings", self.servings, 1, limits::SERVINGS)?,
            yield_text: name("yield_text", &self.yield_text)?,
            prep_minutes: minutes("prep_minutes", self.prep_minutes)?,
            cook_minutes: minutes("cook_minutes", self.cook_minutes)?,
            total_minutes: minutes("total_minutes", self.total_minutes)?,
            nutrition: current.nutrition.clone(),
            preparation_difficulty: current.preparation_difficulty,
            lines,
            steps,
            notes: long("notes", &self.notes)?,
            image: url("image_path", &self.image_path)?
                .as_deref()
                .map(ImageRef::from_path),
            diets: name("diet", &self.diet)?.as_deref().map(DietSet::from_text),
            tags: validate::tags("tags", &self.tags)?,
            source_url: url("source_url", &self.source_url)?,
            document: validate::document("document", self.document.as_deref())?,
        })
    }

    fn checked_lines(&self) -> Result<Vec<DraftLine>, Refusal> {
        validate::list("lines", self.lines.len(), limits::LINES)?;
        let check = |(i, line): (usize, &DraftLine)| line.checked(&format!("lines[{i}]"));
        self.lines.iter().enumerate().map(check).collect()
    }

    fn checked_steps(&self) -> Result<Vec<DraftStep>, Refusal> {
        checked_steps(&self.steps)
    }
}

impl DraftLine {
    /// A line of nothing but text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// The same with its texts trimmed and everything within bounds.
    pub(crate) fn checked(&self, field: &str) -> Result<Self, Refusal> {
        Ok(Self {
            line_id: self.line_id,
            text: validate::text(&format!("{field}.text"), &self.text, limits::LINE_CHARS)?,
            amount: validate::amount(&format!("{field}.amount"), self.amount)?,
            unit: validate::optional(&format!("{field}.unit"), self.unit.as_deref(), limits::NAME_CHARS)?,
            ingredient_id: self.ingredient_id,
        })
    }

    /// The line under this id.
    #[must_use]
    pub fn with_id(&self, line_id: LineId) -> Line {
        Line {
            line_id,
            text: self.text.clone(),
            amount: self.amount,
            unit: self.unit.clone(),
            unit_id: self.unit.as_deref().and_then(unit_of),
            ingredient_id: self.ingredient_id,
            preparation_method: None,
            optional: false,
        }
    }
}

/// The steps with their texts trimmed and everything within bounds.
pub(crate) fn checked_steps(steps: &[DraftStep]) -> Result<Vec<DraftStep>, Refusal> {
    validate::list("steps", steps.len(), limits::STEPS)?;
    let check = |(i, step): (usize, &DraftStep)| {
        let section = format!("steps[{i}].section");
        Ok(DraftStep {
            step_id: step.step_id,
            section: validate::optional(&section, step.section.as_deref(), limits::NAME_CHARS)?,
            text: validate::text(&format!("steps[{i}].text"), &step.text, limits::TEXT_CHARS)?,
        })
    };
    steps.iter().enumerate().map(check).collect()
}

impl DraftStep {
    /// A step of nothing but text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

impl From<Line> for DraftLine {
    fn from(line: Line) -> Self {
        Self {
            line_id: Some(line.line_id),
            text: line.text,
            amount: line.amount,
            unit: line.unit,
            ingredient_id: line.ingredient_id,
        }
    }
}

impl From<Step> for DraftStep {
    fn from(step: Step) -> Self {
        Self {
            step_id: Some(step.step_id),
            section: step.section,
            text: step.text,
        }
    }
}

impl From<Content> for Draft {
    fn from(content: Content) -> Self {
        Self {
            title: content.title,
            description: content.description,
            category: content.category,
            meal_type: content.meal_type,
            servings: content.servings,
            yield_text: content.yield_text,
            prep_minutes: content.prep_minutes,
            cook_minutes: content.cook_minutes,
            total_minutes: content.total_minutes,
            lines: content.lines.into_iter().map(DraftLine::from).collect(),
            steps: content.steps.into_iter().map(DraftStep::from).collect(),
            notes: content.notes,
            image_path: content.image.as_ref().map(ImageRef::to_path),
            diet: content.diets.as_ref().map(DietSet::to_text),
            tags: content.tags,
            source_url: content.source_url,
            document: content.document,
            id_seed: None,
        }
    }
}
