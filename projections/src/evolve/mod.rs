//! Several versions of a projection beside one another: building those of another revision, comparing them,
//! switching to them and back, and dropping what is retired.
//!
//! It knows versions of projections but no revisions: the application says which versions a revision has.
//! Everything that was built stays fed, whatever its version, so going back moves no rows and loses no
//! event. Only [`Engine::gc`] ends that.
//!
//! An upgrade is [`Engine::evolve_plan`], [`Engine::build_versions`], [`Engine::compare_versions`],
//! [`Engine::switch_to`]; a downgrade is the last of them alone.

mod build;
mod common;
mod compare;
mod gc;
mod plan;
mod switch;

pub use build::{BuildOptions, Built};
pub use compare::{Difference, DifferenceKind};
pub use gc::Retired;
pub use plan::{EvolvePlan, PlannedStep, PlannedVersion, StepVersions};
pub use switch::Switched;

pub(crate) use common::{Common, each_difference, settled};

use crate::Engine;
use crate::error::{Error, Result};
use crate::target::{Bound, Generation, Model, Phase, Role, Version};

impl Engine {
    /// The projections of these versions, in the fixed order of projections, each once.
    ///
    /// # Errors
    /// [`Error::UnknownVersion`] at the first that this build does not have.
    pub(crate) fn models_of(&self, versions: &[Version]) -> Result<Vec<Model>> {
        for (name, version) in versions {
            self.known(name, *version)?;
        }
        let is_meant = |model: &Model| versions.contains(&(model.name(), model.version()));
        Ok(self.models.iter().copied().filter(is_meant).collect())
    }

    fn known(&self, name: &str, version: u32) -> Result<Model> {
        self.model(name, version).ok_or_else(|| Error::UnknownVersion {
            projection: name.to_owned(),
            version,
        })
    }

    /// The tables of a version that can be shown at once.
    ///
    /// # Errors
    /// [`Error::VersionGone`] where there are none.
    pub(crate) fn showable(&self, model: Model, generations: &[Generation]) -> Result<Bound> {
        if let Some(ready) = ready(model, generations) {
            return Ok(Bound {
                target: ready.target.clone(),
                model,
            });
        }
        let begun = generations.iter().rfind(|g| g.target.is_of(model));
        Err(Error::VersionGone {
            projection: model.name().to_owned(),
            version: model.version(),
            why: match begun {
                None => "there are none; they were never built, or dropped by `heirloom gc`".into(),
                Some(begun) => format!("`{}` is only in phase `{}`", begun.target, begun.phase.as_str()),
            },
        })
    }
}

/// The generation of this version that can be shown at once: the live one, else the newest that is verified
/// and fed.
pub(crate) fn ready(model: Model, generations: &[Generation]) -> Option<&Generation> {
    let mut mine = generations.iter().filter(|g| g.target.is_of(model));
    let live = mine.clone().find(|g| g.role == Role::Live);
    let is_ready = |g: &&Generation| g.role != Role::Building || g.phase == Phase::Verified;
    live.or_else(|| mine.rfind(is_ready))
}

/// The names of these projections, each once.
pub(crate) fn names(models: &[Model]) -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    for model in models {
        if !names.contains(&model.name()) {
            names.push(model.name());
        }
    }
    names
}
