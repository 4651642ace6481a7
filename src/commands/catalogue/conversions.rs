//! Whether a new rule of conversion fits those that are there, by the same graph as the shopping list.

use std::collections::BTreeMap;

use heirloom_events::catalogue::Catalogue;
use heirloom_events::values::IngredientId;
use heirloom_shopping::two::{Density, Food, Graph, NewRule, Portion, check_edge};

use super::name_of;
use crate::commands::refusal::Refusal;

/// A new rule of an ingredient contradicts none that is known by more than 1 %.
pub(super) fn fits(
    catalogue: &Catalogue,
    id: IngredientId,
    field: &str,
    rule: &NewRule,
) -> Result<(), Refusal> {
    check_edge(rule, &graph(catalogue, id)).map_err(|contradiction| {
        Refusal::invalid(field, format!("of `{}`: {contradiction}", name_of(catalogue, id)))
    })
}

/// The conversions of an ingredient and of those that were merged into it, as the shopping list has them.
fn graph(catalogue: &Catalogue, id: IngredientId) -> Graph {
    let members: Vec<IngredientId> = catalogue
        .iter()
        .map(|(other, _)| other)
        .filter(|other| catalogue.canonical(*other) == id)
        .collect();
    let foods: BTreeMap<IngredientId, Food> = members
        .iter()
        .filter_map(|member| Some((*member, food(catalogue, *member)?)))
        .collect();
    Graph::of(id, &foods, &members, catalogue.unit_rules())
}

fn food(catalogue: &Catalogue, id: IngredientId) -> Option<Food> {
    let ingredient = catalogue.get(id)?;
    let densities = ingredient.densities.iter();
    let portions = ingredient.portions.iter();
    Some(Food {
        canonical: catalogue.canonical(id),
        name: ingredient.name.clone(),
        category: ingredient.category.clone(),
        aliases: ingredient.aliases.clone(),
        densities: densities
            .map(|(state, grams_per_ml)| Density {
                state: state.clone(),
                grams_per_ml: *grams_per_ml,
            })
            .collect(),
        portions: portions
            .map(|(unit, portion)| Portion {
                unit: unit.clone(),
                amount: portion.amount,
                amount_unit: portion.unit.clone(),
            })
            .collect(),
    })
}
