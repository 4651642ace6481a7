//! Changes to files, gathered first and written together: a scaffold is whole or not there.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Checkout, ScaffoldError};

/// Files as they will be.
pub(super) struct Edits<'a> {
    checkout: &'a Checkout,
    files: BTreeMap<String, File>,
}

struct File {
    text: String,
    is_new: bool,
}

impl<'a> Edits<'a> {
    pub(super) fn new(checkout: &'a Checkout) -> Self {
        Self {
            checkout,
            files: BTreeMap::new(),
        }
    }

    pub(super) fn checkout(&self) -> &'a Checkout {
        self.checkout
    }

    /// Whether a file is there, or will be.
    pub(super) fn exists(&self, file: &str) -> bool {
        self.files.contains_key(file) || self.checkout.path(file).exists()
    }

    /// A file's text as it will be.
    pub(super) fn read(&self, file: &str) -> Result<String, ScaffoldError> {
        if let Some(known) = self.files.get(file) {
            return Ok(known.text.clone());
        }
        std::fs::read_to_string(self.checkout.path(file)).map_err(|source| ScaffoldError::Io {
            file: file.to_owned(),
            done: "read",
            source,
        })
    }

    /// A new file.
    pub(super) fn create(&mut self, file: &str, text: String) -> Result<(), ScaffoldError> {
        if self.exists(file) {
            return Err(ScaffoldError::Exists {
                file: file.to_owned(),
            });
        }
        self.files.insert(file.to_owned(), File { text, is_new: true });
        Ok(())
    }

    /// Another text of a file that is there.
    pub(super) fn change(&mut self, file: &str, text: String) {
        let is_new = self.files.get(file).is_some_and(|file| file.is_new);
        self.files.insert(file.to_owned(), File { text, is_new });
    }

    /// Puts a line before the first one that contains `mark`, as far indented; `what` is for the message.
    pub(super) fn insert_before(
        &mut self,
        file: &str,
        mark: &str,
        line: &str,
        what: &str,
    ) -> Result<(), ScaffoldError> {
        let text = self.read(file)?;
        let at = place(&text, file, mark, what)?;
        self.change(file, with_line(&text, at, line));
        Ok(())
    }

    /// Replaces the first occurrence of a text.
    pub(super) fn replace(
        &mut self,
        file: &str,
        old: &str,
        new: &str,
        what: &str,
    ) -> Result<(), ScaffoldError> {
        let text = self.read(file)?;
        place(&text, file, old, what)?;
        self.change(file, text.replacen(old, new, 1));
        Ok(())
    }

    /// Puts `mod NAME;` into the block of its like that ends at the line with `mark`, where rustfmt would.
    pub(super) fn insert_module(
        &mut self,
        file: &str,
        module: &str,
        mark: &str,
    ) -> Result<(), ScaffoldError> {
        let text = self.read(file)?;
        let end = place(&text, file, mark, "a module")?;
        let lines: Vec<&str> = text.lines().collect();
        let is_module = |line: &&&str| line.ends_with(';') && line.contains("mod ");
        let block = lines[..end].iter().rev().take_while(is_module).count();
        let later = lines[end - block..end].iter().position(|line| *line > module);
        let at = later.map_or(end, |later| end - block + later);
        self.change(file, with_line(&text, at, module));
        Ok(())
    }

    /// Writes all of it; the new files and the changed ones.
    pub(super) fn write(self) -> Result<(Vec<PathBuf>, Vec<PathBuf>), ScaffoldError> {
        let (mut created, mut changed) = (Vec::new(), Vec::new());
        for (name, file) in self.files {
            let path = self.checkout.path(&name);
            let io = |source| ScaffoldError::Io {
                file: name.clone(),
                done: "written",
                source,
            };
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder).map_err(io)?;
            }
            std::fs::write(&path, file.text).map_err(io)?;
            if file.is_new { &mut created } else { &mut changed }.push(PathBuf::from(name));
        }
        Ok((created, changed))
    }
}

/// The number of the first line that contains `mark`.
fn place(text: &str, file: &str, mark: &str, what: &str) -> Result<usize, ScaffoldError> {
    let at = text.lines().position(|line| line.contains(mark));
    at.ok_or_else(|| ScaffoldError::NoPlace {
        file: file.to_owned(),
        line: mark.to_owned(),
        what: what.to_owned(),
    })
}

/// With a line before the one of that number, as far indented as that one.
fn with_line(text: &str, at: usize, line: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let indent: String = lines
        .get(at)
        .map(|next| next.chars().take_while(|c| *c == ' ').collect())
        .unwrap_or_default();
    lines.insert(at, indent + line);
    lines.join("\n") + "\n"
}
