//! Several commands as one edit, and taking such an edit back as one.
//!
//! Each command of a bulk edit is an append of its own under one correlation id: one that is refused does
//! not hold the others up, and the report says which. The undo is such an edit itself, so it can be taken
//! back too.

use heirloom_events::StreamKey;
use heirloom_events::values::{CommandId, CorrelationId, HouseholdId};
use serde::Serialize;

use super::handler::{CommandError, Commands};
use super::receipt::Receipt;
use super::undo::{self, Undone};
use super::{Command, Envelope, Refusal};
use crate::store::{LogError, reader};

/// What became of a bulk edit.
#[derive(Debug)]
pub struct BulkReport {
    /// What its commands share, and by which it can be undone.
    pub correlation_id: CorrelationId,
    /// What became of each command, in their order.
    pub results: Vec<Result<Receipt, CommandError>>,
}

impl BulkReport {
    /// How many events were added, those of repeated commands not counted.
    #[must_use]
    pub fn added(&self) -> u64 {
        self.results
            .iter()
            .flatten()
            .filter(|r| !r.repeated)
            .map(|r| r.events)
            .sum()
    }

    /// The commands that were not carried out, by their place, and why.
    pub fn failures(&self) -> impl Iterator<Item = (usize, &CommandError)> {
        self.results
            .iter()
            .enumerate()
            .filter_map(|(i, result)| Some((i, result.as_ref().err()?)))
    }
}

/// What became of an undo.
#[derive(Debug, Serialize)]
pub struct UndoReport {
    /// What the undo's own events share, and by which it can itself be undone.
    pub correlation_id: CorrelationId,
    /// What was written, stream by stream.
    pub undone: Vec<Receipt>,
    /// What was left as it is, and why.
    pub left: Vec<Left>,
}

/// Something that an undo left as it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Left {
    /// The stream.
    pub stream: StreamKey,
    /// What, and why.
    pub why: String,
}

impl Commands {
    /// Carries out several commands of a household under one correlation id, one after the other.
    ///
    /// Where the envelope has a command id, each command gets one that follows from it and its place, so
    /// that the whole can be given again after a crash.
    ///
    /// # Errors
    /// Only where the envelope has an expected version, which means nothing for several streams; what
    /// becomes of each command stands in the report.
    pub async fn bulk(&self, envelope: Envelope, commands: Vec<Command>) -> Result<BulkReport, Refusal> {
        if envelope.expected_version.is_some() {
            return Err(Refusal::invalid(
                "expected_version",
                "a bulk edit has none; send its commands one by one",
            ));
        }
        let correlation_id = envelope.correlation_id.unwrap_or_default();
        let mut results = Vec::with_capacity(commands.len());
        for (i, command) in commands.into_iter().enumerate() {
            let envelope = Envelope {
                correlation_id: Some(correlation_id),
                command_id: envelope
                    .command_id
                    .map(|id| CommandId::derived(&format!("{id}/{i}"))),
                ..envelope.clone()
            };
            results.push(self.send(envelope, command).await);
        }
        Ok(BulkReport {
            correlation_id,
            results,
        })
    }

    /// Takes back exactly what a bulk edit changed, under a new correlation id. What others made of the
    /// same thing since is not touched: that recipe, or that part of a catalogue or plan, is left alone and
    /// reported. A second undo finds nothing left to do.
    ///
    /// # Errors
    /// Where the household has no events under that id, or the log fails; what was undone until then
    /// stays, and the undo can be given again.
    pub async fn undo(&self, envelope: Envelope, bulk: CorrelationId) -> Result<UndoReport, CommandError> {
        let streams = self.touched(envelope.household, bulk).await?;
        if streams.is_empty() {
            return Err(CommandError::Refused(Refusal::NotFound {
                what: "bulk edit",
                id: bulk.to_string(),
                place: "this household's log".into(),
                hint: "its correlation id stands beside its events in `recipe log`",
            }));
        }
        let correlation_id = envelope.correlation_id.unwrap_or_default();
        let mut report = UndoReport {
            correlation_id,
            undone: Vec::new(),
            left: Vec::new(),
        };
        for stream in streams {
            let envelope = Envelope {
                correlation_id: Some(correlation_id),
                causation_id: Some(bulk.to_string()),
                command_id: envelope
                    .command_id
                    .map(|id| CommandId::derived(&format!("{id}/{stream}"))),
                expected_version: None,
                ..envelope.clone()
            };
            self.undo_stream(&envelope, &stream, bulk, &mut report).await?;
        }
        Ok(report)
    }

    async fn undo_stream(
        &self,
        envelope: &Envelope,
        stream: &StreamKey,
        bulk: CorrelationId,
        report: &mut UndoReport,
    ) -> Result<(), CommandError> {
        let mut left = Vec::new();
        let decide = |streams: &[super::Loaded]| {
            let undone: Undone = undo::undo(streams, bulk);
            left = undone.left;
            Ok(vec![undone.events])
        };
        let follows = |streams: &[super::Loaded]| undo::follows(streams, bulk);
        let receipt = self
            .transact(envelope, std::slice::from_ref(stream), &[], follows, decide)
            .await?;
        if receipt.events > 0 {
            report.undone.push(receipt);
        }
        report.left.extend(left.into_iter().map(|why| Left {
            stream: stream.clone(),
            why,
        }));
        Ok(())
    }

    /// The streams in which a household has events under that id, in the order of their first.
    async fn touched(&self, household: HouseholdId, bulk: CorrelationId) -> Result<Vec<StreamKey>, LogError> {
        let mut streams: Vec<StreamKey> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        reader::each(self.log().as_ref(), household, |event| {
            if event.metadata.correlation_id == Some(bulk) && seen.insert(event.stream.clone()) {
                streams.push(event.stream);
            }
        })
        .await?;
        Ok(streams)
    }
}
