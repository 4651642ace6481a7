//! Parts of sentences.

/// Characters of a text that are shown of it.
const SHOWN_CHARS: usize = 80;

/// Characters that are shown before the place where two long texts begin to differ.
const LEAD_CHARS: usize = 20;

/// A text between backticks, on one line, cut where it is long.
pub(super) fn shown(text: &str) -> String {
    shown_from(text, 0)
}

/// Two texts of which one took the other's place. Where they are long and begin alike, only what is near
/// their first difference is shown.
pub(super) fn both(old: &str, new: &str) -> (String, String) {
    let is_long = |text: &str| text.chars().nth(SHOWN_CHARS).is_some();
    let alike = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).count();
    let from = if is_long(old) || is_long(new) {
        alike.saturating_sub(LEAD_CHARS)
    } else {
        0
    };
    (shown_from(old, from), shown_from(new, from))
}

/// The text from a character on.
fn shown_from(text: &str, from: usize) -> String {
    let mut chars = text
        .chars()
        .skip(from)
        .map(|c| if c.is_control() { ' ' } else { c });
    let middle: String = chars.by_ref().take(SHOWN_CHARS).collect();
    let (before, after) = (mark(from > 0), mark(chars.next().is_some()));
    format!("`{before}{}{after}`", middle.trim())
}

fn mark(is_cut: bool) -> &'static str {
    if is_cut { "…" } else { "" }
}

/// `1 line`, `3 lines`.
pub(super) fn counted(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        n => format!("{n} {noun}s"),
    }
}

/// How one value changed; none where it did not.
pub(super) fn value(name: &str, old: &Option<String>, new: &Option<String>) -> Option<String> {
    match (old, new) {
        (old, new) if old == new => None,
        (Some(old), Some(new)) => {
            let (old, new) = both(old, new);
            Some(format!("changed the {name} from {old} to {new}"))
        }
        (None, Some(new)) => Some(format!("set the {name} to {}", shown(new))),
        (_, None) => Some(format!("took the {name} away")),
    }
}

/// How one value changed, or that it did not.
pub(super) fn value_or_unchanged(name: &str, old: &Option<String>, new: &Option<String>) -> String {
    value(name, old, new).unwrap_or_else(|| unchanged(name))
}

pub(super) fn unchanged(name: &str) -> String {
    format!("left the {name} unchanged")
}

/// The parts that there are, after one another.
pub(super) fn all<const N: usize>(parts: [Option<String>; N]) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}
