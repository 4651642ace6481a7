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
    /// What a serving contains; in JSON, facts without a method are `stated@1`.
    #[serde(deserialize_with = "super::given_nutrition::stated_by_default")]
    pub nutrition: Option<NutritionFacts>,
    /// The picture's path or address; never beside `image`.
    pub image_path: Option<String>,
    /// The picture: its storage and its key there.
    pub image: Option<ImageRef>,
    /// The diet that it suits, in free text; never beside `diets`.
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
    /// What the unit is taken for; none: what it was taken for where the line has the same unit already, else
    /// what its text says. One that is left over from another unit of the same line counts as none.
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
        validate::one_of(
            ("image_path", self.image_path.is_some()),
            ("image", self.image.is_some()),
        )?;
        validate::one_of(("diet", self.diet.is_some()), ("diets", self.diets.is_some()))?;
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
                None => url("image_path", &self.image_path)?.map(|path| image_at(&path, &current.image)),
            },
            diets: match &self.diets {
                Some(diets) => Some(validate::diets("diets", diets)?),
                None => name("diet", &self.diet)?.map(|text| diets_in(&text, &current.diets)),
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

    /// The line under this id; `before` is what it said until now.
    #[must_use]
    pub fn with_id(&self, line_id: LineId, before: Option<&Line>) -> Line {
        let chosen = match before.filter(|before| before.unit == self.unit) {
            Some(before) if self.unit_id.is_none() => before.unit_id.clone(),
            Some(_) => self.unit_id.clone(),
            None => self.read_unit(before),
        };
        Line {
            line_id,
            text: self.text.clone(),
            amount: self.amount,
            unit: self.unit.clone(),
            unit_id: chosen,
            ingredient_id: self.ingredient_id,
            preparation_method: self.preparation_method.clone(),
            optional: self.optional,
        }
    }
}

impl DraftLine {
    /// The meaning of a unit that is new to the line.
    ///
    /// The given one, unless it was found for the line's unit before: then somebody took the line as it was,
    /// wrote another unit, and did not know of its meaning. A cup that was chosen to be a metric one stays one
    /// when it is spelt `cups`.
    fn read_unit(&self, before: Option<&Line>) -> Option<UnitId> {
        let meant = |unit: &Option<String>| unit.as_deref().and_then(unit_of);
        let is_left_over =
            |before: &Line| before.unit_id == self.unit_id && meant(&before.unit) != meant(&self.unit);
        let given = self.unit_id.clone().filter(|_| !before.is_some_and(is_left_over));
        given.or_else(|| meant(&self.unit))
    }
}

/// The picture that a path means: the one that the recipe shows, where that is written so. A picture in a
/// storage of its own is shown as `storage:key`, and whoever sends that back means no file of that name.
pub(super) fn image_at(path: &str, now: &Option<ImageRef>) -> ImageRef {
    let same = now.clone().filter(|image| image.to_path() == path);
    same.unwrap_or_else(|| ImageRef::from_path(path))
}

/// The diets that a text means: those of the recipe, where they are written so, with whatever tags somebody
/// chose for them.
pub(super) fn diets_in(text: &str, now: &Option<DietSet>) -> DietSet {
    let same = now.clone().filter(|diets| diets.to_text() == text);
    same.unwrap_or_else(|| DietSet::from_text(text))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::{leek_tart_content, line};
    use crate::testing::arbitrary::contents;
    use proptest::prelude::*;

    fn cups(unit: &str, unit_id: Option<&str>) -> Line {
        Line {
            unit: Some(unit.into()),
            unit_id: unit_id.map(|id| id.parse().unwrap()),
            ..line("2 cups flour")
        }
    }

    /// The line with another unit, as somebody writes it who does not know of `unit_id`.
    fn meaning(before: &Line, unit: Option<&str>) -> Option<String> {
        let draft = DraftLine {
            unit: unit.map(str::to_owned),
            ..DraftLine::from(before.clone())
        };
        let after = draft.with_id(before.line_id, Some(before));
        after.unit_id.map(|id| id.to_string())
    }

    #[test]
    fn another_unit_means_something_else_whoever_left_the_old_meaning_there() {
        let us = cups("cups", Some("us_cup"));
        assert_eq!(meaning(&us, Some("g")).as_deref(), Some("gram"));
        assert_eq!(meaning(&us, None), None);
        assert_eq!(meaning(&us, Some("mugs of gran's")), None);
    }

    #[test]
    fn a_meaning_that_was_chosen_stays_with_its_unit() {
        let metric = cups("cup", Some("metric_cup"));
        assert_eq!(meaning(&metric, Some("Cups")).as_deref(), Some("metric_cup"));
        assert_eq!(meaning(&metric, Some("cup")).as_deref(), Some("metric_cup"));
        let unsaid = DraftLine {
            unit_id: None,
            ..DraftLine::from(metric.clone())
        };
        assert_eq!(unsaid.with_id(metric.line_id, Some(&metric)), metric);
        let chosen = DraftLine::from(cups("g", Some("kilogram")));
        let after = chosen.with_id(metric.line_id, Some(&metric));
        assert_eq!(after.unit_id.unwrap().as_str(), "kilogram");
    }

    #[track_caller]
    fn refused(draft: Draft, part: &str) {
        let refusal = draft.settle(&Content::default()).unwrap_err().to_string();
        assert!(refusal.contains(part), "`{refusal}` lacks `{part}`");
    }

    #[test]
    fn two_ways_to_say_one_thing_are_refused_together() {
        let image = Draft {
            image_path: Some("b.jpg".into()),
            image: Some(ImageRef::from_path("a.jpg")),
            ..leek_tart_content().into()
        };
        refused(image, "image_path is not valid: it stands beside `image`");
        let diet = Draft {
            diet: Some("vegan".into()),
            diets: Some(DietSet::from_text("vegan")),
            ..leek_tart_content().into()
        };
        refused(diet, "diet is not valid: it stands beside `diets`");
    }

    #[test]
    fn what_is_shown_as_a_text_means_the_same_when_it_is_sent_back() {
        let now = Content {
            image: Some(ImageRef::new("media", "a.jpg")),
            diets: Some(DietSet {
                unmapped: vec!["gran's rules".into()],
                ..DietSet::of([])
            }),
            ..leek_tart_content()
        };
        let sent_back = Draft {
            image: None,
            image_path: Some("media:a.jpg".into()),
            diets: None,
            diet: Some("gran's rules".into()),
            ..Draft::from(now.clone())
        };
        assert_eq!(sent_back.settle(&now), Ok(now));
        let image = sent_back.settle(&leek_tart_content()).unwrap().image;
        assert_eq!(image, Some(ImageRef::from_path("media:a.jpg")));
    }

    #[test]
    fn a_long_preparation_is_refused_with_its_length_and_never_cut() {
        let mut draft = Draft::from(leek_tart_content());
        draft.lines[1].preparation_method = Some("é".repeat(101));
        refused(
            draft.clone(),
            "lines[1].preparation_method is not valid: it has 101 characters; at most 100 are kept",
        );
        draft.lines[1].preparation_method = Some("é".repeat(100));
        assert!(draft.settle(&Content::default()).is_ok());
    }

    #[test]
    fn as_many_words_without_a_tag_as_a_text_can_hold_pass_again() {
        let draft = Draft {
            diet: Some("a,".repeat(127)),
            ..leek_tart_content().into()
        };
        let content = draft.settle(&Content::default()).unwrap();
        assert_eq!(Draft::from(content.clone()).settle(&content), Ok(content));
    }

    proptest! {
        #[test]
        fn what_a_recipe_says_is_a_draft_that_changes_nothing(mut content in contents()) {
            // Commands keep a tag in one spelling.
            content.tags.retain(|tag| tag != "vegan");
            prop_assert_eq!(Draft::from(content.clone()).settle(&content), Ok(content));
        }

        #[test]
        fn a_draft_survives_json(content in contents()) {
            let draft = Draft::from(content);
            let json = serde_json::to_string(&draft).unwrap();
            prop_assert_eq!(serde_json::from_str::<Draft>(&json).unwrap(), draft);
        }
    }
}
