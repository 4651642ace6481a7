//! A value as the database holds it, and as its column means it.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

/// The columns of a row by name. A value stands in its column's type where it has one, else as it lies there.
pub type Columns = BTreeMap<String, Value>;

/// A value of a column.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// None.
    Null,
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Real(f64),
    /// A point in time; the application writes UTC.
    Time(DateTime<Utc>),
    /// A day.
    Date(NaiveDate),
    /// A text.
    Text(String),
    /// Bytes that are no text.
    Bytes(Vec<u8>),
}

/// How much of a text a message shows.
const SHOWN_CHARS: usize = 60;

impl fmt::Display for Value {
    /// As messages show it: long texts are cut.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("NULL"),
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Integer(value) => write!(f, "{value}"),
            Self::Real(value) => write!(f, "{value:?}"),
            Self::Time(value) => write!(f, "{}", value.format("%Y-%m-%d %H:%M:%S%.f UTC")),
            Self::Date(value) => write!(f, "{value}"),
            Self::Text(text) => {
                let shown: String = text.chars().take(SHOWN_CHARS).collect();
                let cut = if shown.len() < text.len() { "…" } else { "" };
                write!(f, "'{}{cut}'", shown.escape_debug())
            }
            Self::Bytes(bytes) => write!(f, "{} bytes that are no text", bytes.len()),
        }
    }
}
