//! Where heirloom's sources are.

use std::path::{Path, PathBuf};

use super::ScaffoldError;

/// What only a checkout of heirloom has.
const MARK: &str = "src/revisions/manifest/mod.rs";

/// A checkout of heirloom: its root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkout {
    root: PathBuf,
}

impl Checkout {
    /// The checkout that a folder is in: it, or the nearest one above.
    ///
    /// # Errors
    /// [`ScaffoldError::NoCheckout`].
    pub fn around(folder: &Path) -> Result<Self, ScaffoldError> {
        let root = folder.ancestors().find(|above| above.join(MARK).is_file());
        root.map(|root| Self {
            root: root.to_owned(),
        })
        .ok_or_else(|| ScaffoldError::NoCheckout {
            from: folder.display().to_string(),
            looked_for: MARK,
        })
    }

    /// A file of it.
    #[must_use]
    pub fn path(&self, file: &str) -> PathBuf {
        self.root.join(file)
    }

    /// The names in one of its folders, sorted.
    ///
    /// # Errors
    /// [`ScaffoldError::Io`].
    pub fn names_in(&self, folder: &str) -> Result<Vec<String>, ScaffoldError> {
        let io = |source| ScaffoldError::Io {
            file: folder.to_owned(),
            done: "read",
            source,
        };
        let entries = std::fs::read_dir(self.path(folder)).map_err(io)?;
        let name = |entry: std::io::Result<std::fs::DirEntry>| {
            entry.map(|entry| entry.file_name().to_string_lossy().into_owned())
        };
        let mut names = entries.map(name).collect::<Result<Vec<_>, _>>().map_err(io)?;
        names.sort();
        Ok(names)
    }
}
