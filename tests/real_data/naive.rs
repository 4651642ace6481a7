//! The same files read again, as plainly as can be: `serde_json::Value` and nothing of the importer.

use std::path::PathBuf;

use serde_json::Value;

/// One file of the folder.
pub(crate) struct Input {
    pub name: String,
    pub bytes: Vec<u8>,
    pub values: Vec<Value>,
}

impl Input {
    pub(crate) fn is_histories(&self) -> bool {
        self.values
            .first()
            .is_some_and(|value| value["revisions"].is_array())
    }

    fn is_recipes(&self) -> bool {
        self.values
            .first()
            .is_some_and(|value| value["@type"] == "Recipe")
    }
}

/// Every NDJSON file of recipes or histories; none where the folder is absent.
pub(crate) fn inputs() -> Vec<Input> {
    let root = std::env::var("HEIRLOOM_DATA").map_or_else(
        |_| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    let folder = root.join("recipes");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!(
            "SKIPPED: there is no real input in `{}`; set HEIRLOOM_DATA",
            folder.display()
        );
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "ndjson"));
    paths.sort();
    let inputs = paths.iter().map(|path| {
        let bytes = std::fs::read(path).unwrap();
        let lines = bytes
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.trim_ascii().is_empty());
        let values = lines
            .map_while(|line| serde_json::from_slice(line).ok())
            .collect();
        Input {
            name: path.display().to_string(),
            values,
            bytes,
        }
    });
    inputs
        .filter(|input| input.is_histories() || input.is_recipes())
        .collect()
}

/// A text without differences in white space.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The ingredient lines of a document.
pub(crate) fn lines(recipe: &Value) -> Vec<String> {
    let lines = recipe["recipeIngredient"].as_array().into_iter().flatten();
    lines
        .filter_map(Value::as_str)
        .map(squeezed)
        .filter(|line| !line.is_empty())
        .collect()
}

/// The steps of a document, those of sections in their order.
pub(crate) fn steps(recipe: &Value) -> Vec<String> {
    fn walk(value: &Value, steps: &mut Vec<String>) {
        match value {
            Value::Array(entries) => entries.iter().for_each(|entry| walk(entry, steps)),
            Value::Object(entry) if entry.contains_key("itemListElement") => {
                walk(&entry["itemListElement"], steps)
            }
            Value::Object(entry) => walk(entry.get("text").unwrap_or(&Value::Null), steps),
            Value::String(text) if !text.trim().is_empty() => steps.push(squeezed(text)),
            _ => {}
        }
    }
    let mut steps = Vec::new();
    walk(&recipe["recipeInstructions"], &mut steps);
    steps
}

/// The revisions of a history.
pub(crate) fn revisions(history: &Value) -> &[Value] {
    history["revisions"].as_array().map_or(&[], Vec::as_slice)
}

/// Whether a text is kept: as it is, but for white space, HTML, and the number or bullet before a step.
pub(crate) fn kept(original: &str, stored: &str) -> bool {
    let is_html = original.contains(['<', '&']);
    let Some(before) = original.strip_suffix(squeezed(stored).as_str()) else {
        return is_html;
    };
    let word = before.to_lowercase().replace("step", "");
    is_html
        || before.is_empty()
        || before == "•"
        || before.ends_with(' ') && !word.contains(char::is_alphabetic)
}
