//! Building the tables of other versions beside what is live.

use super::{names, ready};
use crate::Engine;
use crate::error::Result;
use crate::rebuild::LoadStats;
use crate::rebuild::dry_run::against_live;
use crate::rebuild::plan::names as target_names;
use crate::rebuild::progress::{Progress, Stop};
use crate::rebuild::verify::VerifyReport;
use crate::target::{Bound, Model, Version};

/// How versions are built.
#[derive(Clone, Copy, Debug, Default)]
pub struct BuildOptions {
    /// Let streams stand still that cannot be read.
    pub accept_parked: bool,
    /// Tell how the tables differ from what is live, then drop those that were built for it.
    pub dry_run: bool,
}

/// What was built.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct Built {
    /// The generations that were built now, or gone on with, in the fixed order of projections.
    pub targets: Vec<String>,
    /// Those that were there already, verified and fed.
    pub ready: Vec<String>,
    /// What the load did; none where it had been done before.
    pub load: Option<LoadStats>,
    /// What was verified.
    pub verified: VerifyReport,
    /// Leftovers of crashed builds that were dropped first.
    pub orphans: Vec<String>,
    /// A dry run's: how the tables would differ from the live ones.
    pub differences: Vec<String>,
}

impl Engine {
    /// Builds every one of these versions that has no verified tables yet: all of them in one load, then
    /// indexed, caught up and verified. They stay fed and wait for [`Engine::switch_to`]. Nothing that is
    /// live is touched.
    ///
    /// # Errors
    /// [`Error::AnotherBuilder`](crate::Error::AnotherBuilder) where somebody builds one of these
    /// projections; [`Error::UnknownVersion`](crate::Error::UnknownVersion); otherwise as a rebuild, and as
    /// there running it again goes on where it stopped.
    pub async fn build_versions(
        &self,
        versions: &[Version],
        options: &BuildOptions,
        progress: &dyn Progress,
        stop: &Stop,
    ) -> Result<Built> {
        let models = self.models_of(versions)?;
        let projections = names(&models);
        let _lock = self.db.lock_builder(&projections).await?;
        let mut built = Built {
            orphans: self.drop_orphans(&projections).await?,
            ..Built::default()
        };
        let generations = self.db.generations().await?;
        let (there, missing): (Vec<Model>, Vec<Model>) = models
            .iter()
            .partition(|model| ready(**model, &generations).is_some());
        let there: Vec<Bound> = there
            .into_iter()
            .map(|model| self.showable(model, &generations))
            .collect::<Result<_>>()?;
        built.ready = target_names(&there);
        let targets = self.targets(&missing).await?;
        built.targets = target_names(&targets);
        if !targets.is_empty() {
            let accept_parked = options.accept_parked;
            built.load = self.build(&targets, accept_parked, progress, stop).await?;
            built.verified = self.prove(&targets, accept_parked, progress, stop).await?;
        }
        if options.dry_run {
            let live = self.live(&projections).await?;
            let new = [targets.clone(), there].concat();
            built.differences = against_live(self, &new, &live, stop).await?;
            for bound in &targets {
                self.db.drop_target(&bound.target).await?;
            }
        }
        Ok(built)
    }
}
