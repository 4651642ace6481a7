//! PostgreSQL's binary COPY format, both ways, for the rows of `heirloom.events`.
//!
//! <https://www.postgresql.org/docs/current/sql-copy.html>, "Binary Format". Our own, because the field has
//! no decoder over sqlx's raw chunks; it takes chunks that are split anywhere, and knows whether the
//! trailer came.

use bytes::{Buf, BufMut, BytesMut};
use chrono::{DateTime, Utc};
use heirloom_events::values::HouseholdId;
use uuid::Uuid;

use super::super::StoredEvent;

/// What every binary COPY starts with; then 4 bytes of flags and the length of an extension.
const SIGNATURE: &[u8; 11] = b"PGCOPY\n\xff\r\n\0";
const COLUMNS: usize = 10;
/// 2000-01-01T00:00:00Z, from which PostgreSQL counts, in microseconds since 1970.
const EPOCH_MICROS: i64 = 946_684_800_000_000;

/// Why bytes are no binary COPY of events.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the server's answer is not the binary COPY that was asked for: {0}")]
pub(super) struct Malformed(&'static str);

type Fields = [std::ops::Range<usize>; COLUMNS];

/// Decodes chunks to events.
#[derive(Default)]
pub(super) struct Decoder {
    buffer: BytesMut,
    header_seen: bool,
    trailer_seen: bool,
}

impl Decoder {
    /// Takes the next chunk.
    pub(super) fn push(&mut self, chunk: &[u8]) {
        self.buffer.extend_from_slice(chunk);
    }

    /// Whether the end came, with nothing after it.
    pub(super) fn is_complete(&self) -> bool {
        self.trailer_seen && self.buffer.is_empty()
    }

    /// The next event; none where it has not come in full yet, or the end has.
    pub(super) fn next_event(&mut self) -> Result<Option<StoredEvent>, Malformed> {
        if self.trailer_seen || !self.header()? {
            return Ok(None);
        }
        let Some(count) = self.buffer.first_chunk().map(|bytes| i16::from_be_bytes(*bytes)) else {
            return Ok(None);
        };
        if count == -1 {
            self.buffer.advance(2);
            self.trailer_seen = true;
            return Ok(None);
        }
        if usize::try_from(count) != Ok(COLUMNS) {
            return Err(Malformed("a row has another number of columns"));
        }
        let Some(fields) = self.fields()? else {
            return Ok(None);
        };
        let event = event(&self.buffer, &fields)?;
        self.buffer.advance(fields[COLUMNS - 1].end);
        Ok(Some(event))
    }

    fn header(&mut self) -> Result<bool, Malformed> {
        const FIXED: usize = SIGNATURE.len() + 8;
        if self.header_seen {
            return Ok(true);
        }
        if self.buffer.len() < FIXED {
            return Ok(false);
        }
        if !self.buffer.starts_with(SIGNATURE) {
            return Err(Malformed("it starts with other bytes"));
        }
        let extension = number::<4>(&self.buffer[SIGNATURE.len() + 4..]).map(i32::from_be_bytes)?;
        let extension = usize::try_from(extension).map_err(|_| Malformed("its header is broken"))?;
        if self.buffer.len() < FIXED + extension {
            return Ok(false);
        }
        self.buffer.advance(FIXED + extension);
        self.header_seen = true;
        Ok(true)
    }

    /// Where each column's bytes lie; none where the row has not come in full.
    fn fields(&self) -> Result<Option<Fields>, Malformed> {
        let mut fields: Fields = Default::default();
        let mut at = 2;
        for field in &mut fields {
            let Some(length) = self.buffer.get(at..at + 4) else {
                return Ok(None);
            };
            let length = i32::from_be_bytes(number(length)?);
            let length = usize::try_from(length).map_err(|_| Malformed("a column is NULL"))?;
            at += 4;
            *field = at..at + length;
            at += length;
        }
        Ok((at <= self.buffer.len()).then_some(fields))
    }
}

fn event(row: &[u8], fields: &Fields) -> Result<StoredEvent, Malformed> {
    let field = |column: usize| &row[fields[column].clone()];
    let text = |column: usize| {
        let text = std::str::from_utf8(field(column)).map_err(|_| Malformed("a text is not UTF-8"))?;
        Ok(text.to_owned())
    };
    let count = |column: usize| {
        let count = i64::from_be_bytes(number(field(column))?);
        u64::try_from(count).map_err(|_| Malformed("a position or sequence is negative"))
    };
    Ok(StoredEvent {
        household: HouseholdId(Uuid::from_bytes(number(field(0))?)),
        position: count(1)?,
        aggregate_type: text(2)?,
        aggregate_id: text(3)?,
        sequence: count(4)?,
        event_type: text(5)?,
        event_version: text(6)?,
        payload: text(7)?,
        metadata: text(8)?,
        recorded_at: time(i64::from_be_bytes(number(field(9))?))?,
    })
}

fn number<const N: usize>(bytes: &[u8]) -> Result<[u8; N], Malformed> {
    bytes
        .get(..N)
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(Malformed("a number has another width"))
}

fn time(micros: i64) -> Result<DateTime<Utc>, Malformed> {
    micros
        .checked_add(EPOCH_MICROS)
        .and_then(DateTime::from_timestamp_micros)
        .ok_or(Malformed("a time is out of range"))
}

/// Starts a COPY.
pub(super) fn encode_header(to: &mut BytesMut) {
    to.put_slice(SIGNATURE);
    to.put_slice(&[0; 8]);
}

/// Adds a row.
pub(super) fn encode(event: &StoredEvent, to: &mut BytesMut) -> Result<(), sqlx::Error> {
    let count = super::row::signed;
    to.put_i16(COLUMNS as i16);
    put(event.household.0.as_bytes(), to)?;
    put(&count(event.position)?.to_be_bytes(), to)?;
    put(event.aggregate_type.as_bytes(), to)?;
    put(event.aggregate_id.as_bytes(), to)?;
    put(&count(event.sequence)?.to_be_bytes(), to)?;
    put(event.event_type.as_bytes(), to)?;
    put(event.event_version.as_bytes(), to)?;
    put(event.payload.as_bytes(), to)?;
    put(event.metadata.as_bytes(), to)?;
    put(
        &(event.recorded_at.timestamp_micros() - EPOCH_MICROS).to_be_bytes(),
        to,
    )
}

fn put(field: &[u8], to: &mut BytesMut) -> Result<(), sqlx::Error> {
    let length = i32::try_from(field.len()).map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
    to.put_i32(length);
    to.put_slice(field);
    Ok(())
}

/// Ends a COPY.
pub(super) fn encode_trailer(to: &mut BytesMut) {
    to.put_i16(-1);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn events() -> impl Strategy<Value = Vec<StoredEvent>> {
        let texts = proptest::array::uniform6("\\PC{0,20}");
        let event = (
            any::<u128>(),
            0..i64::MAX as u64,
            0..i64::MAX as u64,
            texts,
            -1_000_000_000..4_000_000_000_i64,
        );
        let event = event.prop_map(
            |(id, position, sequence, [a, b, c, d, e, f], seconds)| StoredEvent {
                household: HouseholdId(Uuid::from_u128(id)),
                position,
                aggregate_type: a,
                aggregate_id: b,
                sequence,
                event_type: c,
                event_version: d,
                payload: e,
                metadata: f,
                recorded_at: DateTime::from_timestamp(seconds, 123_456_000).unwrap(),
            },
        );
        proptest::collection::vec(event, 0..8)
    }

    fn encoded(events: &[StoredEvent]) -> BytesMut {
        let mut bytes = BytesMut::new();
        encode_header(&mut bytes);
        for event in events {
            encode(event, &mut bytes).unwrap();
        }
        encode_trailer(&mut bytes);
        bytes
    }

    fn decoded<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> (Vec<StoredEvent>, bool) {
        let mut decoder = Decoder::default();
        let mut events = Vec::new();
        for chunk in chunks {
            decoder.push(chunk);
            while let Some(event) = decoder.next_event().unwrap() {
                events.push(event);
            }
        }
        (events, decoder.is_complete())
    }

    proptest! {
        #[test]
        fn chunks_split_anywhere_give_the_same_events(events in events(), size in 1_usize..200) {
            let bytes = encoded(&events);
            prop_assert_eq!(decoded(bytes.chunks(size)), (events, true));
        }

        #[test]
        fn an_answer_cut_anywhere_is_never_complete(events in events(), cut in any::<prop::sample::Index>()) {
            let bytes = encoded(&events);
            let (some, complete) = decoded([&bytes[..cut.index(bytes.len())]]);
            prop_assert!(!complete);
            prop_assert!(events.starts_with(&some));
        }

        #[test]
        fn any_bytes_are_decoded_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300), copy in any::<bool>()) {
            let mut decoder = Decoder::default();
            if copy {
                let mut header = BytesMut::new();
                encode_header(&mut header);
                decoder.push(&header);
            }
            decoder.push(&bytes);
            while let Ok(Some(_)) = decoder.next_event() {}
        }
    }
}
