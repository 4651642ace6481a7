//! What became of the facts about a recipe's nutrition.

use heirloom_events::values::{Method, NutritionFacts};

use super::words::{shown, unchanged, value};

/// What was recorded. Where only calories are stated, as older events had them, only they are told.
pub(super) fn nutrition_recorded(old: Option<&NutritionFacts>, new: Option<&NutritionFacts>) -> String {
    if old == new {
        return unchanged("nutrition facts");
    }
    if is_plain(old) && is_plain(new) {
        let calories = |facts: Option<&NutritionFacts>| {
            let calories = facts.and_then(|facts| facts.calories);
            calories.map(|calories| calories.to_string())
        };
        let told = value("calories", &calories(old), &calories(new));
        return told.unwrap_or_else(|| unchanged("calories"));
    }
    new.map_or_else(|| "took the nutrition facts away".to_owned(), recorded)
}

/// Whether nothing but stated calories is known.
fn is_plain(facts: Option<&NutritionFacts>) -> bool {
    facts.is_none_or(|facts| {
        let plain = NutritionFacts {
            calories: facts.calories,
            ..NutritionFacts::new(Method::STATED)
        };
        *facts == plain
    })
}

/// `` recorded per serving: calories 250, protein 7/2 g; by `label@1`, from `the packet`, of 2026-01-02 ``
fn recorded(facts: &NutritionFacts) -> String {
    let grams = [
        ("protein", &facts.protein_g, "g"),
        ("fat", &facts.total_fat_g, "g"),
        ("saturated fat", &facts.saturated_fat_g, "g"),
        ("trans fat", &facts.trans_fat_g, "g"),
        ("cholesterol", &facts.cholesterol_mg, "mg"),
        ("sodium", &facts.sodium_mg, "mg"),
        ("carbohydrate", &facts.total_carbs_g, "g"),
        ("fibre", &facts.dietary_fiber_g, "g"),
        ("sugars", &facts.total_sugars_g, "g"),
    ];
    let calories = facts.calories.map(|calories| format!("calories {calories}"));
    let amounts = grams.into_iter().filter_map(|(name, amount, unit)| {
        let amount = amount.as_ref()?;
        Some(format!("{name} {amount} {unit}"))
    });
    let known: Vec<String> = calories.into_iter().chain(amounts).collect();
    let known = match &known[..] {
        [] => "nothing".to_owned(),
        known => known.join(", "),
    };
    let source = facts
        .source
        .as_deref()
        .map(|source| format!(", from {}", shown(source)));
    let day = facts.measured_on.map(|day| format!(", of {day}"));
    format!(
        "recorded per serving: {known}; by `{}`{}{}",
        facts.method,
        source.unwrap_or_default(),
        day.unwrap_or_default()
    )
}
