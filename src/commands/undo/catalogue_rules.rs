//! What a catalogue knows of an ingredient beside its name: what it weighs, how much one of it is, what is at
//! home; and the household's own units.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent, Pantry, Portion, UnitRule};
use heirloom_events::values::{IngredientId, Quantity};

use crate::commands::catalogue::{
    CatalogueCommand, RemoveDensity, RemovePortion, RemoveUnitRule, SetDensity, SetPantry, SetPortion,
    SetUnitRule,
};

/// What such an event is about, as it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Density(Option<Quantity>),
    Portion(Option<Portion>),
    Pantry(Option<Pantry>),
    Rule(Option<UnitRule>),
}

impl Value {
    /// What the event is about, in this catalogue; none where it is about something else.
    pub(super) fn of(catalogue: &Catalogue, event: &CatalogueEvent) -> Option<Self> {
        let density = |id: IngredientId, state: &Option<String>| {
            Self::Density(catalogue.get(id).and_then(|i| i.densities.get(state).copied()))
        };
        let portion = |id: IngredientId, unit: &str| {
            Self::Portion(catalogue.get(id).and_then(|i| i.portions.get(unit).cloned()))
        };
        let rule = |id| {
            let mut rules = catalogue.unit_rules().iter();
            Self::Rule(rules.find(|rule| rule.rule_id == id).cloned())
        };
        Some(match event {
            CatalogueEvent::DensitySet(e) => density(e.ingredient_id, &e.state),
            CatalogueEvent::DensityRemoved(e) => density(e.ingredient_id, &e.state),
            CatalogueEvent::PortionSet(e) => portion(e.ingredient_id, &e.unit),
            CatalogueEvent::PortionRemoved(e) => portion(e.ingredient_id, &e.unit),
            CatalogueEvent::PantrySet(e) => {
                Self::Pantry(catalogue.get(e.ingredient_id).and_then(|i| i.pantry.clone()))
            }
            CatalogueEvent::UnitRuleSet(e) => rule(e.rule_id),
            CatalogueEvent::UnitRuleRemoved(e) => rule(e.rule_id),
            _ => return None,
        })
    }
}

/// The command that takes one event back; none where that is done already; why not, where others made something
/// else of it.
pub(super) fn back(
    event: &CatalogueEvent,
    (before, after): (&Value, &Value),
    now: &Catalogue,
) -> Result<Option<CatalogueCommand>, String> {
    let current = Value::of(now, event);
    if current.as_ref() == Some(before) {
        return Ok(None);
    }
    if current.as_ref() != Some(after) {
        return Err(format!("`{}`: it was changed since", event.event_type()));
    }
    match (event, before.clone()) {
        (CatalogueEvent::DensitySet(e), before) => Ok(density(e.ingredient_id, &e.state, before)),
        (CatalogueEvent::DensityRemoved(e), before) => Ok(density(e.ingredient_id, &e.state, before)),
        (CatalogueEvent::PortionSet(e), before) => Ok(portion(e.ingredient_id, &e.unit, before)),
        (CatalogueEvent::PortionRemoved(e), before) => Ok(portion(e.ingredient_id, &e.unit, before)),
        (
            CatalogueEvent::PantrySet(e),
            Value::Pantry(Some(Pantry {
                quantity,
                unit,
                on_hand,
            })),
        ) => {
            let ingredient_id = e.ingredient_id;
            Ok(Some(
                SetPantry {
                    ingredient_id,
                    quantity,
                    unit,
                    on_hand: Some(on_hand),
                }
                .into(),
            ))
        }
        (CatalogueEvent::UnitRuleSet(e), Value::Rule(None)) => {
            Ok(Some(RemoveUnitRule { rule_id: e.rule_id }.into()))
        }
        (_, Value::Rule(Some(rule))) => Ok(Some(unit_rule(rule))),
        // Before, nobody had said: no event says so again.
        _ => Err(format!("`{}` stays", event.event_type())),
    }
}

fn density(ingredient_id: IngredientId, state: &Option<String>, before: Value) -> Option<CatalogueCommand> {
    let state = state.clone();
    Some(match before {
        Value::Density(Some(grams_per_ml)) => SetDensity {
            ingredient_id,
            state,
            grams_per_ml,
        }
        .into(),
        _ => RemoveDensity { ingredient_id, state }.into(),
    })
}

fn portion(ingredient_id: IngredientId, unit: &str, before: Value) -> Option<CatalogueCommand> {
    let unit = unit.to_owned();
    Some(match before {
        Value::Portion(Some(Portion {
            amount,
            unit: amount_unit,
        })) => SetPortion {
            ingredient_id,
            unit,
            amount,
            amount_unit,
        }
        .into(),
        _ => RemovePortion { ingredient_id, unit }.into(),
    })
}

fn unit_rule(rule: UnitRule) -> CatalogueCommand {
    let UnitRule {
        rule_id,
        ingredient_name,
        from_unit,
        to_unit,
        factor,
        round_up,
    } = rule;
    SetUnitRule {
        rule_id,
        ingredient_name,
        from_unit,
        to_unit,
        factor,
        round_up,
    }
    .into()
}
