//! Reads schema.org/Recipe documents: one JSON object, a JSON array, NDJSON, or JSON-LD inside an HTML page.
//!
//! Real documents keep to a small, messy subset, so every field is read tolerantly. The
//! rule: nothing is dropped silently. What cannot be read becomes a warning of its recipe; a recipe that
//! cannot be read at all becomes a [`ReadError`] with file and line, and the others go on.
//!
//! The way through: `source` checks the bytes and tells the format, `html` finds the scripts, `find` finds the
//! recipe objects, `document` reads one. A new field is one line in `document` and a reader in `fields`.

mod document;
mod duration;
mod error;
mod fields;
mod find;
mod html;
mod instructions;
mod nutrition;
mod servings;
mod source;
mod text;

use chrono::{DateTime, Utc};
use heirloom_events::values::NutritionFacts;
use serde_json::value::RawValue;

pub use error::ReadError;
pub use source::MAX_BYTES;

/// One recipe as a document told it; texts are cleaned of HTML, nothing is interpreted further.
#[derive(Clone, Debug)]
pub struct RecipeDocument {
    /// The stable name in an address, where the document gives one.
    pub slug: Option<String>,
    /// Where the recipe is published.
    pub url: Option<String>,
    /// The name of the recipe.
    pub title: Option<String>,
    /// The introduction.
    pub description: Option<String>,
    /// `recipeCategory`; several are joined with `, `.
    pub category: Option<String>,
    /// `recipeCuisine`; several are joined with `, `.
    pub cuisine: Option<String>,
    /// `keywords`, without repetitions (case aside), in their order.
    pub tags: Vec<String>,
    /// `recipeYield` as written; of several, the longest.
    pub yield_text: Option<String>,
    /// For how many, at least: the lower bound of `yield_text`, where that speaks of people, servings or bowls
    /// or is a bare number. `2 litres`, `1 cake` and `24 cookies` are no servings.
    pub servings: Option<u32>,
    /// `prepTime` in minutes, seconds rounded up; of a range, the upper end.
    pub prep_minutes: Option<u32>,
    /// `cookTime` in minutes, as `prep_minutes`.
    pub cook_minutes: Option<u32>,
    /// `totalTime` in minutes, as `prep_minutes`.
    pub total_minutes: Option<u32>,
    /// Every ingredient line, as typed.
    pub lines: Vec<String>,
    /// The steps in their order.
    pub steps: Vec<StepText>,
    /// The texts of `extra.notes`, one a line.
    pub notes: Option<String>,
    /// The first image.
    pub image: Option<String>,
    /// `suitableForDiet` without the prefix and `Diet`: `Vegan`; several are joined with `, `.
    pub diet: Option<String>,
    /// `nutrition`, as the document states it; its source is the recipe's address.
    pub nutrition: Option<NutritionFacts>,
    /// The author's name, or identifier; several are joined with `, `.
    pub author: Option<String>,
    /// `datePublished`; a date without a time is midnight UTC.
    pub published: Option<DateTime<Utc>>,
    /// The recipe object as it was, byte for byte.
    pub raw: Box<RawValue>,
    /// What could not be read, in words.
    pub warnings: Vec<String>,
}

/// One step of the directions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepText {
    /// The name of the section that it belongs to.
    pub section: Option<String>,
    /// What to do.
    pub text: String,
}

/// Reads every recipe of a file; `name` is for messages, and its ending helps to tell the format.
///
/// The bytes may start with a UTF-8 byte order mark. Never panics; time is linear in the length.
///
/// ```
/// use heirloom::importers::schema_org::read_recipes;
/// let json = br#"{"@type": "Recipe", "name": "Toast", "recipeIngredient": ["1 slice bread"], "recipeYield": "2"}"#;
/// let recipe = read_recipes(json, "toast.json").remove(0).unwrap();
/// assert_eq!(recipe.title.as_deref(), Some("Toast"));
/// assert_eq!((recipe.lines.len(), recipe.servings), (1, Some(2)));
/// ```
#[must_use]
pub fn read_recipes(bytes: &[u8], name: &str) -> Vec<Result<RecipeDocument, ReadError>> {
    let sources = match source::sources(bytes, name) {
        Ok(sources) => sources,
        Err(error) => return vec![Err(error)],
    };
    let mut read = Vec::new();
    for source in &sources {
        find::recipes(source, &mut read);
    }
    if read.is_empty() {
        read.push(Err(ReadError::NoRecipe {
            file: name.to_owned(),
            line: 1,
        }));
    }
    read
}
