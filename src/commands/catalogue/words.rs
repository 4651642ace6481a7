//! What happened to a catalogue, in plain words.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent};

use super::name_of;

/// One event in words, seen from the catalogue before it.
#[must_use]
pub fn in_words(before: &Catalogue, event: &CatalogueEvent) -> String {
    match event {
        CatalogueEvent::IngredientDefined(e) => format!("ingredient `{}` defined", e.name),
        CatalogueEvent::IngredientRenamed(e) => {
            format!(
                "ingredient `{}` renamed to `{}`",
                name_of(before, e.ingredient_id),
                e.name
            )
        }
        CatalogueEvent::IngredientAliased(e) => {
            format!(
                "ingredient `{}` also called `{}`",
                name_of(before, e.ingredient_id),
                e.alias
            )
        }
        CatalogueEvent::IngredientRecategorised(e) => {
            let category = e.category.as_deref().unwrap_or("none");
            format!(
                "ingredient `{}` put into category `{category}`",
                name_of(before, e.ingredient_id)
            )
        }
        CatalogueEvent::IngredientMerged(e) => {
            format!(
                "ingredient `{}` merged into `{}`",
                name_of(before, e.ingredient_id),
                name_of(before, e.into)
            )
        }
        CatalogueEvent::IngredientUnmerged(e) => {
            format!("ingredient `{}` unmerged", name_of(before, e.ingredient_id))
        }
        CatalogueEvent::IngredientDuplicateDefined(e) => {
            format!(
                "ingredient `{}` defined as `{}`",
                e.name,
                name_of(before, e.duplicate_of)
            )
        }
        CatalogueEvent::IngredientRemoved(e) => {
            format!("ingredient `{}` removed", name_of(before, e.ingredient_id))
        }
        CatalogueEvent::DensitySet(e) => {
            let name = name_of(before, e.ingredient_id);
            format!(
                "ingredient `{name}` weighs {} g/ml{}",
                e.grams_per_ml,
                state(&e.state)
            )
        }
        CatalogueEvent::DensityRemoved(e) => {
            let name = name_of(before, e.ingredient_id);
            format!("the weight of ingredient `{name}` taken away{}", state(&e.state))
        }
        CatalogueEvent::PortionSet(e) => {
            let name = name_of(before, e.ingredient_id);
            format!(
                "one {} of ingredient `{name}` is {} {}",
                each(&e.unit),
                e.amount,
                e.amount_unit
            )
        }
        CatalogueEvent::PortionRemoved(e) => {
            let name = name_of(before, e.ingredient_id);
            format!("what one {} of ingredient `{name}` is taken away", each(&e.unit))
        }
        CatalogueEvent::UnitRuleSet(e) => {
            let (name, from, to) = (&e.ingredient_name, each(&e.from_unit), each(&e.to_unit));
            format!("`{name}` is bought by the {to}, {} for each {from}", e.factor)
        }
        CatalogueEvent::UnitRuleRemoved(e) => {
            let rules = before.unit_rules();
            let rule = rules.iter().find(|rule| rule.rule_id == e.rule_id);
            let name = rule.map_or("?", |rule| &rule.ingredient_name);
            format!("a rule for the unit of `{name}` taken away")
        }
        CatalogueEvent::PantrySet(e) => {
            let at_home = if e.on_hand { "is" } else { "is not" };
            format!(
                "ingredient `{}` {at_home} at home",
                name_of(before, e.ingredient_id)
            )
        }
    }
}

/// The state that a density is of.
fn state(state: &Option<String>) -> String {
    state
        .as_ref()
        .map(|state| format!(", {state}"))
        .unwrap_or_default()
}

/// A unit as written; none: each.
fn each(unit: &str) -> &str {
    if unit.is_empty() { "piece" } else { unit }
}
