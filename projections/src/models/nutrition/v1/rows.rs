//! How facts become a row.

use heirloom_events::StreamKey;
use heirloom_events::values::{HouseholdId, NutritionFacts, Quantity};

use crate::models::recipe_id;
use crate::{RowSink, Value};

/// Writes the facts of one recipe, archived or not.
pub(in super::super) fn write(
    household: HouseholdId,
    stream: &StreamKey,
    facts: &NutritionFacts,
    rows: &mut dyn RowSink,
) {
    let mut row = vec![
        Value::Uuid(household.0),
        Value::Uuid(recipe_id(stream).0),
        Value::opt_integer(facts.calories),
    ];
    let amounts = [
        facts.protein_g,
        facts.total_fat_g,
        facts.saturated_fat_g,
        facts.trans_fat_g,
        facts.cholesterol_mg,
        facts.sodium_mg,
        facts.total_carbs_g,
        facts.dietary_fiber_g,
        facts.total_sugars_g,
    ];
    row.extend(amounts.into_iter().flat_map(number));
    row.extend([
        Value::text(facts.method.as_str()),
        Value::opt_text(facts.source.as_deref()),
        facts.measured_on.map_or(Value::Null, Value::Date),
    ]);
    rows.row(0, &row);
}

/// The wire form and the two integers of an amount.
fn number<'a>(amount: Option<Quantity>) -> [Value<'a>; 3] {
    let Some(amount) = amount else {
        return [Value::Null, Value::Null, Value::Null];
    };
    let (num, den) = amount.parts();
    [Value::owned(amount.to_string()), Value::Int(num), Value::Int(den)]
}
