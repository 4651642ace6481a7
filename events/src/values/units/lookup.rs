//! Finding a unit: by its id, or as people write it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::kinds::KINDS;
use super::measures::MEASURES;
use super::{Unit, UnitId};
use crate::values::folded;

/// The longest text that can be a unit, in bytes: a long line is not folded for nothing.
const LONGEST: usize = 60;

static BY_ID: LazyLock<HashMap<&'static str, &'static Unit>> =
    LazyLock::new(|| units().map(|unit| (unit.id.as_str(), unit)).collect());

static BY_FORM: LazyLock<HashMap<String, &'static Unit>> = LazyLock::new(|| {
    let forms = |unit: &'static Unit| {
        let names = [unit.singular, unit.plural].into_iter();
        names
            .chain(unit.forms.iter().copied())
            .map(move |form| (key(form), unit))
    };
    units().flat_map(forms).collect()
});

/// Every unit of the table, in a fixed order.
pub fn units() -> impl Iterator<Item = &'static Unit> {
    MEASURES.iter().chain(KINDS)
}

/// The unit with this id; none where this build's table has none.
#[must_use]
pub fn unit(id: &UnitId) -> Option<&'static Unit> {
    by_id(id.as_str())
}

pub(super) fn by_id(id: &str) -> Option<&'static Unit> {
    BY_ID.get(id).copied()
}

/// The id of a unit as people write it; none where the table does not know it.
///
/// Case, points, hyphens and a plural in brackets do not matter, except that `T` is a tablespoon and `t` a
/// teaspoon. `oz` is a mass, `fl oz` a volume; a cup of no country is the US customary one.
///
/// ```
/// use heirloom_events::values::unit_of;
/// let id = |text| unit_of(text).map(|id| id.to_string());
/// assert_eq!(id("Tbsp."), id("T"));
/// assert_eq!(id("cup(s)").as_deref(), Some("us_cup"));
/// assert_eq!(id("onions"), None);
/// ```
#[must_use]
pub fn unit_of(written: &str) -> Option<UnitId> {
    if written.len() > LONGEST {
        return None;
    }
    let bare = written.trim().trim_end_matches('.');
    let found = match bare {
        "T" => by_id("us_tbsp"),
        "t" => by_id("us_tsp"),
        // most texts are written as the table has them
        _ => BY_FORM
            .get(bare)
            .or_else(|| BY_FORM.get(key(bare).as_str()))
            .copied(),
    };
    found.map(|unit| unit.id.clone())
}

/// The form in which words are looked up: folded, without points and bracketed plurals, hyphens as spaces.
fn key(written: &str) -> String {
    let plain = written.replace("(s)", "").replace("(es)", "");
    folded(&plain.replace('.', "").replace(['-', '‐', '‑'], " "))
}
