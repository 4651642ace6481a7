//! A log to lines.

use futures_util::TryStreamExt;
use serde::Serialize;
use tokio::io::{AsyncWrite, AsyncWriteExt};

use super::super::{EventLog, LogError};
use super::line::{End, EndLine, EventLine, Header, NameLine};
use super::{Carried, FORMAT};

/// Writes the whole log out, of one snapshot. The writer is flushed; give a buffered one.
///
/// A file is complete only if this returns `Ok`: without its last line it is refused by an import.
///
/// # Errors
/// Where the log cannot be read in full, or the writer fails.
pub async fn export<W>(log: &dyn EventLog, writer: W) -> Result<Carried, LogError>
where
    W: AsyncWrite + Unpin + Send,
{
    let mut replay = log.replay().await?;
    let names = log.actor_names().await?;
    let mut lines = Lines {
        writer,
        hasher: blake3::Hasher::new(),
        line: Vec::new(),
    };
    let mut carried = Carried {
        events: 0,
        households: replay.heads.len() as u64,
        names: names.len() as u64,
    };
    lines
        .put(&Header {
            heirloom_log: FORMAT,
            households: carried.households,
            events: replay.heads.iter().map(|head| head.head).sum(),
        })
        .await?;
    for (actor, name) in names {
        lines.put(&NameLine { actor, name }).await?;
    }
    while let Some(batch) = replay.batches.try_next().await? {
        for event in &batch {
            lines.put(&EventLine::from(event)).await?;
        }
        carried.events += batch.len() as u64;
    }
    lines.end(carried).await?;
    Ok(carried)
}

struct Lines<W> {
    writer: W,
    hasher: blake3::Hasher,
    line: Vec<u8>,
}

impl<W: AsyncWrite + Unpin> Lines<W> {
    async fn put(&mut self, line: &impl Serialize) -> Result<(), LogError> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, line).map_err(|error| failed(error.into()))?;
        self.line.push(b'\n');
        self.hasher.update(&self.line);
        self.writer.write_all(&self.line).await.map_err(failed)
    }

    async fn end(mut self, carried: Carried) -> Result<(), LogError> {
        let end = End {
            events: carried.events,
            names: carried.names,
            blake3: self.hasher.finalize().to_hex().to_string(),
        };
        self.put(&EndLine { end }).await?;
        self.writer.flush().await.map_err(failed)
    }
}

fn failed(source: std::io::Error) -> LogError {
    LogError::File {
        what: "write the export; what was written is incomplete".into(),
        source,
    }
}
