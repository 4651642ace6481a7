//! The proof before the switch: nobody reads anything else than before, except what is declared.

use heirloom_projections::evolve::Difference;
use heirloom_projections::rebuild::progress::Stop;

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

    /// Refuses to go on where something differs that nobody declared.
    ///
    /// # Errors
    /// [`MoveError::Undeclared`].
    pub fn accept(&self, compared: &Compared) -> Result<(), MoveError> {
        match compared.undeclared() {
            undeclared if undeclared.is_empty() => Ok(()),
            undeclared => Err(MoveError::Undeclared {
                to: self.way().to.name,
                undeclared,
            }),
        }
    }
}
