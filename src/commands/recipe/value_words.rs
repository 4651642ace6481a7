//! Values of a recipe in plain words: what a card, a difference, a conflict and a log show of them.

use heirloom_events::recipe::Line;
use heirloom_events::values::{DietSet, NutritionFacts, Quantity, unit_of};

/// Nutrition facts: `320 kcal, protein 3.5 g by stated@1 from a label on 2026-02-03`. Every part is a word of
/// its own, so that a difference shows no more than differs.
pub(crate) fn nutrition(facts: &NutritionFacts) -> String {
    let energy = facts.calories.map(|calories| format!("{calories} kcal"));
    let amount = |(name, quantity, unit): (&str, Option<Quantity>, &str)| {
        quantity.map(|quantity| format!("{name} {} {unit}", decimal(quantity)))
    };
    let amounts = [
        ("protein", facts.protein_g, "g"),
        ("fat", facts.total_fat_g, "g"),
        ("saturated fat", facts.saturated_fat_g, "g"),
        ("trans fat", facts.trans_fat_g, "g"),
        ("carbohydrate", facts.total_carbs_g, "g"),
        ("fibre", facts.dietary_fiber_g, "g"),
        ("sugars", facts.total_sugars_g, "g"),
        ("cholesterol", facts.cholesterol_mg, "mg"),
        ("sodium", facts.sodium_mg, "mg"),
    ];
    let said: Vec<String> = energy
        .into_iter()
        .chain(amounts.into_iter().filter_map(amount))
        .collect();
    let said = match said.is_empty() {
        true => "nothing known".to_owned(),
        false => said.join(", "),
    };
    let source = facts.source.as_ref().map(|source| format!(" from {source}"));
    let day = facts.measured_on.map(|day| format!(" on {day}"));
    format!(
        "{said} by {}{}{}",
        facts.method,
        source.unwrap_or_default(),
        day.unwrap_or_default()
    )
}

/// A quantity as people read it: `3.5`; a fraction where no short decimal is exact: `1/3`.
fn decimal(quantity: Quantity) -> String {
    let (numerator, denominator) = quantity.parts();
    // 2 and 5 are what ten is made of: any other factor never ends.
    match [1, 2, 4, 5, 8, 10, 20, 25, 40, 50, 100, 125, 200, 250, 500, 1_000].contains(&denominator) {
        false => quantity.to_string(),
        true => {
            let thousandths = i128::from(numerator) * (1_000 / i128::from(denominator));
            let text = format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000);
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
    }
}

/// Diets: the text as written where it says all, else the tags; words without a tag are named.
pub(crate) fn diets(diets: &DietSet) -> String {
    let as_read = diets.as_written.as_deref().map(DietSet::from_text);
    let mut text = match &diets.as_written {
        Some(written) if as_read.as_ref() != Some(diets) => {
            let chosen = DietSet {
                as_written: None,
                ..diets.clone()
            };
            format!("{} (written `{written}`)", chosen.to_text())
        }
        _ => diets.to_text(),
    };
    if !diets.unmapped.is_empty() {
        let words: Vec<String> = diets.unmapped.iter().map(|word| format!("`{word}`")).collect();
        text.push_str(&format!(" (no tag for {})", words.join(", ")));
    }
    text
}

/// What was read from a line and its text does not say: `finely chopped`, `optional`, `cup = metric cup`.
pub(crate) fn beside_the_text(line: &Line) -> Vec<String> {
    let text = line.text.to_lowercase();
    let said = |what: &str| text.contains(&what.to_lowercase());
    let preparation = line.preparation_method.clone().filter(|method| !said(method));
    let optional = line.optional
        && !["optional", "optionnal", "(opt", "facultatif"]
            .iter()
            .any(|word| text.contains(word));
    let unit = line
        .unit_id
        .as_ref()
        .filter(|id| line.unit.as_deref().and_then(unit_of).as_ref() != Some(id));
    let unit = unit.map(|id| {
        let name = heirloom_events::values::unit(id).map_or(id.as_str(), |unit| unit.singular);
        format!("{} = {name}", line.unit.as_deref().unwrap_or("unit"))
    });
    preparation
        .into_iter()
        .chain(optional.then(|| "optional".to_owned()))
        .chain(unit)
        .collect()
}

/// What differs between two readings of one text: `optional; preparation from `diced` to `sliced``.
pub(crate) fn reading_changes(was: &Line, is: &Line) -> String {
    let mut told = Vec::new();
    let mut compare = |what: &str, was: Option<String>, is: Option<String>| {
        if was != is {
            let shown = |side: Option<String>| side.map_or("nothing".to_owned(), |text| format!("`{text}`"));
            told.push(format!("{what} from {} to {}", shown(was), shown(is)));
        }
    };
    let amount = |line: &Line| line.amount.map(|amount| amount.to_string());
    compare("amount", amount(was), amount(is));
    compare("unit", was.unit.clone(), is.unit.clone());
    let meaning = |line: &Line| line.unit_id.as_ref().map(ToString::to_string);
    compare("meaning of the unit", meaning(was), meaning(is));
    compare(
        "preparation",
        was.preparation_method.clone(),
        is.preparation_method.clone(),
    );
    if was.ingredient_id != is.ingredient_id {
        told.push("ingredient".to_owned());
    }
    if was.optional != is.optional {
        told.push(
            if is.optional {
                "optional now"
            } else {
                "not optional any more"
            }
            .to_owned(),
        );
    }
    told.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::line;
    use crate::testing::arbitrary::lines;
    use heirloom_events::values::{DietTag, Method};
    use proptest::prelude::*;

    #[test]
    fn facts_say_their_numbers_and_where_they_come_from() {
        let facts = NutritionFacts {
            protein_g: "7/2".parse().ok(),
            total_fat_g: "1/3".parse().ok(),
            sodium_mg: "120".parse().ok(),
            source: Some("a label".into()),
            measured_on: chrono::NaiveDate::from_ymd_opt(2026, 2, 3),
            ..NutritionFacts::stated(320)
        };
        assert_eq!(
            nutrition(&facts),
            "320 kcal, protein 3.5 g, fat 1/3 g, sodium 120 mg by stated@1 from a label on 2026-02-03"
        );
        assert_eq!(
            nutrition(&NutritionFacts::new(Method::ATWATER_2)),
            "nothing known by atwater@2"
        );
    }

    #[test]
    fn diets_name_the_words_that_have_no_tag() {
        assert_eq!(diets(&DietSet::from_text("Vegan")), "Vegan");
        assert_eq!(
            diets(&DietSet::from_text("Vegan, gran's rules")),
            "Vegan, gran's rules (no tag for `gran's rules`)"
        );
        assert_eq!(diets(&DietSet::of([DietTag::Vegan])), "vegan");
        assert_eq!(diets(&DietSet::of([])), "none");
        let corrected = DietSet {
            as_written: Some("veggie?".into()),
            ..DietSet::of([DietTag::Vegetarian])
        };
        assert_eq!(diets(&corrected), "vegetarian (written `veggie?`)");
    }

    #[test]
    fn what_the_text_says_already_is_not_said_again() {
        let mut flour = Line {
            preparation_method: Some("sifted".into()),
            optional: true,
            unit: Some("cup".into()),
            unit_id: "us_cup".parse().ok(),
            ..line("2 cups flour, Sifted (optional)")
        };
        assert!(beside_the_text(&flour).is_empty());
        flour.text = "2 cups flour".into();
        flour.unit_id = "metric_cup".parse().ok();
        assert_eq!(
            beside_the_text(&flour),
            ["sifted", "optional", "cup = metric cup"]
        );
    }

    proptest! {
        #[test]
        fn two_readings_of_one_text_that_differ_are_told_apart(was in lines(0), is in lines(0)) {
            let is = Line { text: was.text.clone(), ..is };
            prop_assert_eq!(reading_changes(&was, &is).is_empty(), was == is);
        }
    }
}
