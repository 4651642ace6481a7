//! What a serving contains: schema.org's `NutritionInformation`, in which every value is a text for people.

use heirloom_events::limits;
use heirloom_events::values::{Method, NutritionFacts, Quantity};
use serde_json::Value;

use super::fields::{TEXT_KEYS, shown, texts};

/// The facts; none where none could be read. They are stated: the document says so, and nobody computed them.
///
/// What cannot be read becomes a warning and stays unknown; it is never taken for zero.
pub(super) fn facts(recipe: &Value, warnings: &mut Vec<String>) -> Option<NutritionFacts> {
    let given = recipe.get("nutrition").filter(|value| !value.is_null())?;
    let given = given.get(0).unwrap_or(given);
    if !given.is_object() {
        warnings.push(format!("`nutrition` cannot be read: `{}`", shown(given)));
        return None;
    }
    let mut read = Reader { given, warnings };
    let facts = NutritionFacts {
        calories: read.energy(),
        protein_g: read.mass("proteinContent", GRAMS),
        total_fat_g: read.mass("fatContent", GRAMS),
        saturated_fat_g: read.mass("saturatedFatContent", GRAMS),
        trans_fat_g: read.mass("transFatContent", GRAMS),
        cholesterol_mg: read.mass("cholesterolContent", MILLIGRAMS),
        sodium_mg: read.mass("sodiumContent", MILLIGRAMS),
        total_carbs_g: read.mass("carbohydrateContent", GRAMS),
        dietary_fiber_g: read.mass("fiberContent", GRAMS),
        total_sugars_g: read.mass("sugarContent", GRAMS),
        ..NutritionFacts::new(Method::STATED)
    };
    (facts != NutritionFacts::new(Method::STATED)).then_some(facts)
}

/// The unit that a field is kept in: its micrograms, and what a bare number means.
const GRAMS: i128 = 1_000_000;
const MILLIGRAMS: i128 = 1_000;

struct Reader<'a> {
    given: &'a Value,
    warnings: &'a mut Vec<String>,
}

impl Reader<'_> {
    /// `240 calories`, `240 kcal`, `1004 kJ`, `240`: whole kilocalories, half up.
    fn energy(&mut self) -> Option<u32> {
        let text = self.text("calories")?;
        let read = measure(&text).and_then(|(quantity, unit)| kilocalories(quantity, &unit));
        if read.is_none() {
            self.unread("calories", &text);
        }
        read
    }

    /// `12 g`, `450 mg`, `1,5 grams`, `12`: in the field's own unit.
    fn mass(&mut self, field: &str, own: i128) -> Option<Quantity> {
        let text = self.text(field)?;
        let read = measure(&text).and_then(|(quantity, unit)| in_unit(quantity, &unit, own));
        if read.is_none() {
            self.unread(field, &text);
        }
        read
    }

    fn text(&mut self, field: &str) -> Option<String> {
        let mut unreadable = Vec::new();
        let found = texts(self.given.get(field)?, TEXT_KEYS, &mut unreadable);
        for what in unreadable {
            self.unread(field, &what);
        }
        let first = found.into_iter().next()?.trim().to_owned();
        (!first.is_empty()).then_some(first)
    }

    fn unread(&mut self, field: &str, text: &str) {
        let short: String = text.chars().take(60).collect();
        self.warnings.push(format!(
            "`nutrition.{field}` is no amount that can be read: `{short}`"
        ));
    }
}

/// A number and the words behind it. A range or a second number is not read: nobody knows which one is meant.
fn measure(text: &str) -> Option<(Quantity, String)> {
    if text.len() > 60 {
        return None;
    }
    let lower = text.trim().trim_start_matches(['~', '≈']).trim().to_lowercase();
    let end = lower
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '/')))
        .unwrap_or(lower.len());
    let (number, unit) = lower.split_at(end);
    let unit = unit.trim();
    if unit.contains(|c: char| c.is_ascii_digit()) || unit.starts_with(['-', '–', '%']) {
        return None;
    }
    Some((number_of(number)?, unit.to_owned()))
}

/// `1.5`, `1,5` and `1,200`: a comma before three digits parts thousands, any other is a decimal point.
fn number_of(text: &str) -> Option<Quantity> {
    let text = text.trim_end_matches(['.', ',']);
    let plain = match text.split_once(',') {
        None => text.to_owned(),
        Some((_, rest)) if rest.contains(',') => return None,
        Some((whole, rest))
            if rest.split('.').next().is_some_and(|digits| digits.len() == 3) && whole != "0" =>
        {
            format!("{whole}{rest}")
        }
        Some((whole, rest)) => format!("{whole}.{rest}"),
    };
    plain.parse().ok()
}

fn kilocalories(quantity: Quantity, unit: &str) -> Option<u32> {
    // A kilojoule is 1/4.184 kilocalories, exactly (thermochemical).
    let (numerator, denominator) = match unit.split_whitespace().next().unwrap_or_default() {
        "" | "kcal" | "kcals" | "cal" | "cals" | "calorie" | "calories" | "kilocalories" | "kcal."
        | "cal." => (1, 1),
        "kj" | "kilojoules" => (1_000, 4_184),
        _ => return None,
    };
    let (n, d) = quantity.parts();
    let (n, d) = (i128::from(n) * numerator, i128::from(d) * denominator);
    let rounded = (2 * n + d) / (2 * d);
    u32::try_from(rounded)
        .ok()
        .filter(|kcal| *kcal <= limits::CALORIES)
}

fn in_unit(quantity: Quantity, unit: &str, own: i128) -> Option<Quantity> {
    let given = match unit
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .trim_end_matches('.')
    {
        "" => own,
        "g" | "gr" | "gram" | "grams" | "gramm" | "grammes" => GRAMS,
        "mg" | "milligram" | "milligrams" | "milligramm" => MILLIGRAMS,
        "mcg" | "µg" | "μg" | "ug" | "microgram" | "micrograms" => 1,
        _ => return None,
    };
    let (n, d) = quantity.parts();
    Quantity::new(i128::from(n) * given, i128::from(d) * own).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn read(nutrition: &Value) -> (Option<NutritionFacts>, Vec<String>) {
        let mut warnings = Vec::new();
        let facts = facts(&json!({ "nutrition": nutrition }), &mut warnings);
        (facts, warnings)
    }

    #[track_caller]
    fn energy(text: &str, expected: Option<u32>) {
        let (facts, warnings) = read(&json!({ "calories": text }));
        assert_eq!(facts.and_then(|facts| facts.calories), expected, "`{text}`");
        assert_eq!(warnings.is_empty(), expected.is_some(), "`{text}`: {warnings:?}");
    }

    #[track_caller]
    fn sodium(text: &str, expected: Option<&str>) {
        let (facts, warnings) = read(&json!({ "sodiumContent": text }));
        let found = facts.and_then(|facts| facts.sodium_mg).map(|q| q.to_string());
        assert_eq!(found.as_deref(), expected, "`{text}`");
        assert_eq!(warnings.is_empty(), expected.is_some(), "`{text}`: {warnings:?}");
    }

    #[test]
    fn energy_is_read_in_whole_kilocalories() {
        energy("240 calories", Some(240));
        energy("240 kcal", Some(240));
        energy("~240", Some(240));
        energy("1,240 Calories per serving", Some(1_240));
        energy("1004 kJ", Some(240));
        energy("239.5 kcal", Some(240));
        energy("lots", None);
        energy("200-300 kcal", None);
        energy("240 kcal / 1004 kJ", None);
        energy("240 grams", None);
        energy("999999999 kcal", None);
    }

    #[test]
    fn masses_are_exact_in_the_unit_of_their_field() {
        sodium("450 mg", Some("450"));
        sodium("0.45 g", Some("450"));
        sodium("0,45 g", Some("450"));
        sodium("450", Some("450"));
        sodium("1/3 mg", Some("1/3"));
        sodium("12 µg", Some("3/250"));
        sodium("12 % DV", None);
        sodium("a pinch", None);
        sodium("-3 mg", None);
    }

    #[test]
    fn what_is_not_there_is_not_zero() {
        let (facts, warnings) = read(
            &json!({"@type": "NutritionInformation", "proteinContent": "3.5 g", "servingSize": "1 bowl"}),
        );
        let facts = facts.unwrap();
        assert_eq!((facts.protein_g, facts.calories), ("7/2".parse().ok(), None));
        assert_eq!((facts.method, warnings.len()), (Method::STATED, 0));
        assert_eq!(
            read(&json!({"servingSize": "1 bowl", "fatContent": ""})),
            (None, vec![])
        );
        assert_eq!(read(&Value::Null), (None, vec![]));
        assert_eq!(read(&json!("240 kcal")).1.len(), 1);
        assert_eq!(
            read(&json!([{"calories": 240}])).0,
            Some(NutritionFacts::stated(240))
        );
    }

    proptest! {
        #[test]
        fn any_text_is_answered_without_a_panic(text in "\\PC{0,30}|[0-9.,/ ]{0,12}(g|mg|kcal|kJ)?") {
            let _ = read(&json!({"calories": text, "fatContent": text}));
        }
    }
}
