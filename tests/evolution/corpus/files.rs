//! The files of the corpus and their lock.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use heirloom::revisions::{Revision, all, slug};

/// What is told to whoever meets a missing file.
pub(super) const MAKE_THEM: &str = "a released revision has its log: run `HEIRLOOM_WRITE_CORPUS=1 cargo test --test evolution corpus` once, and commit what it writes";

/// The folder of the corpus.
pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// The files of one revision.
pub(super) struct Released {
    pub(super) revision: &'static Revision,
    pub(super) slug: &'static str,
}

/// Every revision's, oldest first.
pub(super) fn released() -> impl Iterator<Item = Released> {
    all().iter().map(|revision| Released {
        revision,
        slug: slug(revision.name),
    })
}

impl Released {
    pub(super) fn path(&self, name: &str) -> PathBuf {
        folder().join(self.slug).join(name)
    }

    /// The export, byte for byte.
    pub(super) fn log(&self) -> Vec<u8> {
        self.read("log.ndjson")
    }

    pub(super) fn golden(&self) -> serde_json::Value {
        serde_json::from_slice(&self.read("golden.json")).expect("golden files are JSON")
    }

    fn read(&self, name: &str) -> Vec<u8> {
        let path = self.path(name);
        fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}; {MAKE_THEM}", path.display()))
    }
}

/// Hash by file, as `LOCK` has it: the format of `b3sum`.
pub(super) fn locked() -> BTreeMap<String, String> {
    let text = fs::read_to_string(folder().join("LOCK")).unwrap_or_default();
    let line = |line: &str| {
        let (hash, file) = line
            .split_once("  ")
            .expect("a line of LOCK is a hash and a file");
        (file.to_owned(), hash.to_owned())
    };
    text.lines().map(line).collect()
}

/// Locks these files beside those that are.
pub(super) fn lock(files: &[PathBuf]) {
    let mut locked = locked();
    for file in files {
        let name = file.strip_prefix(folder()).expect("it is in the folder");
        locked.insert(name.display().to_string(), hash(file));
    }
    let lines: String = locked
        .iter()
        .map(|(file, hash)| format!("{hash}  {file}\n"))
        .collect();
    fs::write(folder().join("LOCK"), lines).expect("LOCK can be written");
}

/// The BLAKE3 hash of a file.
pub(super) fn hash(file: &Path) -> String {
    let bytes = fs::read(file).unwrap_or_else(|error| panic!("{}: {error}; {MAKE_THEM}", file.display()));
    blake3::hash(&bytes).to_hex().to_string()
}
