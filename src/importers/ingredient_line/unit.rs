//! Finding the unit at the start of a text.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::units::{CASED, Kind, UNITS};
use super::words::{MODIFIERS, SIZES, first_word, is_one_of};

static FORMS: LazyLock<HashMap<&'static str, (&'static str, Kind)>> = LazyLock::new(|| {
    UNITS
        .iter()
        .flat_map(|(id, kind, forms)| forms.iter().map(move |form| (*form, (*id, *kind))))
        .collect()
});

/// The canonical id of a unit as people write it, for reports and search; the event keeps what was written.
///
/// Case and a final point do not matter, except `T` (tablespoon) and `t` (teaspoon).
///
/// ```
/// use heirloom::importers::ingredient_line::known_unit;
/// assert_eq!(known_unit("Tbsp."), Some("tbsp"));
/// assert_eq!((known_unit("T"), known_unit("t")), (Some("tbsp"), Some("tsp")));
/// assert_eq!(known_unit("onions"), None);
/// ```
#[must_use]
pub fn known_unit(written: &str) -> Option<&'static str> {
    known(written).map(|(id, _)| id)
}

/// Canonical id and kind of a unit as written.
pub(super) fn known(written: &str) -> Option<(&'static str, Kind)> {
    let bare = written.trim().trim_end_matches('.');
    // No form is longer; a long word is not folded for nothing.
    if bare.len() > 40 {
        return None;
    }
    if let Some((_, id)) = CASED.iter().find(|(form, _)| *form == bare) {
        return FORMS.get(id).copied();
    }
    let lower = bare.to_lowercase();
    let plain = lower.replace("(s)", "").replace("(es)", "");
    FORMS
        .get(plain.as_str())
        .or_else(|| FORMS.get(plain.replace('-', "").as_str()))
        .or_else(|| FORMS.get(plain.replace('-', " ").as_str()))
        .copied()
}

/// The kind of a unit as written.
pub(super) fn kind(written: &str) -> Option<Kind> {
    known(written).map(|(_, kind)| kind)
}

/// Mass, volume or length.
pub(super) fn is_measured(kind: Kind) -> bool {
    matches!(kind, Kind::Mass | Kind::Volume | Kind::Length)
}

/// A unit at the very start of the text, as written, and the rest. Two-word units first.
pub(super) fn unit(text: &str) -> Option<(&str, Kind, &str)> {
    if let Some(rest) = text.strip_prefix('"') {
        return Some(("\"", Kind::Length, rest));
    }
    let (first, after) = word_with_brackets(text);
    let (second, rest) = first_word(after.trim_start());
    if !second.is_empty() && after.starts_with(' ') {
        let both = &text[..text.len() - rest.len()];
        if let Some(kind) = kind(both) {
            return Some((both.trim_end_matches('.'), kind, rest));
        }
    }
    let kind = kind(first)?;
    // `in` is an inch only where it is glued or pointed; else it is the preposition.
    if first.eq_ignore_ascii_case("in") && !after.trim_start().starts_with("piece") {
        return None;
    }
    Some((first.trim_end_matches('.'), kind, after))
}

/// The first word; `clove(s)` counts as one, and a point ends an abbreviation: `lb.Beef`.
fn word_with_brackets(text: &str) -> (&str, &str) {
    let (first, after) = first_word(text);
    for mark in ["(s)", "(es)"] {
        if after.starts_with(mark) {
            let end = first.len() + mark.len();
            return text.split_at(end);
        }
    }
    // `2 1/2-inch-thick steaks`, `250g-300g`
    let number_follows =
        |dash: usize| first[dash + 1..].starts_with(|c: char| c.is_ascii_digit() || c == '~');
    let ends_unit = |dash: &usize| {
        kind(&first[..*dash]).is_some_and(|kind| kind == Kind::Length || number_follows(*dash))
    };
    if let Some(dash) = first.find('-').filter(ends_unit) {
        return text.split_at(dash);
    }
    match first.trim_end_matches('.').find('.') {
        Some(point) if kind(&first[..point]).is_some() && kind(first).is_none() => text.split_at(point + 1),
        _ => (first, after),
    }
}

/// A unit at the start of the text, or behind at most four size words and modifiers: `large bunch`.
pub(super) fn unit_behind_modifiers(text: &str) -> Option<(&str, Kind, &str)> {
    let mut rest = text.trim_start();
    for skipped in 0..5 {
        if let Some((written, kind, after)) = unit(rest) {
            // `2 small cloves garlic`, `1 large can`; but a modifier before grams is no modifier.
            let fits = skipped == 0 || !matches!(kind, Kind::Mass | Kind::Length);
            return fits.then_some((written, kind, after));
        }
        let (word, after) = first_word(rest);
        let skippable = is_one_of(word, SIZES) || is_one_of(word, MODIFIERS);
        if !skippable || after.starts_with(',') {
            return None;
        }
        rest = after.trim_start();
    }
    None
}
