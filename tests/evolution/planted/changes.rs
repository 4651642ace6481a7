//! Changes between two revisions that break whoever reads.

use heirloom::revisions::check::{Class, Files, Onward, Problem, Steps, event_changes};
use heirloom_upcasters::Versions;
use serde_json::{Value, json};

use super::plant::{Planted, by_lock};

fn object(properties: Value, required: &[&str]) -> Value {
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

/// What `heirloom check` calls breaking between version 1 and version 2, with or without a step.
fn breaking(old: &Value, new: Option<&Value>, step: bool) -> Vec<Problem> {
    let mut files = Files::default();
    files.set("RecipeTagged/v1.json", Some(old.to_string()));
    files.set("RecipeTagged/v2.json", new.map(Value::to_string));
    let mut steps = Steps::default();
    let name = |version| ("RecipeTagged".to_owned(), version);
    let next = if step { vec![name(2)] } else { Vec::new() };
    steps.add(
        name(1),
        Onward {
            next,
            ..Onward::default()
        },
    );
    steps.add(name(2), Onward::default());
    let (from, to) = ([("RecipeTagged", 1)], [("RecipeTagged", 2)]);
    let to: Versions = to.into_iter().filter(|_| new.is_some()).collect();
    let changes = event_changes(&from.into_iter().collect(), &to, &steps, &files);
    let breaking = changes
        .into_iter()
        .filter(|change| change.class == Class::Breaking);
    breaking
        .map(|change| {
            let first = change
                .findings
                .first()
                .map(|f| format!("`{}` {}", f.path, f.what));
            Problem::new(format!("breaking, {}", first.unwrap_or_default()), "")
        })
        .collect()
}

pub(crate) fn planted() -> Vec<Planted> {
    let old = object(json!({"tag": {"type": "string"}}), &["tag"]);
    let gone = object(json!({"label": {"type": "string"}}), &[]);
    let asked = object(
        json!({"tag": {"type": "string"}, "by": {"type": "string"}}),
        &["tag", "by"],
    );
    let plant = |name, new: Option<&Value>| {
        let right = new.map(|new| breaking(&old, Some(new), true));
        by_lock(
            name,
            "check of revisions",
            &breaking(&old, new, false),
            &right.unwrap_or_default(),
        )
    };
    vec![
        plant("a field is taken out without a step", Some(&gone)),
        plant("a field must be there, without a step", Some(&asked)),
        plant("an event is taken out without a step", None),
    ]
}
