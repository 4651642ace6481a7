//! Whether a new rule of conversion fits those that are there, by the same graph as the shopping list.

use heirloom_events::catalogue::Catalogue;
use heirloom_events::values::IngredientId;
use heirloom_shopping::two::{NewRule, check_edge, conversions};

use super::name_of;
use crate::commands::refusal::Refusal;

/// A new rule of an ingredient contradicts none that is known by more than 1 %.
///
/// # Errors
/// Where it does, with both and the way that leads there; or where it converts nothing.
pub(super) fn fits(
    catalogue: &Catalogue,
    id: IngredientId,
    field: &str,
    rule: &NewRule,
) -> Result<(), Refusal> {
    check_edge(rule, &conversions(catalogue, id)).map_err(|contradiction| {
        Refusal::invalid(field, format!("of `{}`: {contradiction}", name_of(catalogue, id)))
    })
}
