//! Rows: the values in them, where they go, and their canonical bytes.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::Float;

/// One value of a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Value<'a> {
    /// Absent.
    Null,
    /// An id.
    Uuid(Uuid),
    /// A text.
    Text(Cow<'a, str>),
    /// A whole number.
    Int(i64),
    /// A whole number of 32 bits.
    Integer(i32),
    /// A number as another application computes it.
    Double(Float),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Date(NaiveDate),
    /// A moment, in microseconds.
    Time(DateTime<Utc>),
}

impl<'a> Value<'a> {
    /// A text that is borrowed.
    #[must_use]
    pub fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// A text that may be absent.
    #[must_use]
    pub fn opt_text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::text)
    }

    /// A text that was made for this row.
    #[must_use]
    pub fn owned(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }

    /// An id that may be absent.
    #[must_use]
    pub fn opt_uuid(id: Option<Uuid>) -> Self {
        id.map_or(Self::Null, Self::Uuid)
    }

    /// A moment that may be absent.
    #[must_use]
    pub fn opt_time(moment: Option<DateTime<Utc>>) -> Self {
        moment.map_or(Self::Null, Self::Time)
    }

    /// A version, a sequence or a position.
    #[must_use]
    pub fn count(number: u64) -> Self {
        // The log counts in 63 bits on both databases.
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// A number that may be absent.
    #[must_use]
    pub fn opt_int(number: Option<impl Into<i64>>) -> Self {
        number.map_or(Self::Null, |n| Self::Int(n.into()))
    }

    /// A number for a column of 32 bits. One that is too large is shown as the largest that fits.
    #[must_use]
    pub fn integer(number: u32) -> Self {
        Self::opt_integer(Some(number))
    }

    /// A number for a column of 32 bits, which may be absent. One that is too large is shown as the largest
    /// that fits: no command lets it in, and a row is never missing for it.
    #[must_use]
    pub fn opt_integer(number: Option<u32>) -> Self {
        number.map_or(Self::Null, |n| {
            Self::Integer(i32::try_from(n).unwrap_or(i32::MAX))
        })
    }

    /// A float; nothing where it is none that both databases hold alike (infinite, or no number).
    #[must_use]
    pub fn double(number: f64) -> Self {
        Float::new(number).map_or(Self::Null, Self::Double)
    }

    /// A float that may be absent.
    #[must_use]
    pub fn opt_double(number: Option<f64>) -> Self {
        number.map_or(Self::Null, Self::double)
    }

    /// A text for a column of at most so many characters, which may be absent. One that is longer is left
    /// out, never cut: no command lets it in, and a row is never missing for it.
    #[must_use]
    pub fn opt_varchar(text: Option<&'a str>, chars: u16) -> Self {
        Self::opt_text(text.filter(|text| text.chars().nth(chars.into()).is_none()))
    }

    /// The same value, owning its text.
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Null => Value::Null,
            Self::Uuid(v) => Value::Uuid(v),
            Self::Int(v) => Value::Int(v),
            Self::Integer(v) => Value::Integer(v),
            Self::Double(v) => Value::Double(v),
            Self::Bool(v) => Value::Bool(v),
            Self::Date(v) => Value::Date(v),
            Self::Time(v) => Value::Time(v),
        }
    }

    /// Appends the value's canonical bytes: a tag, then the value in a fixed order of bytes. They are equal
    /// on both databases and part of every digest, so they never change.
    pub fn canonical(&self, out: &mut Vec<u8>) {
        match self {
            Self::Null => out.push(0),
            Self::Uuid(id) => {
                out.push(1);
                out.extend_from_slice(id.as_bytes());
            }
            Self::Text(text) => {
                out.push(2);
                out.extend_from_slice(&(text.len() as u64).to_be_bytes());
                out.extend_from_slice(text.as_bytes());
            }
            Self::Int(number) => {
                out.push(3);
                out.extend_from_slice(&number.to_be_bytes());
            }
            // The number counts, not how many bits a column has for it.
            Self::Integer(number) => Self::Int((*number).into()).canonical(out),
            Self::Bool(yes) => out.extend_from_slice(&[4, u8::from(*yes)]),
            Self::Date(day) => {
                out.push(5);
                let days = day.signed_duration_since(NaiveDate::default()).num_days();
                out.extend_from_slice(&days.to_be_bytes());
            }
            Self::Time(moment) => {
                out.push(6);
                out.extend_from_slice(&moment.timestamp_micros().to_be_bytes());
            }
            Self::Double(number) => {
                out.push(7);
                out.extend_from_slice(&number.get().to_bits().to_be_bytes());
            }
        }
    }
}

/// Where a projection puts its rows: a live table, a bulk load, a digest or a comparison.
pub trait RowSink {
    /// Takes one row of the projection's `table`-th table; the values stand in the order of its columns.
    fn row(&mut self, table: usize, values: &[Value<'_>]);
}
