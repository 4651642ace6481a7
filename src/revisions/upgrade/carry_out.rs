//! Carries a move out.

use std::time::Duration;

use heirloom_projections::evolve::{BuildOptions, Built, Switched as Shown};
use heirloom_projections::read_db::Activation;
use heirloom_projections::rebuild::progress::{Progress, Stop};
use heirloom_projections::target::Version;

use super::{MoveError, Way};
use crate::Heirloom;

/// How long is waited for appends of the revision before.
const SETTLES_WITHIN: Duration = Duration::from_secs(10);

/// A log on its way from one revision to another.
pub struct Move<'a> {
    heirloom: &'a Heirloom,
    way: Way,
    direct: bool,
    accept_parked: bool,
}

/// What a switch did.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Switched {
    /// The read tables.
    #[serde(flatten)]
    pub shown: Shown,
    /// How many events the log held then: the point to restore a backup to.
    pub events: u64,
    /// Appends that were still under way in the versions of the revision before, when it was not waited for
    /// them any longer; nearly always 0.
    pub still_appending: usize,
}

impl<'a> Move<'a> {
    /// A move along that way.
    #[must_use]
    pub fn new(heirloom: &'a Heirloom, way: Way) -> Self {
        Self {
            heirloom,
            way,
            direct: false,
            accept_parked: false,
        }
    }

    /// Builds only what its end shows, nothing for the revisions on the way.
    #[must_use]
    pub fn directly(mut self, direct: bool) -> Self {
        self.direct = direct;
        self
    }

    /// Lets streams stand still that cannot be read.
    #[must_use]
    pub fn accepting_parked(mut self, accept: bool) -> Self {
        self.accept_parked = accept;
        self
    }

    /// Its way.
    #[must_use]
    pub fn way(&self) -> &Way {
        &self.way
    }

    pub(super) fn heirloom(&self) -> &Heirloom {
        self.heirloom
    }

    pub(super) fn direct(&self) -> bool {
        self.direct
    }

    /// Versions that its end shows and its start does not.
    pub(super) fn shown_anew(&self) -> Vec<Version> {
        let is_new = |version: &&Version| !self.way.from.projections.contains(version);
        self.way.to.projections.iter().filter(is_new).copied().collect()
    }

    /// Builds what has no tables yet, in one load, and proves it. What is live stays as it is.
    ///
    /// # Errors
    /// As a rebuild; run again, it goes on where it stopped.
    pub async fn build(
        &self,
        dry_run: bool,
        progress: &dyn Progress,
        stop: &Stop,
    ) -> Result<Built, MoveError> {
        let options = BuildOptions {
            accept_parked: self.accept_parked,
            dry_run,
        };
        let is_new = |version: &Version| !self.way.from.projections.contains(version);
        let mut versions = self.way.versions(self.direct || dry_run);
        versions.retain(is_new);
        let engine = self.heirloom.engine();
        Ok(engine.build_versions(&versions, &options, progress, stop).await?)
    }

    /// Refuses a way back that there is none of.
    ///
    /// # Errors
    /// [`MoveError::OneWay`].
    pub fn refuse_one_way(&self) -> Result<(), MoveError> {
        match self.way.one_way() {
            None => Ok(()),
            Some(one_way) => Err(MoveError::OneWay {
                to: self.way.to.name,
                one_way,
            }),
        }
    }

    /// Shows the tables of its end and makes its revision active, in one transaction; then waits until no
    /// append of the revision before is under way.
    ///
    /// # Errors
    /// Nothing has changed then: tables are missing, readers are in the way, somebody else switched.
    pub async fn switch(
        &self,
        actor: String,
        reason: Option<String>,
        progress: &dyn Progress,
    ) -> Result<Switched, MoveError> {
        let heads = self.heirloom.log().heads().await?;
        let activation = Activation {
            revision: self.way.to.name.to_owned(),
            direction: self.way.direction(),
            actor,
            reason,
            events: heads.iter().map(|head| head.head).sum(),
            expected_active: self.way.from.name.to_owned(),
        };
        let engine = self.heirloom.engine();
        let hidden = self.way.hidden();
        let shown = engine
            .switch_to(
                &self.way.to.projections,
                &hidden,
                Some(&activation),
                self.accept_parked,
                progress,
            )
            .await?;
        let still_appending = self.heirloom.database().settle(SETTLES_WITHIN).await?;
        Ok(Switched {
            shown,
            events: activation.events,
            still_appending,
        })
    }
}
