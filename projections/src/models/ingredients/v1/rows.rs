//! How a catalogue becomes rows.

use std::collections::HashSet;

use heirloom_events::catalogue::{Catalogue, Ingredient};
use heirloom_events::values::{HouseholdId, IngredientId, folded};

use super::tables::{INGREDIENTS, NAMES};
use crate::{RowSink, Value};

/// Writes every ingredient, merged ones too, and who answers to which name. Those that were taken out of the
/// catalogue have no row.
///
/// A name has one row: that of the ingredient which took it first and still has it, as
/// [`Catalogue::owner_of`] says. So `(household, folded name)` is unique whatever the events: a name that
/// two ingredients bear by a hand-written log is found under one. A merged ingredient keeps its names;
/// queries go on to its `canonical_id`.
pub(in super::super) fn write(household: HouseholdId, catalogue: &Catalogue, rows: &mut dyn RowSink) {
    let mut named = HashSet::new();
    for (id, ingredient) in catalogue.iter().filter(|(_, ingredient)| !ingredient.removed) {
        let folded_name = folded(&ingredient.name);
        rows.row(
            INGREDIENTS,
            &[
                Value::Uuid(household.0),
                Value::Uuid(id.0),
                Value::text(&ingredient.name),
                Value::text(&folded_name),
                Value::opt_text(ingredient.category.as_deref()),
                Value::opt_uuid(ingredient.merged_into.map(|into| into.0)),
                Value::Uuid(catalogue.canonical(id).0),
            ],
        );
        write_names(household, catalogue, id, ingredient, &mut named, rows);
    }
}

/// Writes the names that an ingredient answers to: its own before its aliases, each once.
fn write_names(
    household: HouseholdId,
    catalogue: &Catalogue,
    id: IngredientId,
    ingredient: &Ingredient,
    named: &mut HashSet<String>,
    rows: &mut dyn RowSink,
) {
    let own = std::iter::once((false, &ingredient.name));
    let aliases = ingredient.aliases.iter().map(|alias| (true, alias));
    for (is_alias, name) in own.chain(aliases) {
        let folded_name = folded(name);
        if catalogue.owner_of(name) != Some(id) || named.contains(&folded_name) {
            continue;
        }
        rows.row(
            NAMES,
            &[
                Value::Uuid(household.0),
                Value::text(&folded_name),
                Value::Uuid(id.0),
                Value::Bool(is_alias),
                Value::text(name),
            ],
        );
        named.insert(folded_name);
    }
}
