//! Handing a replay on in batches through a bounded channel, checked on the way: memory stays the same
//! however long the log is, and a replay that ends early ends with an error.

use std::ops::ControlFlow;

use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use heirloom_events::values::HouseholdId;
use tokio::sync::mpsc;

use super::contiguous::ReplayCheck;
use super::{Head, LogError, StoredEvent};

/// Some events, or why there are no more.
pub(super) type Batch = Result<Vec<StoredEvent>, LogError>;

/// How many batches may wait to be taken.
pub(super) const CHANNEL: usize = 4;
const MAX_EVENTS: usize = 512;
const MAX_BYTES: usize = 256 * 1024;

/// Collects events to batches and sends them.
pub(super) struct Batches {
    check: ReplayCheck,
    sender: mpsc::Sender<Batch>,
    batch: Vec<StoredEvent>,
    bytes: usize,
}

impl Batches {
    /// For a replay of these households.
    pub(super) fn new(heads: Vec<Head>, sender: mpsc::Sender<Batch>) -> Self {
        Self {
            check: ReplayCheck::new(heads),
            sender,
            batch: Vec::with_capacity(MAX_EVENTS),
            bytes: 0,
        }
    }

    /// Takes the next event. A break: nobody listens any more.
    ///
    /// # Errors
    /// Where it is not the next one.
    pub(super) async fn push(&mut self, event: StoredEvent) -> Result<ControlFlow<()>, LogError> {
        self.check.take(&event)?;
        self.bytes += event.payload.len() + event.metadata.len();
        self.batch.push(event);
        if self.batch.len() >= MAX_EVENTS || self.bytes >= MAX_BYTES {
            return Ok(self.send().await);
        }
        Ok(ControlFlow::Continue(()))
    }

    async fn send(&mut self) -> ControlFlow<()> {
        self.bytes = 0;
        let batch = std::mem::replace(&mut self.batch, Vec::with_capacity(MAX_EVENTS));
        match self.sender.send(Ok(batch)).await {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }

    /// Sends what is left, and then the error: the database's, or that events are missing.
    pub(super) async fn finish(mut self, sent: Result<(), LogError>) {
        if !self.batch.is_empty() && self.send().await.is_break() {
            return;
        }
        let error = sent.and_then(|()| self.check.finish()).err();
        let last = match error {
            Some(error) => Err(error),
            // an empty batch says: this is the end, and it is checked
            None => Ok(Vec::new()),
        };
        // nobody listens: nobody needs to know
        self.sender.send(last).await.ok();
    }
}

/// The batches as a stream. A sender that vanishes without a last word (a panic, a runtime shut down) is
/// an error too.
pub(super) fn stream(receiver: mpsc::Receiver<Batch>) -> BoxStream<'static, Batch> {
    futures_util::stream::unfold(Some(receiver), |state| async move {
        let mut receiver = state?;
        match receiver.recv().await {
            Some(Ok(batch)) if batch.is_empty() => None,
            Some(Ok(batch)) => Some((Ok(batch), Some(receiver))),
            Some(Err(error)) => Some((Err(error), None)),
            None => Some((Err(vanished()), None)),
        }
    })
    .boxed()
}

fn vanished() -> LogError {
    LogError::Truncated {
        household: HouseholdId::single(),
        what: "the replay stopped without saying why".into(),
    }
}
