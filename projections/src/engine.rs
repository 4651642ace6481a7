//! The engine: a log, a database of read tables, and the projections between them.

use std::sync::Arc;

use heirloom_events::values::HouseholdId;

use crate::error::{Error, Result};
use crate::feed::Feed;
use crate::live::LiveFeeder;
use crate::machine::Warm;
use crate::models;
use crate::read_db::ReadDb;
use crate::target::{Bound, Generation, Model, Role, Target, Version};

/// A log, read tables, and the projections that make the one into the other. Cheap to clone.
///
/// It knows every version of every projection of this build and feeds all of them that have tables. Which
/// version of each is *wanted*, so which one a rebuild or an init makes, is said by [`Engine::at`].
///
/// What it does is told in the modules that extend it: [`crate::live`], [`crate::rebuild`],
/// [`crate::evolve`], [`crate::repair`], [`crate::status`].
#[derive(Clone)]
pub struct Engine {
    pub(crate) feed: Arc<dyn Feed>,
    pub(crate) db: Arc<dyn ReadDb>,
    /// Every version of every projection, oldest first within a name.
    pub(crate) models: Arc<[Model]>,
    /// At most one version of each projection.
    pub(crate) wanted: Arc<[Model]>,
    /// Machines of household-level projections, for all feeders of this engine and of those made from it;
    /// none where no projection is household-level.
    pub(crate) warm: Option<Arc<Warm>>,
}

impl Engine {
    /// The engine over a log and a database, with every projection of this build; the newest version of each
    /// is wanted.
    #[must_use]
    pub fn new(feed: Arc<dyn Feed>, db: Arc<dyn ReadDb>) -> Self {
        Self::with_models(feed, db, models::all())
    }

    /// The same with other projections, in any number of versions, oldest first within a name.
    #[must_use]
    pub fn with_models(feed: Arc<dyn Feed>, db: Arc<dyn ReadDb>, models: &[Model]) -> Self {
        let wanted = newest(models).into();
        let warm = models.iter().any(|model| is_household_level(*model));
        let models = models.into();
        Self {
            feed,
            db,
            models,
            wanted,
            warm: warm.then(Arc::default),
        }
    }

    /// The same engine with exactly these projections wanted, in these versions. It still feeds every version
    /// that has tables. A version that this build does not have is left out.
    #[must_use]
    pub fn at(&self, wanted: &[Version]) -> Self {
        let is_wanted = |model: &Model| wanted.contains(&(model.name(), model.version()));
        Self {
            wanted: self.models.iter().copied().filter(is_wanted).collect(),
            ..self.clone()
        }
    }

    /// The versions that are wanted, in the fixed order of projections.
    #[must_use]
    pub fn wanted(&self) -> Vec<Version> {
        self.wanted
            .iter()
            .map(|model| (model.name(), model.version()))
            .collect()
    }

    /// The database of read tables.
    #[must_use]
    pub fn read_db(&self) -> &Arc<dyn ReadDb> {
        &self.db
    }

    /// A feeder of live tables.
    #[must_use]
    pub fn feeder(&self) -> LiveFeeder {
        LiveFeeder::new(self.clone())
    }

    /// The wanted projections of these names in their fixed order; without names all that are wanted.
    ///
    /// # Errors
    /// [`Error::UnknownProjection`] at the first name that is none, or that is not wanted.
    pub fn chosen(&self, names: &[String]) -> Result<Vec<Model>> {
        let known = |name: &str| self.wanted.iter().any(|model| model.name() == name);
        if let Some(name) = names.iter().find(|name| !known(name)) {
            return Err(Error::UnknownProjection {
                name: name.clone(),
                known: self.names().join(", "),
            });
        }
        let wanted = |model: &Model| names.is_empty() || names.iter().any(|name| name == model.name());
        Ok(self.wanted.iter().copied().filter(wanted).collect())
    }

    /// The names of the wanted projections.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        self.wanted.iter().map(|model| model.name()).collect()
    }

    /// The names of all projections that this build has.
    pub(crate) fn known_names(&self) -> Vec<&'static str> {
        newest(&self.models).iter().map(|model| model.name()).collect()
    }

    /// The projection of this name and version.
    pub(crate) fn model(&self, name: &str, version: u32) -> Option<Model> {
        let fits = |model: &Model| model.name() == name && model.version() == version;
        self.models.iter().copied().find(fits)
    }

    /// The target with what fills it; none where this build has no such version.
    pub(crate) fn bind(&self, target: &Target) -> Option<Bound> {
        let model = self.model(&target.projection, target.version)?;
        let target = target.clone();
        Some(Bound { target, model })
    }

    /// What is live of these projections, whatever its version, in the fixed order of projections.
    ///
    /// # Errors
    /// [`Error::UnknownVersion`] where something is live that this build does not know: it must not switch
    /// away from what it cannot switch back to.
    pub(crate) async fn live(&self, names: &[&str]) -> Result<Vec<Bound>> {
        let mut live = Vec::new();
        for generation in self.db.generations().await? {
            let Target {
                projection, version, ..
            } = &generation.target;
            if generation.role != Role::Live || !names.contains(&projection.as_str()) {
                continue;
            }
            live.push(self.bind(&generation.target).ok_or(Error::UnknownVersion {
                projection: projection.clone(),
                version: *version,
            })?);
        }
        live.sort_by_key(|bound| names.iter().position(|name| *name == bound.model.name()));
        Ok(live)
    }

    /// The generations in this role of the projections of these names, whatever their version, in the fixed
    /// order of projections.
    pub(crate) async fn in_role(&self, models: &[Model], role: Role) -> Result<Vec<Bound>> {
        let generations = self.db.generations().await?;
        let of = |model: &Model| {
            generations
                .iter()
                .filter(|g| g.role == role && g.target.projection == model.name())
                .filter_map(|g| self.bind(&g.target))
                .collect::<Vec<_>>()
        };
        Ok(models.iter().flat_map(of).collect())
    }

    /// Everything that live feeding keeps up, and that this build can.
    pub(crate) async fn fed_targets(&self) -> Result<Vec<Target>> {
        let generations = self.db.generations().await?;
        let fed = generations.into_iter().filter(Generation::is_fed);
        Ok(fed.map(|g| g.target).filter(|t| self.bind(t).is_some()).collect())
    }
}

/// Whether rows of a projection belong to households, and not to streams.
pub(crate) fn is_household_level(model: Model) -> bool {
    // Every household has one, or none has.
    model.household(HouseholdId(uuid::Uuid::nil())).is_some()
}

/// The last version of each projection, in the order in which the names first come.
pub(crate) fn newest(models: &[Model]) -> Vec<Model> {
    let mut newest: Vec<Model> = Vec::new();
    for model in models {
        match newest.iter_mut().find(|other| other.name() == model.name()) {
            Some(other) => *other = *model,
            None => newest.push(*model),
        }
    }
    newest
}
