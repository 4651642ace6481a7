//! A whole recipe as a person or an importer gives it: lines and steps may come without ids.

use heirloom_events::limits;
use heirloom_events::recipe::{Content, Line, Step};
use heirloom_events::values::{
    Amount, DietSet, Difficulty, ImageRef, IngredientId, LineId, NutritionFacts, StepId, UnitId, unit_of,
};
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
    /// How difficult it is to prepare; none: nobody said.
    pub preparation_difficulty: Option<Difficulty>,
    /// What a serving holds.
    pub nutrition: Option<NutritionFacts>,
    /// The picture's path or address, where it is not given as `image`.
    pub image_path: Option<String>,
    /// The picture: its storage and its key there.
    pub image: Option<ImageRef>,
    /// The diet that it suits, in free text, where it is not given as `diets`.
    pub diet: Option<String>,
    /// The diets that it suits.
    pub diets: Option<DietSet>,
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
    /// What the unit is taken for; none: what its text says. Take it away where you change `unit`.
    pub unit_id: Option<UnitId>,
    /// The ingredient of the household's catalogue.
    pub ingredient_id: Option<IngredientId>,
    /// What is done to it before (`finely chopped`), up to 100 characters.
    pub preparation_method: Option<String>,
    /// Whether it may be left out.
    pub optional: bool,
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
            lines,
            steps,
            notes: long("notes", &self.notes)?,
            preparation_difficulty: self.preparation_difficulty,
            nutrition: self.nutrition.clone().map(validate::nutrition).transpose()?,
            image: match &self.image {
                Some(image) => Some(validate::image("image", image)?),
                None => url("image_path", &self.image_path)?.map(|path| ImageRef::from_path(&path)),
            },
            diets: match &self.diets {
                Some(diets) => Some(validate::diets("diets", diets)?),
                None => name("diet", &self.diet)?.map(|text| DietSet::from_text(&text)),
            },
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
            unit_id: self.unit_id.clone(),
            ingredient_id: self.ingredient_id,
            preparation_method: validate::optional(
                &format!("{field}.preparation_method"),
                self.preparation_method.as_deref(),
                limits::PREPARATION_METHOD_CHARS,
            )?,
            optional: self.optional,
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
            unit_id: self.unit_id.clone().or_else(|| unit_of(self.unit.as_deref()?)),
            ingredient_id: self.ingredient_id,
            preparation_method: self.preparation_method.clone(),
            optional: self.optional,
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
            unit_id: line.unit_id,
            ingredient_id: line.ingredient_id,
            preparation_method: line.preparation_method,
            optional: line.optional,
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
            preparation_difficulty: content.preparation_difficulty,
            nutrition: content.nutrition,
            image_path: None,
            image: content.image,
            diet: None,
            diets: content.diets,
            tags: content.tags,
            source_url: content.source_url,
            document: content.document,
            id_seed: None,
        }
    }
}
