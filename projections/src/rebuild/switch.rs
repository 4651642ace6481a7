//! The switch to a verified generation, and the way back, which is the same switch.

use super::progress::{Meter, Progress, Step, Stop};
use crate::Engine;
use crate::error::{Error, Result};
use crate::read_db::{SwitchStats, Switching};
use crate::target::{Bound, Generation, Phase, Role, Target};

/// How often new tables are brought up to the old ones before giving up.
const TRIES: u32 = 20;

/// What is left behind after a switch.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct CleanUp {
    /// What was dropped: the generation before the one that was replaced.
    pub dropped: Vec<String>,
    /// What could not be dropped, and why. It stays, fed; the next rebuild tries again.
    pub left: Vec<String>,
}

/// Switches a group in one transaction; the tables are brought up to the live ones first.
pub(crate) async fn switch(
    engine: &Engine,
    switching: &Switching,
    progress: &dyn Progress,
) -> Result<SwitchStats> {
    let mut meter = Meter::new(progress, Step::Switch, 0);
    let concerned = switching.show.iter().chain(&switching.hide);
    let concerned: Vec<Target> = concerned.map(|bound| bound.target.clone()).collect();
    let feeder = engine.feeder().only(concerned);
    for _ in 0..TRIES {
        // Once is enough: only what is live must not be ahead. Nobody can wait for writers to rest.
        if !switching.show.is_empty() {
            feeder.feed_all_once(&Stop::default()).await?;
        }
        match engine.db.switch(switching).await {
            // Somebody wrote, and somebody else fed only what was live then: once more.
            Err(Error::Lagging { .. }) => {}
            Err(error) => return Err(error),
            Ok(stats) => {
                meter.tell();
                return Ok(stats);
            }
        }
    }
    let first = switching.show.first();
    let target = first.map_or_else(String::new, |b| b.target.to_string());
    Err(Error::Lagging { target })
}

/// Refuses to show streams that stand still, unless somebody said that it is all right.
pub(crate) async fn refuse_parked(engine: &Engine, targets: &[Bound], accepted: bool) -> Result<()> {
    for bound in targets.iter().filter(|_| !accepted) {
        let parked = engine.db.parked(&bound.target, None).await?;
        if let Some(first) = parked.first() {
            return Err(Error::ParkedStreams {
                target: bound.target.to_string(),
                streams: parked.len(),
                first: format!(
                    "position {} of household {} (`{}`: {})",
                    first.position, first.household, first.stream, first.why
                ),
            });
        }
    }
    Ok(())
}

impl Engine {
    /// Lets the views of these projections (none named: all that have one) show their standby generations
    /// again, in one transaction; what was live becomes standby. Moves no rows. They are caught up first, so
    /// events that came after the last switch are in them. It stays within the version that is live: another
    /// one is another revision's, see [`Engine::switch_to`].
    ///
    /// # Errors
    /// [`Error::NoStandby`] where there is none; [`Error::ParkedStreams`] where streams stand still in one;
    /// otherwise as a switch after a rebuild.
    pub async fn switch_back(
        &self,
        names: &[String],
        accept_parked: bool,
    ) -> Result<(Vec<Target>, SwitchStats)> {
        let models = self.chosen(names)?;
        let mut targets: Vec<Bound> = Vec::new();
        let mut replaced: Vec<Bound> = Vec::new();
        for model in &models {
            let live = self.live(&[model.name()]).await?.pop();
            let version = live.as_ref().map_or(model.version(), |live| live.target.version);
            let mut standby = self.in_role(&[*model], Role::Standby).await?;
            standby.retain(|bound| bound.target.version == version);
            if !standby.is_empty() {
                replaced.extend(live);
            }
            // The newest: the one that was replaced last, if an older one could not be dropped.
            match standby.pop() {
                Some(standby) => targets.push(standby),
                None if names.is_empty() => {}
                None => {
                    return Err(Error::NoStandby {
                        projection: model.name().to_owned(),
                    });
                }
            }
        }
        if targets.is_empty() {
            return Err(Error::NoStandby {
                projection: self.names().join("`, `"),
            });
        }
        let projections: Vec<&str> = targets.iter().map(|bound| bound.model.name()).collect();
        let _lock = self.db.lock_builder(&projections).await?;
        self.feeder().retry_parked().await?;
        refuse_parked(self, &targets, accept_parked).await?;
        let stats = switch(self, &Switching::replacing(replaced, targets.clone()), &()).await?;
        Ok((targets.into_iter().map(|bound| bound.target).collect(), stats))
    }

    /// Generations of the wanted versions of these projections (none named: all) that were built and
    /// verified and wait to be switched to.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn postponed(&self, names: &[String]) -> Result<Vec<Bound>> {
        let models = self.chosen(names)?;
        let generations = self.db.generations().await?;
        let verified = |g: &&Generation| g.role == Role::Building && g.phase == Phase::Verified;
        Ok(models
            .iter()
            .flat_map(|m| generations.iter().filter(verified).filter(|g| g.target.is_of(*m)))
            .filter_map(|g| self.bind(&g.target))
            .collect())
    }

    /// Switches to generations of the wanted versions that were built and verified with their switch
    /// postponed.
    ///
    /// # Errors
    /// [`Error::NoStandby`] where there is none; otherwise as a switch after a rebuild.
    pub async fn switch_to_verified(&self, names: &[String], accept_parked: bool) -> Result<SwitchStats> {
        let targets = self.postponed(names).await?;
        if targets.is_empty() {
            let names: Vec<&str> = self.chosen(names)?.iter().map(|m| m.name()).collect();
            return Err(Error::NoStandby {
                projection: names.join("`, `"),
            });
        }
        let projections: Vec<&str> = targets.iter().map(|b| b.model.name()).collect();
        let _lock = self.db.lock_builder(&projections).await?;
        refuse_parked(self, &targets, accept_parked).await?;
        let replaced = self.live(&projections).await?;
        let switching = Switching::replacing(replaced.clone(), targets.clone());
        let stats = switch(self, &switching, &()).await?;
        clean_up(self, &targets, &replaced).await?;
        Ok(stats)
    }
}

/// Drops what nobody needs any more: older standby generations of the versions that were just shown. Other
/// versions are the way back to other revisions and go only by [`Engine::gc`].
pub(super) async fn clean_up(engine: &Engine, targets: &[Bound], replaced: &[Bound]) -> Result<CleanUp> {
    let mut done = CleanUp::default();
    for generation in engine.db.generations().await? {
        let target = generation.target;
        let ours = targets.iter().any(|bound| target.is_of(bound.model));
        let kept = replaced.iter().any(|bound| bound.target == target);
        if generation.role != Role::Standby || !ours || kept {
            continue;
        }
        match engine.db.drop_target(&target).await {
            Ok(()) => done.dropped.push(target.to_string()),
            Err(error @ Error::Busy { .. }) => done.left.push(error.to_string()),
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}
