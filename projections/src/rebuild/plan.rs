//! The plan: what a rebuild would do, how long it may take, what it drops, and what the way back is.

use std::time::{Duration, Instant};

use futures_util::StreamExt;
use heirloom_events::values::HouseholdId;

use crate::error::Result;
use crate::fold::{HouseholdFold, OnPoison, Sinks, Take};
use crate::target::{Bound, Generation, Model, Phase, Role};
use crate::{Engine, Value};

/// How long the log is read to see how fast it comes.
const SAMPLE: Duration = Duration::from_millis(300);
/// Reading and folding are about a third of the work; writing, indexing and verifying the rest.
pub(crate) const WORK_PER_READ: f64 = 3.0;

/// What a rebuild would do.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Plan {
    /// Projection by projection.
    pub projections: Vec<PlannedProjection>,
    /// Events in the log.
    pub events: u64,
    /// Households in the log.
    pub households: u64,
    /// How long it may take, in seconds, by a quick sample of the log.
    pub estimated_seconds: f64,
    /// Leftovers of crashed builds, to be dropped first.
    pub orphans: Vec<String>,
}

/// What a rebuild would do with one projection.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct PlannedProjection {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: u32,
    /// What is live now.
    pub live: Option<String>,
    /// What was begun and will be gone on with, and in which phase it is.
    pub resumes: Option<(String, Phase)>,
    /// What is dropped in the end: older generations of this version, but for the one that is replaced.
    pub drops: Vec<String>,
    /// The way back.
    pub way_back: String,
}

impl Engine {
    /// What a rebuild of these projections (none named: all) would do. Changes nothing.
    ///
    /// # Errors
    /// Where the log or the database fails.
    pub async fn plan(&self, names: &[String]) -> Result<Plan> {
        let models = self.chosen(names)?;
        let heads = self.feed.heads().await?;
        let events: u64 = heads.iter().map(|(_, head)| head).sum();
        let mut projections = Vec::new();
        for model in &models {
            projections.push(self.planned(model).await?);
        }
        let projection_names: Vec<&str> = models.iter().map(|m| m.name()).collect();
        let orphans = self.db.orphans(&projection_names).await?;
        Ok(Plan {
            projections,
            events,
            households: heads.len() as u64,
            estimated_seconds: self.estimated_read(&models, events).await? * WORK_PER_READ,
            orphans: orphans.iter().map(ToString::to_string).collect(),
        })
    }

    /// How long the log takes to be read and folded for these projections, in seconds, by a quick sample.
    pub(crate) async fn estimated_read(&self, models: &[Model], events: u64) -> Result<f64> {
        Ok(events as f64 / self.sample(models).await?)
    }

    async fn planned(&self, model: &Model) -> Result<PlannedProjection> {
        let name = model.name();
        let generations = self.db.generations().await?;
        let mine: Vec<_> = generations
            .iter()
            .filter(|g| g.target.projection == name)
            .collect();
        let live = mine.iter().find(|g| g.role == Role::Live);
        let begun =
            |g: &&&Generation| g.role == Role::Building && g.phase != Phase::Failed && g.target.is_of(*model);
        let building = mine.iter().rfind(begun).map(|g| (g.target.to_string(), g.phase));
        let drops = mine
            .iter()
            .filter(|g| g.role == Role::Standby && g.target.is_of(*model));
        Ok(PlannedProjection {
            name: name.to_owned(),
            version: model.version(),
            resumes: building,
            drops: drops.map(|g| g.target.to_string()).collect(),
            way_back: match live.map(|g| &g.target) {
                Some(live) if live.is_of(*model) => format!(
                    "`heirloom switch {name}` shows `{live}` again, at once and with all later events, until the rebuild after this one"
                ),
                Some(live) => format!(
                    "`{live}` is of another version; it stays, with all later events, until `heirloom gc` drops it"
                ),
                None => "none: nothing is live yet".into(),
            },
            live: live.map(|g| g.target.to_string()),
        })
    }

    /// Events a second that come out of the log and through the fold.
    async fn sample(&self, models: &[Model]) -> Result<f64> {
        let began = Instant::now();
        let mut replay = self.feed.replay().await?;
        let mut events = 0_u64;
        let mut fold: Option<(HouseholdId, HouseholdFold)> = None;
        while let Some(batch) = replay.batches.next().await {
            for fed in batch? {
                let household = fed
                    .as_ref()
                    .map_or_else(|poison| poison.household, |r| r.household);
                if fold.as_ref().is_none_or(|(one, _)| *one != household) {
                    let takes = vec![Take::default(); models.len()];
                    fold = Some((
                        household,
                        HouseholdFold::new(household, models.to_vec(), takes, OnPoison::Park),
                    ));
                }
                if let Some((_, fold)) = &mut fold {
                    fold.apply(fed, &mut Nowhere)?;
                }
                events += 1;
            }
            if began.elapsed() > SAMPLE {
                break;
            }
        }
        Ok((events.max(1) as f64 / began.elapsed().as_secs_f64().max(1e-6)).max(1.0))
    }
}

struct Nowhere;

impl Sinks for Nowhere {
    fn row(&mut self, _: usize, _: usize, _: &[Value<'_>]) {}
}

/// The names of targets, for messages.
pub(crate) fn names(targets: &[Bound]) -> Vec<String> {
    targets.iter().map(|bound| bound.target.to_string()).collect()
}
