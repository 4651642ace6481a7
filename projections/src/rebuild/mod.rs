//! Rebuild: new tables beside the live ones, proved, then switched to.
//!
//! plan → load → index → catch up → verify → switch. Each phase is noted in `generations.phase`; a rebuild
//! that was stopped or killed goes on from there when it is run again. Nothing here touches what is live
//! before the switch, and the switch is one short transaction.

mod catch_up;
pub(crate) mod compare;
pub(crate) mod dry_run;
mod load;
pub(crate) mod plan;
pub mod progress;
pub mod switch;
pub mod verify;

pub use load::LoadStats;
pub use plan::{Plan, PlannedProjection};

pub(crate) use catch_up::lag;

use crate::Engine;
use crate::error::{Error, Result};
use crate::fold::OnPoison;
use crate::read_db::{SwitchStats, Switching};
use crate::target::{Bound, Generation, Model, Phase, Role, Target};
use progress::{Meter, Progress, Step, Stop};
use switch::CleanUp;
use verify::VerifyReport;

/// What to rebuild, and how far to go.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The projections by name; none: all of them.
    pub names: Vec<String>,
    /// Build, verify and compare with what is live, then drop it again.
    pub dry_run: bool,
    /// Build and verify, keep it fed, do not switch.
    pub postpone_switch: bool,
    /// Let streams stand still that cannot be read.
    pub accept_parked: bool,
}

/// What a rebuild did.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct Rebuilt {
    /// The generations that were built, in the order of their views.
    pub targets: Vec<String>,
    /// What the load did; none where it had been done before.
    pub load: Option<LoadStats>,
    /// What was verified.
    pub verified: VerifyReport,
    /// The switch; none where there was none.
    pub switch: Option<SwitchStats>,
    /// What was dropped in the end.
    pub clean_up: CleanUp,
    /// Leftovers of crashed builds that were dropped first.
    pub orphans: Vec<String>,
    /// A dry run's: how the new tables would differ from the live ones.
    pub differences: Vec<String>,
}

impl Engine {
    /// Rebuilds read tables beside the live ones, proves them against the log and switches to them. What is
    /// built is the wanted version; another version may be live.
    ///
    /// # Errors
    /// Whatever it is, the live tables are untouched; most errors are mended by running it again, which
    /// goes on where it stopped.
    pub async fn rebuild(&self, options: &Options, progress: &dyn Progress, stop: &Stop) -> Result<Rebuilt> {
        let models = self.chosen(&options.names)?;
        let projections: Vec<&str> = models.iter().map(|model| model.name()).collect();
        let _lock = self.db.lock_builder(&projections).await?;
        let mut rebuilt = Rebuilt {
            orphans: self.drop_orphans(&projections).await?,
            ..Rebuilt::default()
        };
        let targets = self.targets(&models).await?;
        rebuilt.targets = plan::names(&targets);
        rebuilt.load = self
            .build(&targets, options.accept_parked, progress, stop)
            .await?;
        rebuilt.verified = self
            .prove(&targets, options.accept_parked, progress, stop)
            .await?;
        let replaced = self.live(&projections).await?;
        if options.dry_run {
            rebuilt.differences = dry_run::against_live(self, &targets, &replaced, stop).await?;
            for bound in &targets {
                self.db.drop_target(&bound.target).await?;
            }
            return Ok(rebuilt);
        }
        if !options.postpone_switch {
            let switching = Switching::replacing(replaced.clone(), targets.clone());
            rebuilt.switch = Some(switch::switch(self, &switching, progress).await?);
            rebuilt.clean_up = switch::clean_up(self, &targets, &replaced).await?;
        }
        Ok(rebuilt)
    }

    /// Makes live whatever wanted projection has no live tables yet, by its first rebuild. Does nothing where
    /// all have them, in whatever version.
    ///
    /// # Errors
    /// As [`Engine::rebuild`].
    pub async fn init(&self, progress: &dyn Progress, stop: &Stop) -> Result<Option<Rebuilt>> {
        let live = self.live(&self.names()).await?;
        let missing = |model: &&Model| live.iter().all(|b| b.target.projection != model.name());
        let names: Vec<String> = self
            .wanted
            .iter()
            .filter(missing)
            .map(|m| m.name().to_owned())
            .collect();
        if names.is_empty() {
            return Ok(None);
        }
        let options = Options {
            names,
            ..Options::default()
        };
        self.rebuild(&options, progress, stop).await.map(Some)
    }

    /// Drops what crashed builds of these projections left; the names.
    pub(crate) async fn drop_orphans(&self, projections: &[&str]) -> Result<Vec<String>> {
        let orphans = self.db.orphans(projections).await?;
        for orphan in &orphans {
            self.db.drop_target(orphan).await?;
        }
        Ok(orphans.iter().map(ToString::to_string).collect())
    }

    /// One target per version of a projection: the one that was begun, or a new one. What cannot be gone on
    /// with goes; what was begun of other versions is left alone.
    pub(crate) async fn targets(&self, models: &[Model]) -> Result<Vec<Bound>> {
        let generations = self.db.generations().await?;
        let mut targets = Vec::new();
        for model in models {
            let mut begun: Option<Bound> = None;
            let building = |g: &&Generation| g.role == Role::Building && g.target.is_of(*model);
            for generation in generations.iter().filter(building).rev() {
                let usable = begun.is_none() && generation.phase != Phase::Failed;
                match self.bind(&generation.target).filter(|_| usable) {
                    Some(bound) => begun = Some(bound),
                    None => self.db.drop_target(&generation.target).await?,
                }
            }
            let bound = match begun {
                Some(bound) => bound,
                None => self.begin(*model, &generations).await?,
            };
            targets.push(bound);
        }
        Ok(targets)
    }

    async fn begin(&self, model: Model, generations: &[Generation]) -> Result<Bound> {
        let same = generations.iter().filter(|g| g.target.is_of(model));
        let last = same.map(|g| g.target.generation).max();
        let bound = Bound {
            target: Target {
                projection: model.name().to_owned(),
                version: model.version(),
                generation: last.unwrap_or(0) + 1,
            },
            model,
        };
        self.db.create(&bound).await?;
        Ok(bound)
    }

    /// Load, index, catch up: each only where it is still to be done.
    pub(crate) async fn build(
        &self,
        targets: &[Bound],
        accept_parked: bool,
        progress: &dyn Progress,
        stop: &Stop,
    ) -> Result<Option<LoadStats>> {
        let on_poison = if accept_parked {
            OnPoison::Park
        } else {
            OnPoison::Fail
        };
        let to_load = self.in_phase(targets, Phase::Load).await?;
        let mut loaded = None;
        if !to_load.is_empty() {
            loaded = Some(load::load(self, &to_load, on_poison, progress, stop).await?);
        }
        let to_index = self.in_phase(targets, Phase::Index).await?;
        if !to_index.is_empty() {
            let mut meter = Meter::new(progress, Step::Index, 0);
            for bound in &to_index {
                stop.check(Phase::Index)?;
                self.db.index(bound).await?;
                meter.tell();
            }
        }
        catch_up::catch_up(self, targets, progress, stop).await?;
        Ok(loaded)
    }

    async fn in_phase(&self, targets: &[Bound], phase: Phase) -> Result<Vec<Bound>> {
        let generations = self.db.generations().await?;
        let there = |bound: &&Bound| {
            generations
                .iter()
                .any(|g| g.target == bound.target && g.phase == phase)
        };
        Ok(targets.iter().filter(there).cloned().collect())
    }

    /// Verifies each target. Those that hold wait to be shown; those that do not are kept to be looked at.
    pub(crate) async fn prove(
        &self,
        targets: &[Bound],
        accept_parked: bool,
        progress: &dyn Progress,
        stop: &Stop,
    ) -> Result<VerifyReport> {
        switch::refuse_parked(self, targets, accept_parked).await?;
        let report = verify::verify(self, targets, progress, stop).await?;
        for bound in targets {
            let phase = match report.ok_of(&bound.target) {
                true => Phase::Verified,
                false => Phase::Failed,
            };
            self.db.set_phase(&bound.target, phase).await?;
        }
        if report.ok() {
            return Ok(report);
        }
        Err(Error::VerifyFailed {
            failed: report.failed(),
            checks: report.checks.len(),
            report: Box::new(report),
        })
    }
}
