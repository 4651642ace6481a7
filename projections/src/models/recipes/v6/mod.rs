//! Version 6: the unit that is meant, and the exact amount in the unit that its kind is summed in. Released: never edit it; add a version instead.

use heirloom_events::recipe::{Line, Recipe};
use heirloom_events::values::{Canonical, canonical};

use super::INGREDIENTS;
use super::adds::{Adds, Row};
use crate::Value;
use crate::models::versions::{Version, sql};
use crate::table::columns;

pub(super) const VERSION: Version<Adds> = Version {
    columns: &[(
        INGREDIENTS,
        columns![
            unit_id: Text,
            canonical_quantity: Text,
            canonical_quantity_num: Int,
            canonical_quantity_den: Int,
            canonical_quantity_max: Text,
            canonical_quantity_max_num: Int,
            canonical_quantity_max_den: Int,
            canonical_unit: Text,
        ],
    )],
    postgres: sql!("postgres": tables),
    sqlite: sql!("sqlite": tables),
    ..Version::filled_by(Adds {
        line,
        ..Adds::NOTHING
    })
};

fn line<'a>(_: &'a Recipe, line: &'a Line, row: &mut Row<'a>) {
    row.push(Value::opt_text(line.unit_id.as_ref().map(|id| id.as_str())));
    let (low, high) = amounts(line);
    row.extend(number(low.as_ref()));
    row.extend(number(high.as_ref()));
    row.push(low.map_or(Value::Null, |low| Value::owned(low.unit().to_string())));
}

/// Both ends of a line's amount in the canonical unit. A range of which one end is too large for the
/// columns has none: an amount without its upper end would read as another amount.
fn amounts(line: &Line) -> (Option<Canonical>, Option<Canonical>) {
    let (Some(amount), Some(unit)) = (line.amount, &line.unit_id) else {
        return (None, None);
    };
    let low = canonical(amount.quantity, unit);
    let Some(up_to) = amount.up_to else {
        return (low, None);
    };
    match canonical(up_to, unit) {
        Some(high) if low.is_some() => (low, Some(high)),
        _ => (None, None),
    }
}

/// The written form and the two integers of an amount.
fn number(amount: Option<&Canonical>) -> [Value<'static>; 3] {
    let Some(amount) = amount else {
        return [Value::Null, Value::Null, Value::Null];
    };
    let (num, den) = amount.parts();
    [Value::owned(amount.to_string()), Value::Int(num), Value::Int(den)]
}
