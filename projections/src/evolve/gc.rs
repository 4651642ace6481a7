//! Dropping tables that no revision on the way needs any more.

use super::names;
use crate::Engine;
use crate::error::{Error, Result};
use crate::rebuild::switch::CleanUp;
use crate::target::{Bound, Generation, Model, Phase, Role, Target, Version};

/// Tables that can be dropped.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Retired {
    /// Which: `recipes_v1_g2`.
    pub target: String,
    /// Why nobody needs them.
    pub why: String,
}

impl Engine {
    /// What [`Engine::gc`] would drop if these versions are to stay. Changes nothing.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn retired(&self, keep: &[Version]) -> Result<Vec<Retired>> {
        let retired = self.retired_targets(keep).await?;
        Ok(retired
            .into_iter()
            .map(|(bound, why)| Retired {
                target: bound.target.to_string(),
                why,
            })
            .collect())
    }

    /// Drops the tables of versions that are not to be kept, and spare generations of those that are: the
    /// way back that needed them is gone then. What is live stays, whatever is to be kept, and so does what
    /// was built and waits to be shown. What somebody uses is left, and told with who uses it.
    ///
    /// # Errors
    /// [`Error::AnotherBuilder`] where somebody builds one of these projections.
    pub async fn gc(&self, keep: &[Version]) -> Result<CleanUp> {
        let retired = self.retired_targets(keep).await?;
        let models: Vec<Model> = retired.iter().map(|(bound, _)| bound.model).collect();
        let mut done = CleanUp::default();
        if models.is_empty() {
            return Ok(done);
        }
        let locked = names(&models);
        let _lock = self.db.lock_builder(&locked).await?;
        // Somebody may have switched since: only what is still to go, goes.
        let retired = self.retired_targets(keep).await?;
        for (bound, _) in retired
            .iter()
            .filter(|(bound, _)| locked.contains(&bound.model.name()))
        {
            match self.db.drop_target(&bound.target).await {
                Ok(()) => done.dropped.push(bound.target.to_string()),
                Err(error @ Error::Busy { .. }) => done.left.push(error.to_string()),
                Err(error) => return Err(error),
            }
        }
        Ok(done)
    }

    /// In the fixed order of projections. Versions that this build does not know are another build's.
    async fn retired_targets(&self, keep: &[Version]) -> Result<Vec<(Bound, String)>> {
        let generations = self.db.generations().await?;
        let mut retired = Vec::new();
        for model in self.models.iter() {
            let kept = keep.contains(&(model.name(), model.version()));
            for generation in generations.iter().filter(|g| g.target.is_of(*model)) {
                if let Some(why) = why(generation, &generations, kept) {
                    let target = generation.target.clone();
                    retired.push((
                        Bound {
                            target,
                            model: *model,
                        },
                        why,
                    ));
                }
            }
        }
        Ok(retired)
    }
}

/// Why a generation can go; none where it stays.
fn why(generation: &Generation, all: &[Generation], kept: bool) -> Option<String> {
    match (generation.role, kept) {
        (Role::Standby, false) => Some("no revision that is kept has this version".into()),
        (Role::Standby, true) => {
            let other = spare_beside(&generation.target, all)?;
            Some(format!("`{other}` is of the same version"))
        }
        (Role::Building, false) if generation.phase < Phase::Verified => Some(format!(
            "its build stopped in phase `{}`, and no revision that is kept has this version",
            generation.phase.as_str()
        )),
        _ => None,
    }
}

/// What is as good as this one: the live generation of its version, or else a newer one.
fn spare_beside<'a>(target: &Target, all: &'a [Generation]) -> Option<&'a Target> {
    let others = all.iter().filter(|g| {
        let same = g.target.projection == target.projection && g.target.version == target.version;
        same && g.target != *target
    });
    let better = others.filter(|g| {
        g.role == Role::Live || (g.role == Role::Standby && g.target.generation > target.generation)
    });
    better.map(|g| &g.target).next_back()
}
