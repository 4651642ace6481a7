//! A folder of JSON files that stay as they are once released, with a hash of each in its file `LOCK`.
//!
//! For `events/schemas` and `upcasters/golden`. With `HEIRLOOM_WRITE_SCHEMAS=1` the tests write files and lines
//! of `LOCK` that do not exist yet, and change nothing that does.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use super::json::{canonical, sorted};

/// What to do where something that is released is not what it was.
pub(crate) const HOW: &str =
    "a released version is never edited; add a version instead: see docs/adding-an-event-version.md";

/// A locked folder.
pub(crate) struct Locked {
    /// Its name in messages.
    pub(crate) name: &'static str,
    /// Where it is.
    pub(crate) folder: PathBuf,
    /// What to do where a file is missing.
    pub(crate) new: &'static str,
}

impl Locked {
    /// Whether what is missing is to be written.
    pub(crate) fn writing() -> bool {
        std::env::var("HEIRLOOM_WRITE_SCHEMAS").as_deref() == Ok("1")
    }

    /// The file of that path in the folder.
    pub(crate) fn read(&self, path: &str) -> Value {
        let (name, new) = (self.name, self.new);
        let text = std::fs::read_to_string(self.folder.join(path));
        let text = text.unwrap_or_else(|e| panic!("`{name}/{path}`: {e}; {new}"));
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("`{name}/{path}` is no JSON: {e}"))
    }

    /// Writes a file that is not there yet.
    pub(crate) fn write_new(&self, path: &str, value: &Value) {
        let file = self.folder.join(path);
        if !file.exists() {
            let folder = file.parent().expect("it stands in a folder");
            std::fs::create_dir_all(folder).expect("the folder can be written to");
            let text = serde_json::to_string_pretty(&sorted(value)).expect("it is JSON");
            std::fs::write(&file, text + "\n").expect("the folder can be written to");
        }
    }

    /// Writes the lines of `LOCK` that are not there yet.
    pub(crate) fn write_lock(&self) {
        let mut lock = self.locked();
        for (path, value) in self.files() {
            lock.entry(path).or_insert_with(|| hash(&value));
        }
        let lines: String = lock
            .iter()
            .map(|(path, hash)| format!("{hash}  {path}\n"))
            .collect();
        std::fs::write(self.folder.join("LOCK"), lines).expect("the folder can be written to");
    }

    /// Every locked file is what it was, and every file is locked.
    pub(crate) fn check(&self) {
        let (name, new) = (self.name, self.new);
        let (files, locked) = (self.files(), self.locked());
        for (path, hash_then) in &locked {
            let file = files.get(path);
            let file = file.unwrap_or_else(|| panic!("{name}/{path} is locked but gone; {HOW}"));
            assert_eq!(hash(file), *hash_then, "{name}/{path} was changed; {HOW}");
        }
        for path in files.keys() {
            assert!(
                locked.contains_key(path),
                "{name}/{path} is not in {name}/LOCK; {new}"
            );
        }
    }

    /// Every file, by its path in the folder.
    pub(crate) fn files(&self) -> BTreeMap<String, Value> {
        let listed = |folder: PathBuf| std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut files = BTreeMap::new();
        for folder in listed(self.folder.clone()).filter(|entry| entry.path().is_dir()) {
            for file in listed(folder.path()) {
                let (folder, file) = (folder.file_name(), file.file_name());
                let path = format!("{}/{}", folder.to_string_lossy(), file.to_string_lossy());
                files.insert(path.clone(), self.read(&path));
            }
        }
        files
    }

    fn locked(&self) -> BTreeMap<String, String> {
        let text = std::fs::read_to_string(self.folder.join("LOCK")).unwrap_or_default();
        let split = |line: &str| {
            let (hash, path) = line.split_once("  ")?;
            Some((path.to_owned(), hash.to_owned()))
        };
        text.lines().filter_map(split).collect()
    }
}

/// The hash of a file over its canonical JSON, so that white space does not matter.
fn hash(value: &Value) -> String {
    blake3::hash(canonical(value).as_bytes()).to_hex().to_string()
}
