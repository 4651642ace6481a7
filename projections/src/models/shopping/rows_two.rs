//! The rows of a list of `shopping@2`.

use heirloom_events::values::HouseholdId;
use heirloom_shopping::two::{Bucket, Contribution, Group, Item, Kind, List, Number, Shown, Span};

use super::adds::SourceShown;
use super::key::value as key_value;
use super::rows_one::number;
use super::v1::tables::{AMOUNTS, ITEMS, SOURCES};
use crate::{RowSink, Value};

/// The algorithm's number in the tables.
const ALGORITHM: Value<'static> = Value::Integer(2);

/// Writes a week's list.
pub(super) fn write(
    household: HouseholdId,
    week: &str,
    list: &List,
    shown: SourceShown,
    rows: &mut dyn RowSink,
) {
    for (place, item) in list.items.iter().enumerate() {
        write_item(household, week, place, item, shown, rows);
        for bucket in &item.needed {
            write_amount(household, week, &item.key, bucket, false, rows);
        }
        for bucket in &item.optional {
            write_amount(household, week, &item.key, bucket, true, rows);
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
    item: &Item,
    shown: SourceShown,
    rows: &mut dyn RowSink,
) {
    let only = match item.shown.as_slice() {
        [only] => Some(only),
        _ => None,
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
            Value::text(group(item.group)),
            Value::text(shown(&item.source)),
            only.map_or(Value::Null, |shown| Value::owned(shown.number.to_string())),
            only.map_or(Value::Null, |shown| Value::owned(shown.unit.to_string())),
            Value::text(&item.amount),
            together(&item.buy),
            item.rest
                .as_ref()
                .map_or(Value::Null, |rest| Value::text(&rest.amount)),
            Value::Bool(item.group == Group::Have),
            Value::Bool(item.tick.is_some()),
            Value::Bool(item.flagged),
            Value::Null,
        ],
    );
}

fn write_amount(
    household: HouseholdId,
    week: &str,
    item_key: &str,
    bucket: &Bucket,
    optional: bool,
    rows: &mut dyn RowSink,
) {
    let [low_num, low_den, high_num, high_den] = parts(Some(bucket.amount));
    rows.row(
        AMOUNTS,
        &[
            Value::Uuid(household.0),
            Value::text(week),
            ALGORITHM,
            key_value(item_key),
            Value::owned(kind(&bucket.kind)),
            Value::Bool(optional),
            Value::text(bucket.unit.as_str()),
            low_num,
            low_den,
            high_num,
            high_den,
            Value::Null,
        ],
    );
}

fn write_source(
    household: HouseholdId,
    week: &str,
    item_key: &str,
    place: usize,
    part: &Contribution,
    rows: &mut dyn RowSink,
) {
    let [low_num, low_den, high_num, high_den] = parts(part.amount);
    rows.row(
        SOURCES,
        &[
            Value::Uuid(household.0),
            Value::text(week),
            ALGORITHM,
            key_value(item_key),
            number(place),
            Value::Uuid(part.entry.0),
            Value::Uuid(part.recipe.0),
            Value::Uuid(part.line.0),
            Value::Bool(part.optional),
            part.kind
                .as_ref()
                .map_or(Value::Null, |of| Value::owned(kind(of))),
            low_num,
            low_den,
            high_num,
            high_den,
            Value::Null,
        ],
    );
}

/// Both ends of an amount, numerator and denominator each. Nothing of an end that leaves 63 bits: what is to be
/// read says it all the same.
fn parts(amount: Option<Span>) -> [Value<'static>; 4] {
    let end = |number: Number| {
        let narrow = |part: &i128| i64::try_from(*part).ok();
        match (narrow(number.numer()), narrow(number.denom())) {
            (Some(numerator), Some(denominator)) => [Value::Int(numerator), Value::Int(denominator)],
            _ => [Value::Null, Value::Null],
        }
    };
    let Some(amount) = amount else {
        return [Value::Null, Value::Null, Value::Null, Value::Null];
    };
    let ([low_num, low_den], [high_num, high_den]) = (end(amount.low), end(amount.high));
    [low_num, low_den, high_num, high_den]
}

fn together(shown: &[Shown]) -> Value<'static> {
    let texts: Vec<&str> = shown.iter().map(|shown| shown.text.as_str()).collect();
    match texts.is_empty() {
        true => Value::Null,
        false => Value::owned(texts.join(" + ")),
    }
}

fn group(group: Group) -> &'static str {
    match group {
        Group::Buy => "buy",
        Group::ToTaste => "to_taste",
        Group::Optional => "optional",
        Group::Have => "have",
    }
}

/// A kind's name, of which no two are equal whatever a household calls its units.
fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Container(unit) => format!("container:{unit}"),
        Kind::Words(words) => format!("words:{words}"),
        _ => kind.to_string(),
    }
}
