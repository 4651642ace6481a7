//! The released files: schemas, samples and their lock.

use std::collections::BTreeMap;
use std::path::Path;

use heirloom_events::released;
use serde_json::Value;

/// The files of `events/schemas/`, by their paths in it: those of this build, or an altered copy in tests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<String, String>);

impl Files {
    /// Those that this build was made with.
    #[must_use]
    pub fn embedded() -> Self {
        let mut files = BTreeMap::from([("LOCK".to_owned(), released::LOCK.to_owned())]);
        for version in released::ALL {
            let path = |kind: &str| format!("{}/v{}.{kind}", version.event_type, version.version);
            files.insert(path("json"), version.schema.to_owned());
            files.insert(path("sample.json"), version.sample.to_owned());
        }
        Self(files)
    }

    /// Those in a folder.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn in_folder(folder: &Path) -> std::io::Result<Self> {
        let mut files = Self::default();
        files.collect(folder, "")?;
        Ok(files)
    }

    fn collect(&mut self, folder: &Path, prefix: &str) -> std::io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                self.collect(&entry.path(), &format!("{name}/"))?;
            } else {
                self.0.insert(name, std::fs::read_to_string(entry.path())?);
            }
        }
        Ok(())
    }

    /// Puts a file in the place of what was there; none takes it away.
    pub fn set(&mut self, path: &str, text: Option<String>) {
        match text {
            Some(text) => drop(self.0.insert(path.to_owned(), text)),
            None => drop(self.0.remove(path)),
        }
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// The JSON of a file; none where there is no such file, or it is no JSON.
    #[must_use]
    pub fn json(&self, path: &str) -> Option<Value> {
        serde_json::from_str(self.text(path)?).ok()
    }

    /// Every path, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Every schema with the name and version of its event.
    pub fn schemas(&self) -> impl Iterator<Item = (&str, u32, Value)> {
        self.paths().filter_map(|path| {
            let (event_type, file) = path.split_once('/')?;
            let version = file.strip_prefix('v')?.strip_suffix(".json")?.parse().ok()?;
            Some((event_type, version, self.json(path)?))
        })
    }
}
