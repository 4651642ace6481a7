//! Reads one recipe object.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde_json::Value;
use serde_json::value::RawValue;

use super::fields::{TEXT_KEYS, all, diet, first, joined, shown, tags, texts};
use super::source::Source;
use super::text::{cleaned, cleaned_line};
use super::{ReadError, RecipeDocument, duration, find, instructions, nutrition, servings};

/// Reads one recipe object; `line` tells where it begins, for errors.
pub(super) fn read(
    source: &Source<'_>,
    raw: &RawValue,
    line: impl Fn() -> usize,
) -> Result<RecipeDocument, ReadError> {
    let recipe: Value = serde_json::from_str(raw.get()).map_err(|error| {
        let here = Source {
            line: line(),
            ..*source
        };
        find::json_error(&here, error)
    })?;
    if has_nul(&recipe) {
        return Err(ReadError::Nul {
            file: source.file.to_owned(),
            line: line(),
            offset: 0,
        });
    }
    let mut warnings = Vec::new();
    let document = fill(&recipe, raw, &mut warnings);
    Ok(RecipeDocument {
        warnings: with_missing(&document, warnings),
        ..document
    })
}

fn fill(recipe: &Value, raw: &RawValue, warnings: &mut Vec<String>) -> RecipeDocument {
    let yields = all(
        recipe,
        "recipeYield",
        &["@value", "value", "name", "text"],
        warnings,
    );
    RecipeDocument {
        slug: first(recipe, "slug", TEXT_KEYS, warnings),
        url: first(recipe, "url", &["@id", "url", "@value"], warnings),
        title: first(recipe, "name", TEXT_KEYS, warnings),
        description: first(recipe, "description", TEXT_KEYS, warnings),
        category: joined(recipe, "recipeCategory", TEXT_KEYS, warnings),
        cuisine: joined(recipe, "recipeCuisine", TEXT_KEYS, warnings),
        tags: tags(recipe, warnings),
        servings: servings_of(&yields).filter(|_| !is_measured_yield(recipe)),
        yield_text: yield_text(recipe, yields),
        prep_minutes: time(recipe, "prepTime", warnings),
        cook_minutes: time(recipe, "cookTime", warnings),
        total_minutes: time(recipe, "totalTime", warnings),
        lines: lines(recipe, warnings),
        steps: recipe
            .get("recipeInstructions")
            .map(|value| instructions::steps(value, warnings))
            .unwrap_or_default(),
        notes: notes(recipe, warnings),
        image: first(
            recipe,
            "image",
            &["url", "contentUrl", "@id", "@value", "thumbnailUrl"],
            warnings,
        ),
        diet: diet(recipe, warnings),
        nutrition: nutrition::facts(recipe, warnings),
        author: joined(
            recipe,
            "author",
            &["name", "@value", "identifier", "url", "@id"],
            warnings,
        ),
        published: published(recipe, warnings),
        raw: raw.to_owned(),
        warnings: Vec::new(),
    }
}

fn with_missing(document: &RecipeDocument, mut warnings: Vec<String>) -> Vec<String> {
    let missing = [
        (document.title.is_none(), "no name"),
        (document.lines.is_empty(), "no ingredients"),
        (document.steps.is_empty(), "no steps"),
    ];
    warnings.extend(
        missing
            .iter()
            .filter(|(is_missing, _)| *is_missing)
            .map(|(_, what)| format!("the recipe has {what}")),
    );
    warnings
}

/// Of `["12", "12 cakes"]` the words decide: twelve cakes are no servings.
fn servings_of(yields: &[String]) -> Option<u32> {
    let (worded, bare): (Vec<_>, Vec<_>) = yields.iter().partition(|text| text.contains(char::is_alphabetic));
    let decisive = if worded.is_empty() { bare } else { worded };
    decisive.into_iter().find_map(|text| servings::servings(text))
}

/// `QuantitativeValue` keeps what is counted apart from the number.
fn unit_of_yield(recipe: &Value) -> Option<&str> {
    let holder = recipe
        .get("recipeYield")
        .map(|value| value.get(0).unwrap_or(value))?;
    ["unitText", "unitCode"]
        .iter()
        .find_map(|key| holder.get(*key)?.as_str())
}

fn is_measured_yield(recipe: &Value) -> bool {
    unit_of_yield(recipe).is_some_and(|unit| servings::servings(&format!("1 {unit}")).is_none())
}

fn yield_text(recipe: &Value, yields: Vec<String>) -> Option<String> {
    // Of `["4", "4 servings"]` the longest tells the most; the first of equals.
    let longest = yields.into_iter().rev().max_by_key(|text| text.chars().count())?;
    Some(match unit_of_yield(recipe) {
        Some(unit) => format!("{longest} {unit}"),
        None => longest,
    })
}

fn time(recipe: &Value, field: &str, warnings: &mut Vec<String>) -> Option<u32> {
    let text = first(
        recipe,
        field,
        &["@value", "name", "text", "value", "maxValue"],
        warnings,
    )?;
    let minutes = duration::minutes(&text);
    if minutes.is_none() {
        warnings.push(format!("`{field}` is no time that can be read: `{text}`"));
    }
    minutes
}

/// Ingredient lines; `ingredients` is the older name. One text holds them one a line.
fn lines(recipe: &Value, warnings: &mut Vec<String>) -> Vec<String> {
    let given = ["recipeIngredient", "ingredients"]
        .iter()
        .filter_map(|field| recipe.get(*field))
        .find(|value| !value.is_null());
    let Some(value) = given else { return Vec::new() };
    let mut unreadable = Vec::new();
    let found = texts(
        value,
        &[
            "@value",
            "text",
            "name",
            "description",
            "itemListElement",
            "item",
            "value",
        ],
        &mut unreadable,
    );
    warnings.extend(
        unreadable
            .iter()
            .map(|what| format!("an ingredient cannot be read: `{what}`")),
    );
    let lines: Vec<String> = match value {
        Value::String(text) => cleaned(text).lines().map(|line| line.trim().to_owned()).collect(),
        _ => found.iter().map(|text| cleaned_line(text)).collect(),
    };
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

fn notes(recipe: &Value, warnings: &mut Vec<String>) -> Option<String> {
    let extra = recipe.get("extra")?;
    let notes = all(extra, "notes", TEXT_KEYS, warnings);
    (!notes.is_empty()).then(|| notes.join("\n"))
}

fn published(recipe: &Value, warnings: &mut Vec<String>) -> Option<DateTime<Utc>> {
    let text = first(recipe, "datePublished", TEXT_KEYS, warnings)?;
    let midnight = |date: NaiveDate| date.and_hms_opt(0, 0, 0).map(|time| time.and_utc());
    let local = |format: &str| {
        NaiveDateTime::parse_from_str(&text, format)
            .ok()
            .map(|time| time.and_utc())
    };
    let date = DateTime::parse_from_rfc3339(&text)
        .or_else(|_| DateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M:%S%z"))
        .map(|time| time.with_timezone(&Utc))
        .ok()
        .or_else(|| local("%Y-%m-%dT%H:%M:%S%.f"))
        .or_else(|| local("%Y-%m-%d %H:%M:%S"))
        .or_else(|| {
            NaiveDate::parse_from_str(&text, "%Y-%m-%d")
                .ok()
                .and_then(midnight)
        });
    if date.is_none() {
        warnings.push(format!(
            "`datePublished` is no date that can be read: `{}`",
            shown(&Value::String(text))
        ));
    }
    date
}

/// No database takes a NUL in a text. The depth is bounded: the JSON reader refuses more than 128 levels.
fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(entries) => entries.iter().any(has_nul),
        Value::Object(members) => members
            .iter()
            .any(|(name, value)| name.contains('\0') || has_nul(value)),
        _ => false,
    }
}
