//! The engine: a log, a database of read tables, and the projections between them.

use std::sync::Arc;

use crate::error::{Error, Result};
use crate::feed::Feed;
use crate::live::LiveFeeder;
use crate::models;
use crate::read_db::ReadDb;
use crate::target::{Bound, Generation, Model, Role, Target};

/// A log, read tables, and the projections that make the one into the other. Cheap to clone.
///
/// What it does is told in the modules that extend it: [`crate::live`], [`crate::rebuild`],
/// [`crate::repair`], [`crate::status`].
#[derive(Clone)]
pub struct Engine {
    pub(crate) feed: Arc<dyn Feed>,
    pub(crate) db: Arc<dyn ReadDb>,
    pub(crate) models: Arc<[Model]>,
}

impl Engine {
    /// The engine over a log and a database, with every projection of this build.
    #[must_use]
    pub fn new(feed: Arc<dyn Feed>, db: Arc<dyn ReadDb>) -> Self {
        Self::with_models(feed, db, &models::newest())
    }

    /// The same with other projections; at most one version of each.
    #[must_use]
    pub fn with_models(feed: Arc<dyn Feed>, db: Arc<dyn ReadDb>, models: &[Model]) -> Self {
        let models = models.into();
        Self { feed, db, models }
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

    /// The projections of these names in their fixed order; without names all of them.
    ///
    /// # Errors
    /// [`Error::UnknownProjection`] at the first name that is none.
    pub fn chosen(&self, names: &[String]) -> Result<Vec<Model>> {
        let known = |name: &str| self.models.iter().any(|model| model.name() == name);
        if let Some(name) = names.iter().find(|name| !known(name)) {
            return Err(Error::UnknownProjection {
                name: name.clone(),
                known: self.names().join(", "),
            });
        }
        let wanted = |model: &Model| names.is_empty() || names.iter().any(|name| name == model.name());
        Ok(self.models.iter().copied().filter(wanted).collect())
    }

    pub(crate) fn names(&self) -> Vec<&'static str> {
        self.models.iter().map(|model| model.name()).collect()
    }

    /// The target with what fills it; none where this build has no such version.
    pub(crate) fn bind(&self, target: &Target) -> Option<Bound> {
        let fits = |model: &&Model| model.name() == target.projection && model.version() == target.version;
        self.models.iter().find(fits).map(|model| Bound {
            target: target.clone(),
            model: *model,
        })
    }

    /// The generations in this role of these projections, in the fixed order of projections.
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
