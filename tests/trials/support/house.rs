//! A heirloom over a throwaway log, and what is asked of it again and again.

use std::collections::BTreeMap;
use std::sync::Arc;

use futures_util::TryStreamExt as _;
use heirloom::Heirloom;
use heirloom::audit::check_log;
use heirloom::projections::rebuild::progress::Stop;
use heirloom::projections::rebuild::{Options, Rebuilt};
use heirloom::store::{EventLog, StoredEvent, transfer};
use heirloom::testing::ThrowawayLog;

use super::Binary;

/// Rows and digest by table.
pub(crate) type Digests = BTreeMap<String, String>;

/// A heirloom that goes away when it is dropped.
pub(crate) struct House {
    pub(crate) heirloom: Heirloom,
    pub(crate) place: ThrowawayLog,
}

impl House {
    /// With live tables.
    pub(crate) async fn over(place: ThrowawayLog) -> Self {
        let heirloom = Heirloom::init(place.url()).await.expect("tables can be made");
        Self { heirloom, place }
    }

    pub(crate) async fn sqlite() -> Self {
        Self::over(ThrowawayLog::sqlite().await).await
    }

    pub(crate) fn binary(&self) -> Binary {
        Binary::at(self.place.url())
    }

    pub(crate) fn log(&self) -> &Arc<dyn EventLog> {
        self.heirloom.log()
    }

    /// Every stored event in the order of a replay.
    pub(crate) async fn events(&self) -> Vec<StoredEvent> {
        let replay = self.log().replay().await.expect("a replay starts");
        let batches: Vec<_> = replay.batches.try_collect().await.expect("and ends");
        batches.concat()
    }

    pub(crate) async fn feed(&self, batch_events: u64) {
        let feeder = self.heirloom.engine().feeder().with_batch_events(batch_events);
        feeder
            .feed_all_until_caught_up()
            .await
            .expect("tables can be fed");
    }

    pub(crate) async fn rebuild(&self) -> heirloom::projections::Result<Rebuilt> {
        let options = Options::default();
        self.heirloom
            .engine()
            .rebuild(&options, &(), &Stop::default())
            .await
    }

    /// Of the live tables as they are: nothing is fed.
    pub(crate) async fn digests(&self) -> Digests {
        let tables = self
            .heirloom
            .engine()
            .digests(&[])
            .await
            .expect("tables can be read");
        tables
            .into_iter()
            .map(|t| (t.table, format!("{} {}", t.rows, t.digest)))
            .collect()
    }

    /// The log is dense and readable from end to end.
    pub(crate) async fn log_is_whole(&self) {
        let report = check_log(self.log()).await.expect("the log can be read");
        assert!(report.ok(), "{report:#?}");
    }

    /// The checks of `verify tables` that failed.
    pub(crate) async fn failed_checks(&self) -> Vec<String> {
        let report = self.heirloom.engine().verify(&[], &(), &Stop::default()).await;
        let checks = report.expect("tables can be verified").checks;
        checks
            .into_iter()
            .filter(|c| !c.ok)
            .map(|c| format!("{} {}: {:?}", c.id, c.name, c.details))
            .collect()
    }

    /// A house elsewhere with the same log: what this one would be if nothing had ever disturbed it.
    pub(crate) async fn undisturbed_twin(&self) -> Self {
        self.carried_to(ThrowawayLog::sqlite().await).await
    }

    /// The same log in another place.
    pub(crate) async fn carried_to(&self, place: ThrowawayLog) -> Self {
        let mut bytes = Vec::new();
        transfer::export(self.log().as_ref(), &mut bytes)
            .await
            .expect("it can be exported");
        let twin = Self::over(place).await;
        transfer::import(twin.log().as_ref(), bytes.as_slice())
            .await
            .expect("and imported");
        twin.feed(1_000).await;
        twin
    }
}
