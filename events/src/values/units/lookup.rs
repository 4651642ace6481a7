//! Finding a unit: by its id, or as people write it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::kinds::KINDS;
use super::measures::MEASURES;
use super::{Unit, UnitId};
use crate::values::folded;

/// The longest text that can be a unit, in bytes: a long line is not folded for nothing.
const LONGEST: usize = 60;

/// What joins the parts of a word; some write a space there, some nothing.
const HYPHENS: [char; 2] = ['-', '‐'];

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

fn by_form(form: &str) -> Option<&'static Unit> {
    BY_FORM.get(form).copied()
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
        _ => by_form(bare)
            .or_else(|| by_form(&key(bare)))
            .or_else(|| by_form(&key(&bare.replace(HYPHENS, "")))),
    };
    found.map(|unit| unit.id.clone())
}

/// The form in which words are looked up: folded, without points and bracketed plurals, hyphens as spaces.
fn key(written: &str) -> String {
    let plain = folded(written).replace("(s)", "").replace("(es)", "");
    let spaced = plain.replace('.', "").replace(HYPHENS, " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(expected: &str, texts: &[&str]) {
        for text in texts {
            let found = unit_of(text);
            assert_eq!(found.as_ref().map_or("", UnitId::as_str), expected, "`{text}`");
        }
    }

    #[test]
    fn case_matters_only_to_a_single_t() {
        check("us_tbsp", &["T", "T.", "Tbsp", "TBSP.", "tbsp.", " tablespoons "]);
        check("us_tsp", &["t", "t.", "Tsp", "TSP", "Teaspoons"]);
        check("litre", &["L", "l", "Litre", "liters"]);
        check("gram", &["G", "g", "g.", "Grams"]);
        check("us_cup", &["C", "c", "Cup", "cups"]);
    }

    #[test]
    fn an_ounce_is_a_mass_and_a_fluid_ounce_a_volume() {
        check("ounce", &["oz", "oz.", "Ounces"]);
        check(
            "us_fl_oz",
            &["fl oz", "fl. oz.", "fl.oz", "FL-OZ", "fluid ounces"],
        );
    }

    #[test]
    fn a_country_in_the_text_decides_and_customary_us_is_meant_without_one() {
        check("us_cup", &["cup", "US cup", "cup(s)"]);
        check("metric_cup", &["metric cup", "metric cups"]);
        check("imperial_pint", &["imperial pint", "UK pints"]);
        check("us_pint", &["pint", "pts."]);
        check("metric_tbsp", &["EL", "msk", "c. à s.", "cuillères à soupe"]);
    }

    #[test]
    fn plurals_points_hyphens_and_compatibility_signs_do_not_matter() {
        check("clove", &["clove(s)", "Cloves"]);
        check("bunch", &["bunch(es)"]);
        check("us_tbsp", &["table-spoons", "table  spoon", "table-spoonful"]);
        check("to_taste", &["to-taste", "To taste"]);
        check("kilogram", &["㎏"]);
        check("inch", &["\"", "″", "in."]);
    }

    #[test]
    fn what_is_no_unit_is_none() {
        check(
            "",
            &[
                "",
                ".",
                "onions",
                "large",
                "peppers",
                "°",
                "1",
                "tt",
                &"g".repeat(5000),
            ],
        );
    }

    #[test]
    fn every_id_and_every_form_belongs_to_one_unit() {
        assert_eq!(BY_ID.len(), units().count());
        for unit in units() {
            assert_eq!(unit.id.as_str().parse().as_ref(), Ok(&unit.id));
            for form in [unit.singular, unit.plural].iter().chain(unit.forms) {
                assert_eq!(unit_of(form).as_ref(), Some(&unit.id), "`{form}`");
                assert_eq!(key(&key(form)), key(form), "`{form}`");
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered_and_an_answer_is_in_the_table(text in "\\PC{0,70}|[a-zA-Z .()-]{0,12}") {
            if let Some(id) = unit_of(&text) {
                prop_assert!(unit(&id).is_some());
            }
        }

        #[test]
        fn case_of_two_letters_and_more_does_not_matter(
            unit in prop::sample::select(units().collect::<Vec<_>>()), flip in any::<u32>(),
        ) {
            for form in [unit.singular, unit.plural].iter().chain(unit.forms).filter(|form| form.len() > 1) {
                let flipped: String = form.chars().enumerate()
                    .map(|(i, c)| if flip >> (i % 32) & 1 == 1 { c.to_ascii_uppercase() } else { c })
                    .collect();
                prop_assert_eq!(unit_of(&flipped), unit_of(form));
            }
        }
    }
}
