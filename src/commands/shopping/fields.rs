//! What the lines and marks of a list hold: the application's own bounds (`domain.md` 3.3).

use heirloom_events::limits;
use heirloom_events::shopping::ShoppingList;
use heirloom_events::values::Quantity;

use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// The category of a line for which nobody gave one.
const OTHER: &str = "other";
/// How many lines a list may hold, beside what the plan needs.
const LINES: usize = 10_000;

/// A name: 1 to 255 characters, trimmed.
pub(super) fn name(name: &str) -> Result<String, Refusal> {
    validate::text("name", name, limits::NAME_CHARS)
}

/// A unit as written, at most 50 characters; blank is none.
pub(super) fn unit(unit: Option<&str>) -> Result<Option<String>, Refusal> {
    let unit = unit.filter(|unit| !unit.trim().is_empty());
    validate::optional("unit", unit, limits::SHOPPING_UNIT_CHARS)
}

/// A category in lower case, at most 100 characters; blank is none.
pub(super) fn category(category: Option<&str>) -> Result<Option<String>, Refusal> {
    let category = category.filter(|category| !category.trim().is_empty());
    let category = validate::optional("category", category, limits::SHOPPING_CATEGORY_CHARS)?;
    Ok(category.map(|category| category.to_lowercase()))
}

/// As [`category`]; none is `other`.
pub(super) fn category_or_other(given: Option<&str>) -> Result<String, Refusal> {
    Ok(category(given)?.unwrap_or_else(|| OTHER.to_owned()))
}

/// For which list a mark is: 0 for every list, or 1 or 2.
pub(super) fn algorithm(algorithm: u8) -> Result<(), Refusal> {
    match algorithm {
        0..=2 => Ok(()),
        other => Err(Refusal::invalid(
            "algorithm",
            format!("there is no algorithm {other}; give 1 or 2, or leave it out for both lists"),
        )),
    }
}

/// One list has lines and marks of its own; a line is on both.
pub(super) fn not_of_one_list(algorithm: u8) -> Result<(), Refusal> {
    match algorithm {
        0 => Ok(()),
        _ => Err(Refusal::invalid(
            "algorithm",
            "a line that somebody put on the list stands on both lists; leave it out",
        )),
    }
}

/// There is room for one more line.
pub(super) fn room(list: &ShoppingList) -> Result<(), Refusal> {
    validate::list("the shopping list", list.lines.len() + 1, LINES)
}

/// How much is bought where nobody says.
pub(super) fn one() -> Quantity {
    Quantity::ONE
}

/// What a mark says where it does not say otherwise.
pub(super) fn yes() -> bool {
    true
}

/// Whether a mark is for every list, which is not worth saying.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a field by reference"
)]
pub(super) fn every_list(algorithm: &u8) -> bool {
    *algorithm == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_are_kept_in_lower_case_and_blank_ones_are_none() {
        assert_eq!(category(Some(" Dairy ")).unwrap().as_deref(), Some("dairy"));
        assert_eq!(category(Some(" ")).unwrap(), None);
        assert_eq!(category_or_other(Some("\t")).unwrap(), "other");
        assert!(category(Some(&"x".repeat(101))).is_err());
    }

    #[test]
    fn a_unit_keeps_its_case() {
        assert_eq!(unit(Some(" Tbs ")).unwrap().as_deref(), Some("Tbs"));
        assert_eq!(unit(Some("")).unwrap(), None);
        assert!(unit(Some(&"x".repeat(51))).is_err());
    }
}
