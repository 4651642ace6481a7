//! Parts of sentences.

/// Characters of a text that are shown of it.
const SHOWN_CHARS: usize = 80;

/// A text between backticks, on one line, cut where it is long.
pub(super) fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len().min(4 * SHOWN_CHARS) + 2);
    shown.push('`');
    for (count, c) in text.chars().enumerate() {
        if count == SHOWN_CHARS {
            shown.push('…');
            break;
        }
        shown.push(if c.is_control() { ' ' } else { c });
    }
    shown.push('`');
    shown
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
        (Some(old), Some(new)) => Some(format!(
            "changed the {name} from {} to {}",
            shown(old),
            shown(new)
        )),
        (None, Some(new)) => Some(format!("set the {name} to {}", shown(new))),
        (_, None) => Some(format!("took the {name} away")),
    }
}

/// How one value changed, or that it did not.
pub(super) fn value_or_unchanged(name: &str, old: &Option<String>, new: &Option<String>) -> String {
    value(name, old, new).unwrap_or_else(|| unchanged(name))
}

pub(super) fn unchanged(name: &str) -> String {
    format!("left the {name} as it was")
}

/// The parts that there are, after one another.
pub(super) fn all<const N: usize>(parts: [Option<String>; N]) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}
