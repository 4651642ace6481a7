//! The catalogue's ingredients as lists see them.

use std::collections::BTreeMap;

use heirloom_events::catalogue::{Catalogue, Ingredient};
use heirloom_events::values::IngredientId;

use super::{Density, Food, Graph, Portion};

/// The conversions of an ingredient, of all that were merged into it, and of the household: what a command holds a
/// new rule against (see [`check_edge`](super::check_edge)).
#[must_use]
pub fn conversions(catalogue: &Catalogue, id: IngredientId) -> Graph {
    let id = catalogue.canonical(id);
    let family = catalogue
        .iter()
        .filter(|(other, _)| catalogue.canonical(*other) == id);
    let foods: BTreeMap<IngredientId, Food> = family.map(|(other, it)| (other, food(id, it))).collect();
    let members: Vec<IngredientId> = foods.keys().copied().collect();
    Graph::of(id, &foods, &members, catalogue.unit_rules())
}

pub(super) fn food(canonical: IngredientId, ingredient: &Ingredient) -> Food {
    let density = |(state, grams_per_ml): (&Option<String>, &_)| Density {
        state: state.clone(),
        grams_per_ml: *grams_per_ml,
    };
    let portion = |(unit, portion): (&String, &heirloom_events::catalogue::Portion)| Portion {
        unit: unit.clone(),
        amount: portion.amount,
        amount_unit: portion.unit.clone(),
    };
    Food {
        canonical,
        name: ingredient.name.clone(),
        category: ingredient.category.clone(),
        aliases: ingredient.aliases.clone(),
        densities: ingredient.densities.iter().map(density).collect(),
        portions: ingredient.portions.iter().map(portion).collect(),
    }
}
