//! Steps, in all the forms in which documents give them.

use serde_json::Value;

use super::StepText;
use super::text::cleaned;

/// How deep sections may lie in one another.
const DEPTH: usize = 6;

/// The steps of `recipeInstructions`. What is no step is told.
pub(super) fn steps(value: &Value, warnings: &mut Vec<String>) -> Vec<StepText> {
    let mut steps = Vec::new();
    collect(value, None, 0, &mut steps, warnings);
    steps
}

fn collect(
    value: &Value,
    section: Option<&str>,
    depth: usize,
    steps: &mut Vec<StepText>,
    warnings: &mut Vec<String>,
) {
    let mut push = |text: &str| {
        steps.push(StepText {
            section: section.map(ToOwned::to_owned),
            text: text.to_owned(),
        })
    };
    match value {
        Value::Null => {}
        // One text holds all steps, a line each; in a list each text is one step.
        Value::String(text) if depth == 0 => {
            let text = cleaned(text).unwrap_or_default();
            text.lines()
                .map(unnumbered)
                .filter(|line| !line.is_empty())
                .for_each(push);
        }
        Value::String(text) => {
            if let Some(text) = cleaned(text) {
                push(unnumbered(&text));
            }
        }
        Value::Array(entries) if depth < DEPTH => {
            for entry in entries {
                collect(entry, section, depth + 1, steps, warnings);
            }
        }
        Value::Object(members) if depth < DEPTH => {
            let text_of = |key: &str| members.get(key).and_then(Value::as_str).and_then(cleaned);
            let inner = ["itemListElement", "steps", "item"]
                .iter()
                .find_map(|key| members.get(*key));
            match (
                inner,
                text_of("text")
                    .or_else(|| text_of("description"))
                    .or_else(|| text_of("name")),
            ) {
                (Some(inner), _) => {
                    let name = text_of("name");
                    collect(inner, name.as_deref().or(section), depth + 1, steps, warnings);
                }
                (None, Some(text)) => push(unnumbered(&text)),
                (None, None) => warnings.push(format!("a step has no text: {}", shortened(value))),
            }
        }
        other => warnings.push(format!("a step cannot be read: {}", shortened(other))),
    }
}

/// Without `1.`, `2)`, `Step 3:` or a bullet before it. In `*Important* …` the asterisk is no bullet.
fn unnumbered(line: &str) -> &str {
    let line = line.trim();
    let bulletless = line.trim_start_matches(['•', '-', '*', '–']);
    let bare = match bulletless.starts_with(char::is_whitespace) || line.starts_with('•') {
        true => bulletless.trim_start(),
        false => line,
    };
    let after_word = bare
        .get(..5)
        .filter(|word| word.eq_ignore_ascii_case("step "))
        .map_or(bare, |_| bare[5..].trim_start());
    let digits = after_word.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = after_word.split_at(digits);
    let marked = rest
        .strip_prefix(['.', ')', ':'])
        .filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    match marked {
        Some(rest) if !number.is_empty() && number.len() <= 2 && !rest.trim().is_empty() => rest.trim_start(),
        _ if bare.len() < line.len() && !bare.is_empty() && !line.starts_with("-1") => bare,
        _ => line,
    }
}

/// A value as it is shown in a message.
pub(super) fn shortened(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("`{}…`", &text[..end]),
        None => format!("`{text}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(value: Value, expected: &[&str]) {
        let mut warnings = Vec::new();
        let told: Vec<String> = steps(&value, &mut warnings)
            .into_iter()
            .map(|step| {
                step.section
                    .map_or(step.text.clone(), |section| format!("[{section}] {}", step.text))
            })
            .chain(warnings)
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn every_form_of_steps_is_read() {
        check(
            json!("1. Mix.\n2) Bake.\n\nStep 3: Eat."),
            &["Mix.", "Bake.", "Eat."],
        );
        check(json!(["Mix.", " ", "Bake 1 hour."]), &["Mix.", "Bake 1 hour."]);
        check(
            json!([{"@type": "HowToStep", "text": "Mix."}, {"@type": "HowToStep", "name": "Bake."}]),
            &["Mix.", "Bake."],
        );
        let section =
            json!([{"@type": "HowToSection", "name": "Dough", "itemListElement": [{"text": "Knead."}]}]);
        check(section, &["[Dough] Knead."]);
        check(
            json!({"@type": "HowToSection", "name": "All", "itemListElement": {"text": "Stir."}}),
            &["[All] Stir."],
        );
        check(json!(null), &[]);
    }

    #[test]
    fn a_number_that_belongs_to_the_text_stays() {
        check(json!(["2 eggs go in first."]), &["2 eggs go in first."]);
        check(json!(["1.5 litres of water."]), &["1.5 litres of water."]);
        check(json!(["*Now* stir.", "**Wait**"]), &["*Now* stir.", "**Wait**"]);
        check(json!(["* Stir.", "•Wait."]), &["Stir.", "Wait."]);
    }

    #[test]
    fn what_is_no_step_is_told() {
        check(
            json!([{"image": "x.png"}]),
            &["a step has no text: `{\"image\":\"x.png\"}`"],
        );
        check(json!([7]), &["a step cannot be read: `7`"]);
    }
}
