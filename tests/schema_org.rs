//! schema.org documents: messy ones, real ones, broken ones.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use heirloom::importers::schema_org::{ReadError, RecipeDocument, read_recipes};
use serde_json::{Value, json};

fn shown(outcome: &Result<RecipeDocument, ReadError>) -> Value {
    let recipe = match outcome {
        Ok(recipe) => recipe,
        Err(error) => return json!({ "error": error.to_string() }),
    };
    let steps: Vec<String> = recipe
        .steps
        .iter()
        .map(|s| format!("[{}] {}", s.section.as_deref().unwrap_or(""), s.text))
        .collect();
    let all = json!({
        "slug": recipe.slug, "url": recipe.url, "title": recipe.title, "description": recipe.description, "category": recipe.category,
        "cuisine": recipe.cuisine, "tags": recipe.tags, "yield": recipe.yield_text, "servings": recipe.servings,
        "minutes": [recipe.prep_minutes, recipe.cook_minutes, recipe.total_minutes], "lines": recipe.lines, "steps": steps,
        "notes": recipe.notes, "image": recipe.image, "diet": recipe.diet, "nutrition": recipe.nutrition, "author": recipe.author,
        "published": recipe.published.map(|p| p.to_rfc3339()), "warnings": recipe.warnings,
    });
    let empty =
        |value: &Value| value.is_null() || value.as_array().is_some_and(|a| a.iter().all(Value::is_null));
    all.as_object()
        .unwrap()
        .iter()
        .filter(|(_, v)| !empty(v))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

#[test]
fn messy_documents_are_read_as_the_snapshot_shows() {
    let mut folder: Vec<PathBuf> = std::fs::read_dir("tests/schema_org")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folder.sort();
    for path in folder {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let read = read_recipes(&std::fs::read(&path).unwrap(), &name);
        let values: Vec<Value> = read.iter().map(shown).collect();
        insta::assert_json_snapshot!(name, values);
    }
}

#[track_caller]
fn only_error(bytes: &[u8], name: &str, part: &str) {
    let read = read_recipes(bytes, name);
    let [Err(error)] = read.as_slice() else {
        panic!("{} results, first {:?}", read.len(), read.first())
    };
    assert!(error.to_string().contains(part), "`{error}` lacks `{part}`");
}

#[test]
fn broken_files_are_refused_with_the_place() {
    only_error(
        b"{\"@type\": \"Recipe\", \"name\": \"a\xffb\"}",
        "bad.json",
        "byte 30",
    );
    only_error(
        b"{\"@type\": \"Recipe\",\n \"name\": \"a\0b\"}",
        "nul.json",
        "line 2 (byte 31)",
    );
    only_error(br#"{"@type": "Recipe", "name": "a\u0000b"}"#, "nul.json", "NUL");
    only_error(b"{\"@type\": \"Recipe\",\n \"name\": \"Po", "cut.json", "line 2");
    only_error(b"", "empty.json", "neither JSON nor HTML");
    only_error(b"name,servings\n", "a.csv", "neither JSON nor HTML");
    only_error(b"<html><p>no recipe</p></html>", "a.html", "no schema.org/Recipe");
    only_error(br#"{"@type": "Person"}"#, "a.json", "no schema.org/Recipe");
    only_error(
        br#"{"@type": "Recipe", "recipeYield": 1e400}"#,
        "a.json",
        "column",
    );
    only_error(b"[1, 2,\n3]", "a.json", "3 entries");
}

#[test]
fn a_truncated_line_is_named_and_the_others_go_on() {
    let text = "{\"@type\":\"Recipe\",\"name\":\"A\"}\n\n{\"@type\":\"Recipe\",\"na\n{\"@type\":\"Recipe\",\"name\":\"B\"}\n";
    let read = read_recipes(text.as_bytes(), "two.ndjson");
    assert_eq!(
        read.iter().map(Result::is_ok).collect::<Vec<_>>(),
        [true, false, true]
    );
    assert!(
        read[1]
            .as_ref()
            .unwrap_err()
            .to_string()
            .contains("`two.ndjson` line 3")
    );
    // The content tells as much as the name.
    assert_eq!(read_recipes(text.as_bytes(), "two.txt").len(), 3);
}

#[test]
fn the_recipe_is_kept_as_it_was() {
    let read = read_recipes(br#"[ {"@type":"Recipe",  "name":"A", "own": [1.50]} ]"#, "a.json");
    assert_eq!(
        read[0].as_ref().unwrap().raw.get(),
        r#"{"@type":"Recipe",  "name":"A", "own": [1.50]}"#
    );
}

#[test]
fn hostile_files_are_answered_quickly() {
    let many = |part: &str| part.repeat(1_000_000 / part.len());
    let recipe = |value: String| format!("{{\"@type\":\"Recipe\",\"recipeInstructions\":{value}}}");
    let files = [
        many("["),
        many("{\"@graph\":["),
        many("{"),
        many("<b>"),
        many("<script>"),
        many("<script type='application/ld+json'>["),
        many("<!--"),
        many("x"),
        "y".repeat(10_000_000),
        "[1,".repeat(3_000_000),
        many("[1],"),
        format!("[{}1]", many("1,")),
        many("{}\n"),
        recipe(many("[")),
        recipe(format!("{}{}", "[".repeat(100), "]".repeat(100))),
        recipe(format!("\"{}\"", many("<p"))),
        recipe(format!("\"{}\"", many("&"))),
        recipe(format!("\"{}\"", many("Step 1:\\n"))),
    ];
    for file in files {
        let start = Instant::now();
        let read = read_recipes(file.as_bytes(), "hostile");
        let took = start.elapsed();
        assert!(
            !read.is_empty() && took < Duration::from_secs(20),
            "`{}…` took {took:?}",
            &file[..30]
        );
    }
}

fn real(file: &str) -> Option<String> {
    let folder = std::env::var("HEIRLOOM_DATA").unwrap_or_else(|_| "../shared/data".to_owned());
    let path = PathBuf::from(folder).join("recipes").join(file);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("SKIPPED: {} is absent", path.display());
    }
    text
}

/// Lines and steps of a real recipe, counted without the reader.
fn naive(recipe: &Value) -> (Vec<String>, usize) {
    let text = |value: &Value| value.as_str().unwrap().trim().to_owned();
    let lines = recipe["recipeIngredient"]
        .as_array()
        .unwrap()
        .iter()
        .map(text)
        .collect();
    let steps = recipe["recipeInstructions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["itemListElement"].as_array().map_or(1, Vec::len))
        .sum();
    (lines, steps)
}

#[track_caller]
fn check(recipe: &Value, read: &RecipeDocument) {
    assert_eq!(
        (read.lines.clone(), read.steps.len()),
        naive(recipe),
        "{}",
        recipe["slug"]
    );
    let missing = read.warnings.iter().filter(|warning| {
        !warning.starts_with("the recipe has no") && !warning.starts_with("`datePublished`")
    });
    assert_eq!(missing.count(), 0, "{}: {:?}", recipe["slug"], read.warnings);
}

#[test]
fn real_recipes_keep_every_line_and_step() {
    let Some(text) = real("public-domain-recipes.ndjson") else {
        return;
    };
    let read = read_recipes(text.as_bytes(), "public-domain-recipes.ndjson");
    assert_eq!(read.len(), text.lines().count());
    for (line, read) in text.lines().zip(&read) {
        check(&serde_json::from_str(line).unwrap(), read.as_ref().unwrap());
    }
    println!("{} recipes", read.len());
}

#[test]
fn real_revisions_keep_every_line_and_step() {
    let Some(text) = real("public-domain-recipe-edits.ndjson") else {
        return;
    };
    let histories = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let revisions =
        histories.flat_map(|history| history["revisions"].as_array().cloned().unwrap_or_default());
    let recipes: Vec<Value> = revisions
        .filter_map(|revision| revision.get("recipe").filter(|r| !r.is_null()).cloned())
        .collect();
    for recipe in &recipes {
        let read = read_recipes(recipe.to_string().as_bytes(), "revision.json");
        assert_eq!(read.len(), 1);
        check(recipe, read[0].as_ref().unwrap());
    }
    println!("{} revisions", recipes.len());
}
