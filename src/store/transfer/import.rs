//! Lines to a log.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use futures_util::StreamExt;
use serde::Deserialize;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt};

use super::super::{EventLog, LogError, StoredEvent};
use super::line::{EndLine, EventLine, Header, NameLine};
use super::{Carried, FORMAT};
use crate::revisions::reads;

/// No event is nearly as long; what is longer is no export.
const MAX_LINE_BYTES: u64 = 64 * 1024 * 1024;

/// Takes an export into an empty log, all of it in one transaction, or nothing.
///
/// The log's active revision stays as it is. Events keep the versions in which they were written, which may be
/// newer or older than that revision's: reading takes any that this build knows.
///
/// # Errors
/// Where the log is not empty, or the export is cut short, altered, not contiguous, or holds an event that this
/// build does not know; with the number of the line. Or where the reader or the database fails.
pub async fn import<R>(log: &dyn EventLog, reader: R) -> Result<Carried, LogError>
where
    R: AsyncBufRead + Unpin + Send,
{
    let at_line = AtomicU64::new(0);
    let mut lines = Lines {
        reader,
        hasher: blake3::Hasher::new(),
        line: Vec::new(),
        number: &at_line,
    };
    let header = lines.header().await?;
    let names = lines.names().await?;
    let carried = Carried {
        events: header.events,
        households: header.households,
        names: names.len() as u64,
    };
    let events = futures_util::stream::try_unfold(Some((lines, carried)), |state| async move {
        let Some((mut lines, carried)) = state else {
            return Ok(None);
        };
        match lines.event(carried).await? {
            Some(event) => Ok(Some((event, Some((lines, carried))))),
            None => Ok(None),
        }
    });
    match log.import(&names, events.boxed()).await {
        Ok(_) => Ok(carried),
        // found by the log at the event that it was given last
        Err(LogError::Truncated { household, what }) => {
            let line = at_line.load(Ordering::Relaxed);
            let why = format!("household {household}: {what}");
            Err(refused(line, &why))
        }
        Err(error) => Err(error),
    }
}

fn refused(line: u64, why: &str) -> LogError {
    LogError::Import(format!("line {line} of the export: {why}; nothing was imported"))
}

struct Lines<'a, R> {
    reader: R,
    /// Over the lines before the present one.
    hasher: blake3::Hasher,
    /// The present line, with its end.
    line: Vec<u8>,
    number: &'a AtomicU64,
}

impl<R: AsyncBufRead + Unpin> Lines<'_, R> {
    /// Goes to the next line; false: there is none.
    async fn advance(&mut self) -> Result<bool, LogError> {
        self.hasher.update(&self.line);
        self.line.clear();
        let number = self.number.fetch_add(1, Ordering::Relaxed) + 1;
        let mut reader = (&mut self.reader).take(MAX_LINE_BYTES);
        reader
            .read_until(b'\n', &mut self.line)
            .await
            .map_err(|source| LogError::File {
                what: format!("read line {number} of the export; nothing was imported"),
                source,
            })?;
        if self.line.len() as u64 == MAX_LINE_BYTES {
            return Err(self.refused("it is longer than 64 MiB; this is no heirloom export"));
        }
        Ok(!self.line.is_empty())
    }

    fn refused(&self, why: &str) -> LogError {
        refused(self.number.load(Ordering::Relaxed), why)
    }

    fn read<'de, T: Deserialize<'de>>(&'de self) -> Result<T, LogError> {
        // a line without its end was cut, even if what is left of it is JSON
        let Some(line) = self.line.strip_suffix(b"\n") else {
            return Err(self.refused("it is cut short"));
        };
        serde_json::from_slice(line).map_err(|error| self.refused(&error.to_string()))
    }

    async fn header(&mut self) -> Result<Header, LogError> {
        self.advance().await?;
        let header: Header = self
            .read()
            .map_err(|_| self.refused("it does not start as an export of `heirloom log export` does"))?;
        if header.heirloom_log != FORMAT {
            let why = format!(
                "the export has format {}, this build reads {FORMAT}; a newer heirloom reads it",
                header.heirloom_log
            );
            return Err(self.refused(&why));
        }
        Ok(header)
    }

    /// Reads the names and stays at the line after them.
    async fn names(&mut self) -> Result<BTreeMap<String, String>, LogError> {
        let mut names = BTreeMap::new();
        loop {
            self.must_advance().await?;
            if !self.line.starts_with(b"{\"actor\":") {
                return Ok(names);
            }
            let line: NameLine = self.read()?;
            names.insert(line.actor, line.name);
        }
    }

    async fn must_advance(&mut self) -> Result<(), LogError> {
        match self.advance().await? {
            true => Ok(()),
            false => Err(self.refused("the export ends here, without its last line: it was cut short")),
        }
    }

    /// Reads the event of the present line and goes on; none at the end, if that is right.
    async fn event(&mut self, carried: Carried) -> Result<Option<StoredEvent>, LogError> {
        // the first call finds the line at which the names ended
        if self.line.is_empty() {
            self.must_advance().await?;
        }
        if self.line.starts_with(b"{\"end\":") {
            self.end(carried).await?;
            return Ok(None);
        }
        let line: EventLine<'_> = self.read()?;
        let event = StoredEvent::try_from(line).map_err(|why| self.refused(&why))?;
        // a log that holds it could not be opened any more
        if !reads(&event.event_type, &event.event_version) {
            let why = format!(
                "this build knows no version `{}` of an event `{}`; import it with the heirloom that exported it",
                event.event_version, event.event_type
            );
            return Err(self.refused(&why));
        }
        self.hasher.update(&self.line);
        self.line.clear();
        Ok(Some(event))
    }

    async fn end(&mut self, carried: Carried) -> Result<(), LogError> {
        let EndLine { end } = self.read()?;
        if end.blake3 != self.hasher.finalize().to_hex().as_str() {
            return Err(
                self.refused("the lines before it are not those that were exported: the file was altered")
            );
        }
        if (end.events, end.names) != (carried.events, carried.names) {
            return Err(self.refused("it counts other lines than the first one"));
        }
        match self.advance().await? {
            true => Err(self.refused("something stands after the last line")),
            false => Ok(()),
        }
    }
}
