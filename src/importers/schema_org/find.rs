//! Finds the recipe objects of a JSON document: at the top, in arrays, in `@graph`, in `mainEntity`.

use std::collections::HashMap;

use serde_json::value::RawValue;

use super::source::Source;
use super::{ReadError, RecipeDocument, document};

/// How deep a recipe may lie in `@graph`, arrays and the like.
pub(super) const MAX_DEPTH: usize = 12;

/// Where other things lie that may be recipes.
const NESTS: &[&str] = &[
    "@graph",
    "mainEntity",
    "mainEntityOfPage",
    "itemListElement",
    "item",
    "hasPart",
    "subjectOf",
    "about",
];

type Members<'a> = HashMap<String, &'a RawValue>;

/// Reads every recipe of one JSON document into `read`.
pub(super) fn recipes(source: &Source<'_>, read: &mut Vec<Result<RecipeDocument, ReadError>>) {
    match serde_json::from_str::<&RawValue>(source.json) {
        Err(error) => read.push(Err(json_error(source, error))),
        Ok(value) => {
            let before = read.len();
            look(source, value, 0, read);
            if read.len() == before && !source.mixed {
                read.push(Err(ReadError::NoRecipe {
                    file: source.file.to_owned(),
                    line: source.line,
                }));
            }
        }
    }
}

/// The error of the JSON reader, with the line of the file.
pub(super) fn json_error(source: &Source<'_>, error: serde_json::Error) -> ReadError {
    let (line, column) = (source.line + error.line().saturating_sub(1), error.column());
    ReadError::Json {
        file: source.file.to_owned(),
        line,
        column,
        source: error,
    }
}

fn look(
    source: &Source<'_>,
    value: &RawValue,
    depth: usize,
    read: &mut Vec<Result<RecipeDocument, ReadError>>,
) {
    // Everything else than arrays and objects is no recipe, and is passed over without a second reading.
    if !value.get().starts_with(['[', '{']) {
        return;
    }
    if depth > MAX_DEPTH {
        read.push(Err(ReadError::TooDeep {
            file: source.file.to_owned(),
            line: line(source, value),
        }));
    } else if let Ok(entries) = serde_json::from_str::<Vec<&RawValue>>(value.get()) {
        entries_of(source, &entries, depth, read);
    } else if let Ok(members) = serde_json::from_str::<Members<'_>>(value.get()) {
        if is_recipe(&members) {
            read.push(document::read(source, value, || line(source, value)));
            return;
        }
        for nested in NESTS.iter().filter_map(|name| members.get(*name)) {
            look(source, nested, depth + 1, read);
        }
    }
}

/// In a file of recipes, entries that are none are told, once for all; in a page they are something else.
fn entries_of(
    source: &Source<'_>,
    entries: &[&RawValue],
    depth: usize,
    read: &mut Vec<Result<RecipeDocument, ReadError>>,
) {
    let (mut first, mut count) = (None, 0);
    for entry in entries {
        let before = read.len();
        look(source, entry, depth + 1, read);
        if depth == 0 && !source.mixed && read.len() == before {
            first.get_or_insert(*entry);
            count += 1;
        }
    }
    if let Some(entry) = first {
        read.push(Err(ReadError::NotRecipes {
            file: source.file.to_owned(),
            line: line(source, entry),
            count,
        }));
    }
}

/// `Recipe`, `http://schema.org/Recipe`, or among several; without any type, by what it has.
fn is_recipe(members: &Members<'_>) -> bool {
    let named = |value: &serde_json::Value| {
        value
            .as_str()
            .is_some_and(|name| name.rsplit(['/', '#', ':']).next() == Some("Recipe"))
    };
    let kind = members
        .get("@type")
        .or_else(|| members.get("type"))
        .and_then(|raw| serde_json::from_str(raw.get()).ok());
    match kind {
        Some(serde_json::Value::Array(kinds)) => kinds.iter().any(named),
        Some(serde_json::Value::Null) | None => ["recipeIngredient", "recipeInstructions"]
            .iter()
            .any(|name| members.contains_key(*name)),
        Some(kind) => named(&kind),
    }
}

/// The line of the file in which a part of the document begins. Counts from the start: for errors only.
fn line(source: &Source<'_>, part: &RawValue) -> usize {
    // Both borrow from the same text, so the distance of their addresses is the offset.
    let offset = (part.get().as_ptr() as usize).saturating_sub(source.json.as_ptr() as usize);
    source.line + super::source::line_of(source.json, offset.min(source.json.len())) - 1
}
