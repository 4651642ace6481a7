//! The rows of a list of `shopping@1`.

use heirloom_events::values::HouseholdId;
use heirloom_shopping::one::{Contribution1, Dimension, Item1};

use super::adds::SourceShown;
use super::key;
use super::key::value as key_value;
use super::v1::tables::{AMOUNTS, ITEMS, SOURCES};
use crate::{RowSink, Value};

/// The algorithm's number in the tables.
const ALGORITHM: Value<'static> = Value::Integer(1);

/// Writes a week's list.
pub(super) fn write(
    household: HouseholdId,
    week: &str,
    items: &[Item1],
    shown: SourceShown,
    rows: &mut dyn RowSink,
) {
    for (place, item) in items.iter().enumerate() {
        write_item(household, week, place, item, shown, rows);
        let total = item
            .contributions
            .iter()
            .map(|part| part.base_quantity)
            .sum::<f64>();
        if let Some(first) = item.contributions.first() {
            write_amount(household, week, &item.key, first.dimension, total, rows);
        }
        for (place, part) in item.contributions.iter().enumerate() {
            write_source(household, week, &item.key, place, part, rows);
        }
    }
}

fn write_item(
    household: HouseholdId,
    week: &str,
    place: usize,
    item: &Item1,
    shown: SourceShown,
    rows: &mut dyn RowSink,
) {
    let unit = item.unit.as_deref().filter(|unit| !unit.is_empty());
    let amount = match unit {
        Some(unit) => format!("{} {unit}", item.quantity),
        None => item.quantity.to_string(),
    };
    rows.row(
        ITEMS,
        &[
            Value::Uuid(household.0),
            Value::text(week),
            ALGORITHM,
            key_value(&item.key),
            number(place),
            Value::text(&item.name),
            Value::opt_text(item.category.as_deref()),
            Value::text("buy"),
            Value::text(shown(&item.source)),
            Value::owned(item.quantity.to_string()),
            Value::opt_text(item.unit.as_deref()),
            Value::owned(amount),
            Value::Null,
            Value::Null,
            Value::Bool(item.have),
            Value::Bool(item.have),
            Value::Bool(item.flagged),
            item.aggregation_key.as_deref().map_or(Value::Null, key_value),
        ],
    );
}

fn write_amount(
    household: HouseholdId,
    week: &str,
    item_key: &str,
    dimension: Dimension,
    total: f64,
    rows: &mut dyn RowSink,
) {
    rows.row(
        AMOUNTS,
        &[
            Value::Uuid(household.0),
            Value::text(week),
            ALGORITHM,
            Value::Text(key::stored(item_key)),
            Value::text(dimension.as_str()),
            Value::Bool(false),
            Value::text(unit_of(dimension)),
            Value::Null,
            Value::Null,
            Value::Null,
            Value::Null,
            Value::owned(total.to_string()),
        ],
    );
}

fn write_source(
    household: HouseholdId,
    week: &str,
    item_key: &str,
    place: usize,
    part: &Contribution1,
    rows: &mut dyn RowSink,
) {
    rows.row(
        SOURCES,
        &[
            Value::Uuid(household.0),
            Value::text(week),
            ALGORITHM,
            Value::Text(key::stored(item_key)),
            number(place),
            Value::Uuid(part.entry.0),
            Value::Uuid(part.recipe.0),
            Value::Null,
            Value::Bool(false),
            Value::text(part.dimension.as_str()),
            Value::Null,
            Value::Null,
            Value::Null,
            Value::Null,
            Value::owned(part.base_quantity.to_string()),
        ],
    );
}

/// The unit that a dimension is summed in; plain numbers have none.
fn unit_of(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Mass => "gram",
        Dimension::Volume => "millilitre",
        Dimension::Count | Dimension::Unknown => "",
    }
}

/// A place in a list.
pub(super) fn number(place: usize) -> Value<'static> {
    Value::Integer(i32::try_from(place).unwrap_or(i32::MAX))
}
