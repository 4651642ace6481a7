//! What an upgrade or a downgrade would do, how long it may take, and what the way back is.

use super::ready;
use crate::Engine;
use crate::error::Result;
use crate::rebuild::plan::WORK_PER_READ;
use crate::target::{Generation, Model, Phase, Role, Version};

/// The versions of projections that come with one step, usually a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepVersions {
    /// Its name, for messages.
    pub revision: String,
    /// The versions that it brings.
    pub versions: Vec<Version>,
}

/// What would be done.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct EvolvePlan {
    /// Step by step.
    pub steps: Vec<PlannedStep>,
    /// Events in the log.
    pub events: u64,
    /// Households in the log.
    pub households: u64,
    /// How many versions are to be built.
    pub to_build: u64,
    /// How long it may take, in seconds, by a quick sample of the log; 0: nothing is to be built, the switch
    /// is instant.
    pub estimated_seconds: f64,
    /// Leftovers of crashed builds, to be dropped first.
    pub orphans: Vec<String>,
    /// The way back, and until when it is instant.
    pub way_back: String,
}

/// One step of it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct PlannedStep {
    /// Its name.
    pub revision: String,
    /// Its versions of projections, in the fixed order; none: it changes events only.
    pub versions: Vec<PlannedVersion>,
}

/// What is done about one version of a projection.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct PlannedVersion {
    /// The projection.
    pub projection: String,
    /// Its version.
    pub version: u32,
    /// Its tables, as the views will be named.
    pub tables: Vec<String>,
    /// The generation that can be shown at once, and what it is now.
    pub ready: Option<(String, Role)>,
    /// What was begun and will be gone on with, and in which phase it is.
    pub resumes: Option<(String, Phase)>,
    /// What is live of this projection now.
    pub beside: Option<String>,
}

impl PlannedVersion {
    /// Whether its tables are to be built, or finished.
    #[must_use]
    pub fn is_to_build(&self) -> bool {
        self.ready.is_none()
    }
}

impl Engine {
    /// What building and switching to the versions of these steps would do. Changes nothing. For a downgrade
    /// the one step is the state to go back to: where nothing is to be built, it is instant.
    ///
    /// # Errors
    /// [`Error::UnknownVersion`](crate::Error::UnknownVersion) where this build has no such version;
    /// otherwise where the log or the database fails.
    pub async fn evolve_plan(&self, steps: &[StepVersions]) -> Result<EvolvePlan> {
        let generations = self.db.generations().await?;
        let heads = self.feed.heads().await?;
        let events: u64 = heads.iter().map(|(_, head)| head).sum();
        let mut all: Vec<Version> = Vec::new();
        let mut planned = Vec::new();
        for step in steps {
            all.extend(&step.versions);
            let models = self.models_of(&step.versions)?;
            planned.push(PlannedStep {
                revision: step.revision.clone(),
                versions: models.iter().map(|model| version(*model, &generations)).collect(),
            });
        }
        let models = self.models_of(&all)?;
        let orphans = self.db.orphans(&super::names(&models)).await?;
        let to_build: Vec<Model> = models
            .iter()
            .copied()
            .filter(|model| ready(*model, &generations).is_none())
            .collect();
        Ok(EvolvePlan {
            steps: planned,
            events,
            households: heads.len() as u64,
            to_build: to_build.len() as u64,
            estimated_seconds: self.estimated(&to_build, events).await?,
            orphans: orphans.iter().map(ToString::to_string).collect(),
            way_back: way_back(&models, &generations),
        })
    }

    /// A rebuild of everything that is wanted takes [`WORK_PER_READ`] times the reading; the share of it that
    /// is not reading grows with the number of tables.
    async fn estimated(&self, to_build: &[Model], events: u64) -> Result<f64> {
        if to_build.is_empty() {
            return Ok(0.0);
        }
        let tables = |models: &[Model]| models.iter().map(|model| model.tables().len()).sum::<usize>();
        let share = tables(to_build) as f64 / tables(&self.wanted).max(1) as f64;
        let read = self.estimated_read(to_build, events).await?;
        Ok(read * (1.0 + (WORK_PER_READ - 1.0) * share))
    }
}

fn version(model: Model, generations: &[Generation]) -> PlannedVersion {
    let ready = ready(model, generations);
    let is_begun =
        |g: &&Generation| g.target.is_of(model) && g.role == Role::Building && g.phase != Phase::Failed;
    let begun = generations
        .iter()
        .rfind(is_begun)
        .filter(|g| g.phase != Phase::Verified);
    let live = generations
        .iter()
        .find(|g| g.role == Role::Live && g.target.projection == model.name());
    PlannedVersion {
        projection: model.name().to_owned(),
        version: model.version(),
        tables: model.tables().iter().map(|t| t.name.to_owned()).collect(),
        ready: ready.map(|g| (g.target.to_string(), g.role)),
        resumes: begun.map(|g| (g.target.to_string(), g.phase)),
        beside: live.map(|g| g.target.to_string()),
    }
}

fn way_back(models: &[Model], generations: &[Generation]) -> String {
    let names = super::names(models);
    let live: Vec<String> = generations
        .iter()
        .filter(|g| g.role == Role::Live && names.contains(&g.target.projection.as_str()))
        .map(|g| g.target.to_string())
        .collect();
    match live.is_empty() {
        true => "no read tables are replaced".into(),
        false => format!(
            "`{}` stay and are fed: going back shows them again at once, with all later events, until `heirloom gc` drops them; after that they are built anew",
            live.join("`, `")
        ),
    }
}
