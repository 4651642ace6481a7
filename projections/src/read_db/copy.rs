//! PostgreSQL's binary COPY format, both ways (manual, COPY, "Binary Format").
//!
//! It knows rows of [`Value`]s and nothing of connections; the store may use it for the log as well.

use std::borrow::Cow;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use crate::{Kind, Value};

/// What every binary COPY begins with: the signature, no flags, no extension.
pub const HEADER: &[u8; 19] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// What it ends with.
pub const TRAILER: [u8; 2] = (-1_i16).to_be_bytes();

/// PostgreSQL counts microseconds from 2000-01-01.
const EPOCH_MICROS: i64 = 946_684_800_000_000;
const EPOCH: NaiveDate = match NaiveDate::from_ymd_opt(2000, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// What does not have the shape of a binary COPY of these columns.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CopyError {
    /// The stream does not begin as it must.
    #[error("it does not begin as a binary COPY does")]
    NoHeader,
    /// The stream ended without its trailer.
    #[error("it was cut short")]
    CutShort,
    /// A value does not fit its column.
    #[error("column {column} holds no {kind:?}")]
    BadValue {
        /// Which column, from 1.
        column: usize,
        /// What it should hold.
        kind: Kind,
    },
    /// A row has another number of columns.
    #[error("a row has {actual} columns, not {expected}")]
    BadWidth {
        /// How many it has.
        actual: i16,
        /// How many it should have.
        expected: usize,
    },
}

/// Appends one row.
pub fn encode_row(values: &[Value<'_>], out: &mut Vec<u8>) {
    let width = i16::try_from(values.len()).unwrap_or(i16::MAX);
    out.extend_from_slice(&width.to_be_bytes());
    for value in values {
        match value {
            Value::Null => out.extend_from_slice(&(-1_i32).to_be_bytes()),
            Value::Uuid(id) => field(out, id.as_bytes()),
            Value::Text(text) => field(out, text.as_bytes()),
            Value::Int(number) => field(out, &number.to_be_bytes()),
            Value::Integer(number) => field(out, &number.to_be_bytes()),
            Value::Double(number) => field(out, &number.get().to_be_bytes()),
            Value::Bool(yes) => field(out, &[u8::from(*yes)]),
            Value::Date(day) => field(out, &days(*day).to_be_bytes()),
            Value::Time(moment) => field(out, &(moment.timestamp_micros() - EPOCH_MICROS).to_be_bytes()),
        }
    }
}

fn days(day: NaiveDate) -> i32 {
    // chrono's dates span fewer than 2^28 days.
    i32::try_from(day.signed_duration_since(EPOCH).num_days()).unwrap_or(i32::MAX)
}

fn field(out: &mut Vec<u8>, bytes: &[u8]) {
    // A field of 2 GiB would be refused by PostgreSQL long before; events are bounded far below it.
    let length = i32::try_from(bytes.len()).unwrap_or(i32::MAX);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(bytes);
}

/// Reads rows out of a binary COPY that comes in pieces of any size.
#[derive(Debug)]
pub struct Decoder {
    kinds: Vec<Kind>,
    left_over: Vec<u8>,
    begun: bool,
    ended: bool,
}

impl Decoder {
    /// A decoder of rows with these columns.
    #[must_use]
    pub fn new(kinds: Vec<Kind>) -> Self {
        Self {
            kinds,
            left_over: Vec::new(),
            begun: false,
            ended: false,
        }
    }

    /// Takes the next piece in and gives every row that is now complete.
    ///
    /// # Errors
    /// Where the bytes do not have the shape, or `each` fails.
    pub fn feed<E: From<CopyError>>(
        &mut self,
        piece: &[u8],
        mut each: impl FnMut(&[Value<'_>]) -> Result<(), E>,
    ) -> Result<(), E> {
        // Pieces usually hold whole rows, so the copy is rare.
        let joined;
        let mut rest = if self.left_over.is_empty() {
            piece
        } else {
            self.left_over.extend_from_slice(piece);
            joined = std::mem::take(&mut self.left_over);
            &joined
        };
        if !self.begun && rest.len() >= HEADER.len() {
            if !rest.starts_with(HEADER) {
                return Err(CopyError::NoHeader.into());
            }
            rest = &rest[HEADER.len()..];
            self.begun = true;
        }
        while self.begun && !self.ended {
            match self.row(rest)? {
                Some((values, after)) => {
                    each(&values)?;
                    rest = after;
                }
                None if rest == TRAILER => {
                    self.ended = true;
                    rest = &[];
                }
                None => break,
            }
        }
        self.left_over = rest.to_vec();
        Ok(())
    }

    /// Whether the stream ended as it must.
    ///
    /// # Errors
    /// [`CopyError::CutShort`] where it did not.
    pub fn end(&self) -> Result<(), CopyError> {
        if self.ended {
            Ok(())
        } else {
            Err(CopyError::CutShort)
        }
    }

    /// The next row and what comes after it; none where it is not complete, or at the trailer.
    #[expect(clippy::type_complexity, reason = "a row and the rest")]
    fn row<'a>(&self, bytes: &'a [u8]) -> Result<Option<(Vec<Value<'a>>, &'a [u8])>, CopyError> {
        let Some((width, mut rest)) = bytes.split_first_chunk::<2>() else {
            return Ok(None);
        };
        let width = i16::from_be_bytes(*width);
        if width == -1 {
            return Ok(None);
        }
        if usize::try_from(width) != Ok(self.kinds.len()) {
            return Err(CopyError::BadWidth {
                actual: width,
                expected: self.kinds.len(),
            });
        }
        let mut values = Vec::with_capacity(self.kinds.len());
        for (column, kind) in self.kinds.iter().enumerate() {
            let Some((length, after)) = rest.split_first_chunk::<4>() else {
                return Ok(None);
            };
            let Ok(length) = usize::try_from(i32::from_be_bytes(*length)) else {
                values.push(Value::Null);
                rest = after;
                continue;
            };
            let Some((bytes, after)) = after.split_at_checked(length) else {
                return Ok(None);
            };
            let column = column + 1;
            values.push(value(*kind, bytes).ok_or(CopyError::BadValue { column, kind: *kind })?);
            rest = after;
        }
        Ok(Some((values, rest)))
    }
}

fn value(kind: Kind, bytes: &[u8]) -> Option<Value<'_>> {
    Some(match kind {
        Kind::Uuid => Value::Uuid(Uuid::from_slice(bytes).ok()?),
        Kind::Text | Kind::Varchar(_) => Value::Text(Cow::Borrowed(std::str::from_utf8(bytes).ok()?)),
        Kind::Int => Value::Int(i64::from_be_bytes(bytes.try_into().ok()?)),
        Kind::Integer => Value::Integer(i32::from_be_bytes(bytes.try_into().ok()?)),
        Kind::Double => Value::double(f64::from_be_bytes(bytes.try_into().ok()?)),
        Kind::Bool => Value::Bool(*bytes.first()? != 0),
        Kind::Date => Value::Date(date(i32::from_be_bytes(bytes.try_into().ok()?))?),
        Kind::Time => Value::Time(time(i64::from_be_bytes(bytes.try_into().ok()?))?),
    })
}

fn date(days: i32) -> Option<NaiveDate> {
    let distance = Days::new(u64::from(days.unsigned_abs()));
    if days < 0 {
        EPOCH.checked_sub_days(distance)
    } else {
        EPOCH.checked_add_days(distance)
    }
}

fn time(micros: i64) -> Option<DateTime<Utc>> {
    DateTime::UNIX_EPOCH.checked_add_signed(TimeDelta::microseconds(micros.checked_add(EPOCH_MICROS)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KINDS: [Kind; 9] = [
        Kind::Uuid,
        Kind::Text,
        Kind::Varchar(20),
        Kind::Int,
        Kind::Integer,
        Kind::Double,
        Kind::Bool,
        Kind::Date,
        Kind::Time,
    ];

    fn row() -> impl Strategy<Value = Vec<Value<'static>>> {
        let time = (-60_000_000_000_000_000_i64..250_000_000_000_000_000).prop_map(|m| time(m).unwrap());
        let date = (-700_000_i32..3_000_000).prop_map(|d| date(d).unwrap());
        (
            any::<[u8; 16]>().prop_map(|b| Value::Uuid(Uuid::from_bytes(b))),
            prop_oneof![Just(Value::Null), ".{0,20}".prop_map(|s| Value::Text(s.into()))],
            ".{0,20}".prop_map(|s| Value::Text(s.into())),
            any::<i64>().prop_map(Value::Int),
            any::<i32>().prop_map(Value::Integer),
            any::<f64>().prop_map(Value::double),
            any::<bool>().prop_map(Value::Bool),
            date.prop_map(Value::Date),
            time.prop_map(Value::Time),
        )
            .prop_map(|(a, b, c, d, e, f, g, h, i)| vec![a, b, c, d, e, f, g, h, i])
    }

    proptest! {
        #[test]
        fn rows_come_back_whatever_the_pieces(rows in prop::collection::vec(row(), 0..8), size in 1_usize..64) {
            let mut bytes = HEADER.to_vec();
            rows.iter().for_each(|row| encode_row(row, &mut bytes));
            bytes.extend_from_slice(&TRAILER);
            let mut decoder = Decoder::new(KINDS.to_vec());
            let mut back = Vec::new();
            for piece in bytes.chunks(size) {
                decoder.feed(piece, |row| {
                    back.push(row.iter().cloned().map(Value::into_owned).collect::<Vec<_>>());
                    Ok::<_, CopyError>(())
                }).unwrap();
            }
            prop_assert_eq!(back, rows);
            prop_assert_eq!(decoder.end(), Ok(()));
        }
    }

    #[test]
    fn a_copy_without_its_trailer_was_cut_short() {
        let mut decoder = Decoder::new(vec![Kind::Int]);
        let mut bytes = HEADER.to_vec();
        encode_row(&[Value::Int(1)], &mut bytes);
        decoder.feed(&bytes, |_| Ok::<_, CopyError>(())).unwrap();
        assert_eq!(decoder.end(), Err(CopyError::CutShort));
    }
}
