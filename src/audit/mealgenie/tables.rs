//! The tables `mealgenie_…` of a household: as the read database has them, or as they follow from the log.

use std::collections::BTreeMap;

use heirloom_events::values::HouseholdId;
use heirloom_projections::read_pool::{ReadError, ReadPool, ReadRow};
use heirloom_projections::target::Model;
use heirloom_projections::{Column, Kind, RowSink, Value, models};

use crate::store::{EventLog, LogError, reader};

/// The projection, and the version in which it has the application's newest tables.
const MODEL: (&str, u32) = ("mealgenie_head", 1);
/// What stands before the application's own name of a table.
pub(crate) const PREFIX: &str = "mealgenie_";

/// A row: its values by column, without the household.
pub(super) type Row = BTreeMap<&'static str, Value<'static>>;

/// The rows of a household, by the application's own names of their tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tables(BTreeMap<&'static str, Vec<Row>>);

pub(crate) fn model() -> Model {
    models::find(MODEL.0, MODEL.1).expect("the projection is among the models of this build")
}

impl Tables {
    /// As they follow from the log, whether or not a read database has them. No event of it may be unreadable.
    ///
    /// # Errors
    /// Where the log cannot be read to the household's head, or an event not at all.
    pub async fn of_log(log: &dyn EventLog, household: HouseholdId) -> Result<Self, LogError> {
        let model = model();
        let mut tables = Self::default();
        let Some(mut machine) = model.household(household) else {
            return Ok(tables);
        };
        reader::each(log, household, |event| {
            if model.streams().contains(&event.stream.aggregate_type) {
                machine.apply(&event);
            }
        })
        .await?;
        for unit in machine.units() {
            machine.rows(&unit, &mut tables);
        }
        Ok(tables)
    }

    /// As the read database has them.
    ///
    /// # Errors
    /// Where it is away, or its active revision does not have them yet.
    pub async fn read(pool: &ReadPool, household: HouseholdId) -> Result<Self, ReadError> {
        let mut tables = Self::default();
        for table in model().tables() {
            let columns: Vec<&str> = table.column_names().skip(1).collect();
            let query = format!(
                "SELECT {} FROM {{read}}{} WHERE household_id = $1",
                columns.join(", "),
                table.name
            );
            let read = |row: &ReadRow| {
                table.columns[1..]
                    .iter()
                    .map(|column| value(row, column))
                    .collect()
            };
            let values = [Value::Uuid(household.0)];
            let rows: Vec<Row> = pool
                .read("the application's tables", &query, &values, read)
                .await?;
            tables.0.insert(plain(table.name), rows);
        }
        Ok(tables)
    }

    /// The rows of a table by the application's own name of it.
    pub(super) fn rows(&self, table: &str) -> &[Row] {
        self.0.get(table).map_or(&[], Vec::as_slice)
    }

    /// The user whose rows they are; none where there are none.
    pub(super) fn user(&self) -> Option<i64> {
        let mut rows = self.0.values().flatten();
        rows.find_map(|row| number(row.get("user_id")?))
    }

    /// Whether there is any row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.values().all(Vec::is_empty)
    }
}

impl RowSink for Tables {
    fn row(&mut self, table: usize, values: &[Value<'_>]) {
        let table = &model().tables()[table];
        let values = values.iter().map(|value| value.clone().into_owned());
        let row = table.column_names().zip(values).skip(1).collect();
        self.0.entry(plain(table.name)).or_default().push(row);
    }
}

/// The application's own name of a table.
pub(crate) fn plain(table: &'static str) -> &'static str {
    table.strip_prefix(PREFIX).unwrap_or(table)
}

/// A whole number, whatever its width.
pub(super) fn number(value: &Value<'_>) -> Option<i64> {
    match value {
        Value::Int(number) => Some(*number),
        Value::Integer(number) => Some((*number).into()),
        _ => None,
    }
}

fn value(row: &ReadRow, column: &Column) -> Result<(&'static str, Value<'static>), sqlx::Error> {
    let name = column.name;
    let value = match column.kind {
        Kind::Uuid => Value::opt_uuid(row.opt_uuid(name)?),
        Kind::Text | Kind::Varchar(_) => row.opt_text(name)?.map_or(Value::Null, Value::owned),
        Kind::Int => Value::opt_int(row.opt_int(name)?),
        Kind::Integer => row.opt_integer(name)?.map_or(Value::Null, Value::Integer),
        Kind::Double => Value::opt_double(row.opt_double(name)?),
        Kind::Bool => row.opt_bool(name)?.map_or(Value::Null, Value::Bool),
        Kind::Date => row.opt_date(name)?.map_or(Value::Null, Value::Date),
        Kind::Time => Value::opt_time(row.opt_time(name)?),
    };
    Ok((name, value))
}
