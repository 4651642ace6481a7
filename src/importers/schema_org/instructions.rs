//! The directions: text, texts, `HowToStep`, `HowToSection`, `ItemList`, nested as documents do.

use serde_json::Value;

use super::StepText;
use super::fields::shown;
use super::text::cleaned;

/// How deep sections may lie in each other.
const MAX_DEPTH: usize = 12;

/// The steps of `recipeInstructions`; what cannot be read becomes a warning.
pub(super) fn steps(value: &Value, warnings: &mut Vec<String>) -> Vec<StepText> {
    let mut reader = Reader {
        steps: Vec::new(),
        warnings,
    };
    match value {
        // One text holds all steps, one a line.
        Value::String(text) => reader.lines(text),
        other => reader.entry(other, None, 0),
    }
    reader.steps
}

struct Reader<'a> {
    steps: Vec<StepText>,
    warnings: &'a mut Vec<String>,
}

impl Reader<'_> {
    fn lines(&mut self, text: &str) {
        for line in cleaned(text).lines() {
            self.push(without_number(line.trim()), None);
        }
    }

    fn push(&mut self, text: &str, section: Option<&str>) {
        if !text.trim().is_empty() {
            self.steps.push(StepText {
                section: section.map(str::to_owned),
                text: text.trim().to_owned(),
            });
        }
    }

    fn entry(&mut self, value: &Value, section: Option<&str>, depth: usize) {
        match value {
            _ if depth > MAX_DEPTH => self.unreadable(value),
            Value::Null => {}
            Value::String(text) => self.push(without_number(&cleaned(text)), section),
            Value::Number(number) => self.push(&number.to_string(), section),
            Value::Array(entries) => entries
                .iter()
                .for_each(|entry| self.entry(entry, section, depth + 1)),
            Value::Object(_) => self.object(value, section, depth),
            Value::Bool(_) => self.unreadable(value),
        }
    }

    fn object(&mut self, value: &Value, section: Option<&str>, depth: usize) {
        let text = string(value, &["text", "description", "@value"]);
        let name = string(value, &["name", "headline"]);
        let inner = ["itemListElement", "item", "steps"]
            .iter()
            .filter_map(|key| value.get(*key))
            .find(|inner| !inner.is_null());
        match (text, inner) {
            // A step with text may list its own parts again; the text is the whole.
            (Some(text), None) => self.push(&headed(name.as_deref(), text), section),
            (text, Some(inner)) => {
                let own = name.filter(|_| !is_type(value, "HowToStep"));
                let inner_section = own.as_deref().or(section);
                self.push(text.as_deref().unwrap_or(""), inner_section);
                self.entry(inner, inner_section, depth + 1);
            }
            (None, None) => match name {
                Some(name) => self.push(&name, section),
                // A step with a null or empty text says nothing; anything else is told.
                None if ["text", "name"].iter().any(|key| {
                    value
                        .get(*key)
                        .is_some_and(|v| v.is_null() || v.as_str().is_some())
                }) => {}
                None => self.unreadable(value),
            },
        }
    }

    fn unreadable(&mut self, value: &Value) {
        self.warnings
            .push(format!("a step cannot be read: `{}`", shown(value)));
    }
}

fn string(value: &Value, keys: &[&str]) -> Option<String> {
    let texts = keys.iter().filter_map(|key| match value.get(*key)? {
        Value::String(text) => Some(cleaned(text)),
        Value::Object(inner) => inner.get("@value").and_then(Value::as_str).map(cleaned),
        Value::Array(lines) => Some(
            lines
                .iter()
                .filter_map(Value::as_str)
                .map(cleaned)
                .collect::<Vec<_>>()
                .join("\n"),
        ),
        _ => None,
    });
    texts.into_iter().find(|text| !text.is_empty())
}

fn is_type(value: &Value, name: &str) -> bool {
    value
        .get("@type")
        .and_then(Value::as_str)
        .is_some_and(|kind| kind.ends_with(name))
}

/// The text with its heading before it, unless the heading only repeats the text or counts the steps.
fn headed(name: Option<&str>, text: String) -> String {
    let Some(name) = name else { return text };
    let bare = name.trim_end_matches(['.', '…', ':']).to_lowercase();
    let repeats =
        text.to_lowercase().contains(&bare) || without_number(&format!("{bare}: ")).trim().is_empty();
    if repeats {
        text
    } else {
        format!("{}: {text}", name.trim_end_matches([':', '.']))
    }
}

/// Without `1.`, `2)` or `Step 3:` before it.
fn without_number(text: &str) -> &str {
    let head = text.get(..5).filter(|head| head.eq_ignore_ascii_case("step "));
    let rest = head.map_or(text, |_| text[5..].trim_start());
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = &rest[digits..];
    let marked = after
        .strip_prefix(['.', ')', ':'])
        .or_else(|| after.strip_prefix(" -"))
        .or_else(|| after.strip_prefix(" –"));
    match marked.filter(|tail| tail.is_empty() || tail.starts_with(char::is_whitespace)) {
        Some(tail) if (1..=2).contains(&digits) => tail.trim_start(),
        _ if head.is_some() && digits > 0 && after.is_empty() => "",
        _ => text,
    }
}
