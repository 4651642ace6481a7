//! The proof before the switch: nobody reads anything else than before, except what is declared.

use heirloom_projections::evolve::Difference;
use heirloom_projections::rebuild::progress::Stop;
use heirloom_projections::target::{Phase, Role, Target};

use super::{Move, MoveError};

/// What differs between what is live and what is to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Compared {
    /// Projections that were compared.
    pub projections: Vec<&'static str>,
    /// Everything that differs, declared or not.
    pub differences: Vec<Difference>,
}

impl Compared {
    /// Those that nobody declared.
    #[must_use]
    pub fn undeclared(&self) -> Vec<Difference> {
        let undeclared = self.differences.iter().filter(|difference| !difference.declared);
        undeclared.cloned().collect()
    }
}

impl Move<'_> {
    /// Compares every projection that changes its version, live against what is to come, row by row.
    ///
    /// # Errors
    /// Where a version has no tables yet, or commands come in faster than both can be fed.
    pub async fn compare(&self, stop: &Stop) -> Result<Compared, MoveError> {
        let declared = self.way().declared();
        let mut compared = Compared::default();
        for (name, before, then) in self.way().changed() {
            let engine = self.heirloom().engine();
            let differences = engine
                .compare_versions(name, before, then, &declared, stop)
                .await?;
            compared.projections.push(name);
            compared.differences.extend(differences);
        }
        Ok(compared)
    }

    /// Refuses to go on where something differs that nobody declared. What was built and waits to be shown
    /// is failed then: the next upgrade builds it anew, by the mended build, and `gc` drops it.
    ///
    /// # Errors
    /// [`MoveError::Undeclared`]; or somebody builds, or the database fails.
    pub async fn accept(&self, compared: &Compared) -> Result<(), MoveError> {
        match compared.undeclared() {
            undeclared if undeclared.is_empty() => Ok(()),
            undeclared => {
                self.fail_what_waits().await?;
                Err(MoveError::Undeclared {
                    to: self.way().to.name,
                    undeclared,
                })
            }
        }
    }

    async fn fail_what_waits(&self) -> Result<(), MoveError> {
        let changed = self.way().changed();
        let names: Vec<&str> = changed.iter().map(|(name, ..)| *name).collect();
        let engine = self.heirloom().engine();
        let db = engine.read_db();
        let _lock = db.lock_builder(&names).await?;
        let to_come = |target: &Target| {
            let is_it =
                |(name, _, then): &(&str, u32, u32)| target.projection == *name && target.version == *then;
            changed.iter().any(is_it)
        };
        for generation in db.generations().await? {
            if generation.role == Role::Building && to_come(&generation.target) {
                db.set_phase(&generation.target, Phase::Failed).await?;
            }
        }
        Ok(())
    }
}
