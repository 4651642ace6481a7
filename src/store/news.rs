//! Hints that some household may have new events. A hint may come for nothing; heads against cursors is
//! the contract.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::AbortHandle;

/// Counts the news, and wakes who waits for it.
pub(super) struct News {
    counter: watch::Sender<u64>,
    /// The news that somebody has already been woken for. What comes between a reader's look at the heads
    /// and its wait is not lost by this.
    seen: AtomicU64,
    /// The task that listens to other processes, from the first wait on.
    listener: OnceLock<AbortHandle>,
}

impl Default for News {
    fn default() -> Self {
        Self {
            counter: watch::Sender::new(0),
            seen: AtomicU64::new(0),
            listener: OnceLock::new(),
        }
    }
}

impl News {
    /// There may be new events.
    pub(super) fn arrived(&self) {
        self.counter.send_modify(|count| *count += 1);
    }

    /// Whether anybody waits at the moment.
    pub(super) fn is_awaited(&self) -> bool {
        self.counter.receiver_count() > 0
    }

    /// Waits for news, or until the time is up.
    pub(super) async fn wait(&self, at_most: Duration, listen: impl FnOnce() -> AbortHandle) {
        self.listener.get_or_init(listen);
        let mut receiver = self.counter.subscribe();
        let seen = self.seen.load(Ordering::Acquire);
        let changed = receiver.wait_for(|count| *count != seen);
        if let Ok(Ok(count)) = tokio::time::timeout(at_most, changed).await {
            self.seen.store(*count, Ordering::Release);
        }
    }
}

impl Drop for News {
    fn drop(&mut self) {
        if let Some(listener) = self.listener.get() {
            listener.abort();
        }
    }
}
