//! One recipe object, field by field.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::instructions::shortened;
use super::source::Source;
use super::text::one_line;
use super::{ReadError, RecipeDocument, duration, fields, find, instructions, servings};

/// Reads one recipe object that begins in `line`.
pub(super) fn read(source: &Source<'_>, raw: &RawValue, line: usize) -> Result<RecipeDocument, ReadError> {
    let members: Map<String, Value> =
        serde_json::from_str(raw.get()).map_err(|error| find::json_error(source, error))?;
    if raw.get().contains("\\u0000") {
        let file = source.file.to_owned();
        return Err(ReadError::Nul {
            file,
            line,
            offset: raw.get().find("\\u0000").unwrap_or_default(),
        });
    }
    Ok(document(&members, raw))
}

fn document(members: &Map<String, Value>, raw: &RawValue) -> RecipeDocument {
    let mut warnings = Vec::new();
    let get = |name: &str| members.get(name).filter(|value| !value.is_null());
    let one = |name: &str| get(name).and_then(fields::text).and_then(|text| one_line(&text));
    let lines = get("recipeIngredient").or_else(|| get("ingredients"));
    let lines = lines
        .map(|value| fields::lines(value, &mut warnings))
        .unwrap_or_default();
    let steps = get("recipeInstructions").map(|value| instructions::steps(value, &mut warnings));
    let yield_text = get("recipeYield")
        .or_else(|| get("yield"))
        .and_then(fields::yield_text);
    let [prep_minutes, cook_minutes, total_minutes] =
        ["prepTime", "cookTime", "totalTime"].map(|name| minutes(name, get(name), &mut warnings));
    let document = RecipeDocument {
        slug: one("slug"),
        url: get("url")
            .or_else(|| get("mainEntityOfPage"))
            .and_then(fields::image),
        title: one("name").or_else(|| one("headline")),
        description: get("description").and_then(fields::text),
        category: get("recipeCategory").and_then(fields::joined),
        cuisine: get("recipeCuisine").and_then(fields::joined),
        tags: get("keywords").map(fields::tags).unwrap_or_default(),
        servings: yield_text.as_deref().and_then(servings::servings),
        yield_text,
        prep_minutes,
        cook_minutes,
        total_minutes,
        lines,
        steps: steps.unwrap_or_default(),
        notes: get("extra").and_then(fields::notes),
        image: get("image").and_then(fields::image),
        diet: get("suitableForDiet").and_then(fields::diet),
        author: get("author").and_then(fields::author),
        published: one("datePublished").and_then(|text| fields::date(&text)),
        raw: raw.to_owned(),
        warnings,
    };
    with_gaps_told(document)
}

/// A time; one that cannot be read is told, and stays in `raw`.
fn minutes(name: &str, value: Option<&Value>, warnings: &mut Vec<String>) -> Option<u32> {
    let value = value?;
    let read = fields::text(value).and_then(|text| duration::minutes(&text));
    if read.is_none() {
        warnings.push(format!("`{name}` cannot be read as a time: {}", shortened(value)));
    }
    read
}

/// A half-written recipe is read, and what it lacks is told.
fn with_gaps_told(mut document: RecipeDocument) -> RecipeDocument {
    let gaps = [
        (document.title.is_none(), "it has no name"),
        (document.lines.is_empty(), "it has no ingredients"),
        (document.steps.is_empty(), "it has no steps"),
    ];
    document.warnings.extend(
        gaps.into_iter()
            .filter(|(gap, _)| *gap)
            .map(|(_, what)| what.to_owned()),
    );
    document
}
