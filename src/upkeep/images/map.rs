//! What goes where, as people write it: one rule a line, the first that fits counts.
//!
//! ```text
//! # where storages keep their files
//! root file  = /home/ada/cookbook
//! root media = /srv/media
//! # one picture, then all others under `pix/`
//! file:pix/pie.webp -> media:pies/best.webp
//! file:pix/* -> media:recipes/*
//! ```

use std::collections::BTreeMap;
use std::path::PathBuf;

use heirloom_events::values::ImageRef;

/// A map: roots of storages, and rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageMap {
    /// The folder in which a storage keeps its files.
    pub roots: BTreeMap<String, PathBuf>,
    rules: Vec<Rule>,
}

/// A reference, or all that begin like it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pattern {
    storage: String,
    key: String,
    begins: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    line: usize,
    from: Pattern,
    to: Pattern,
}

/// A line that is no rule, or rules that would move a picture for ever.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct MapError {
    /// The line, from 1.
    pub line: usize,
    /// Why, and what would do.
    pub why: String,
}

impl ImageMap {
    /// The map in a text.
    ///
    /// # Errors
    /// At the first line that is no rule, and where what one rule moved fits another one: a second run would
    /// move it again.
    ///
    /// ```
    /// use heirloom::events::values::ImageRef;
    /// use heirloom::upkeep::images::map::ImageMap;
    /// let map = ImageMap::parse("file:pix/* -> media:recipes/*").unwrap();
    /// let pie = ImageRef::new("file", "pix/pie.webp");
    /// assert_eq!(map.target(&pie), Some(ImageRef::new("media", "recipes/pie.webp")));
    /// ```
    pub fn parse(text: &str) -> Result<Self, MapError> {
        let mut map = Self::default();
        for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                map.take(at + 1, line)
                    .map_err(|why| MapError { line: at + 1, why })?;
            }
        }
        map.refuse_endless()?;
        Ok(map)
    }

    fn take(&mut self, number: usize, line: &str) -> Result<(), String> {
        if let Some(root) = line.strip_prefix("root ") {
            let (storage, folder) = root.split_once('=').ok_or("write `root STORAGE = FOLDER`")?;
            let (storage, folder) = (storage.trim(), folder.trim());
            if storage.is_empty() || folder.is_empty() {
                return Err("write `root STORAGE = FOLDER`".into());
            }
            return match self.roots.insert(storage.to_owned(), folder.into()) {
                Some(_) => Err(format!("storage `{storage}` has a folder already")),
                None => Ok(()),
            };
        }
        let (from, to) = line.split_once(" -> ").ok_or(
            "write `STORAGE:KEY -> STORAGE:KEY`, with `*` at the end of both for all keys that begin so",
        )?;
        let (from, to) = (Pattern::parse(from)?, Pattern::parse(to)?);
        if from.begins != to.begins {
            return Err("a `*` stands at the end of both sides or of none".into());
        }
        self.rules.push(Rule {
            line: number,
            from,
            to,
        });
        Ok(())
    }

    fn refuse_endless(&self) -> Result<(), MapError> {
        for rule in &self.rules {
            if let Some(next) = self.rules.iter().find(|next| next.from.meets(&rule.to)) {
                let why = format!(
                    "what it moves to `{}` fits the rule in line {} and would be moved again; choose another storage or key",
                    rule.to, next.line
                );
                return Err(MapError { line: rule.line, why });
            }
        }
        Ok(())
    }

    /// Where a picture goes; none where no rule fits.
    #[must_use]
    pub fn target(&self, image: &ImageRef) -> Option<ImageRef> {
        self.rules.iter().find_map(|rule| {
            let rest = rule.from.rest_of(image)?;
            Some(ImageRef::new(
                rule.to.storage.clone(),
                format!("{}{rest}", rule.to.key),
            ))
        })
    }

    /// The storages that pictures go to.
    pub fn storages_to(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|rule| rule.to.storage.as_str())
    }

    /// The rules, one a line, without comments and folders.
    #[must_use]
    pub fn rules_in_words(&self) -> String {
        let rule = |rule: &Rule| format!("{} -> {}\n", rule.from, rule.to);
        self.rules.iter().map(rule).collect()
    }

    /// Whether there is no rule.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }
}

impl Pattern {
    fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let (storage, key) = text
            .split_once(':')
            .filter(|(storage, key)| !storage.is_empty() && !key.is_empty())
            .ok_or_else(|| {
                format!("`{text}` is no picture; write `STORAGE:KEY`, e.g. `file:pix/pie.webp`")
            })?;
        let (key, begins) = match key.strip_suffix('*') {
            Some(start) => (start, true),
            None => (key, false),
        };
        match key.contains('*') {
            true => Err(format!(
                "in `{text}` a `*` stands within the key; it may only stand at its end"
            )),
            false => Ok(Self {
                storage: storage.to_owned(),
                key: key.to_owned(),
                begins,
            }),
        }
    }

    fn rest_of<'a>(&self, image: &'a ImageRef) -> Option<&'a str> {
        let rest = image
            .key
            .strip_prefix(self.key.as_str())
            .filter(|_| image.storage == self.storage)?;
        (self.begins || rest.is_empty()).then_some(rest)
    }

    /// Whether some picture may fit both.
    fn meets(&self, other: &Self) -> bool {
        self.storage == other.storage
            && match (self.begins, other.begins) {
                (false, false) => self.key == other.key,
                (true, false) => other.key.starts_with(&self.key),
                (false, true) => self.key.starts_with(&other.key),
                (true, true) => self.key.starts_with(&other.key) || other.key.starts_with(&self.key),
            }
    }
}

impl std::fmt::Display for Pattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let star = if self.begins { "*" } else { "" };
        write!(f, "{}:{}{star}", self.storage, self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_first_rule_that_fits_counts() {
        let map = ImageMap::parse(
            "root file = /srv/old\nroot media=/srv/new\n\n# one\nfile:pix/pie.webp -> media:pies/best.webp\nfile:pix/* -> media:recipes/*\nurl:https://old.example/* -> media:old/*\n",
        )
        .unwrap();
        let goes =
            |storage: &str, key: &str| map.target(&ImageRef::new(storage, key)).map(|to| to.to_string());
        assert_eq!(
            goes("file", "pix/pie.webp").as_deref(),
            Some("media:pies/best.webp")
        );
        assert_eq!(
            goes("file", "pix/a/b.webp").as_deref(),
            Some("media:recipes/a/b.webp")
        );
        assert_eq!(
            goes("url", "https://old.example/x.jpg").as_deref(),
            Some("media:old/x.jpg")
        );
        assert_eq!((goes("file", "other.webp"), goes("media", "pix/a")), (None, None));
        assert_eq!(map.roots["media"], PathBuf::from("/srv/new"));
    }

    #[track_caller]
    fn mistake(text: &str, line: usize, part: &str) {
        let error = ImageMap::parse(text).unwrap_err();
        assert_eq!(error.line, line);
        assert!(error.why.contains(part), "`{error}` lacks `{part}`");
    }

    #[test]
    fn what_is_no_rule_is_named_with_its_line() {
        mistake("# map\nfile:a", 2, "write `STORAGE:KEY -> STORAGE:KEY`");
        mistake("pix/a.jpg -> media:a", 1, "`pix/a.jpg` is no picture");
        mistake("file:* -> media:a", 1, "at the end of both sides or of none");
        mistake("file:*/a -> media:*/a", 1, "only stand at its end");
        mistake("root file", 1, "root STORAGE = FOLDER");
        mistake("root a = /x\nroot a = /y", 2, "has a folder already");
    }

    #[test]
    fn rules_that_would_move_a_picture_again_are_refused() {
        mistake(
            "file:* -> file:new/*",
            1,
            "fits the rule in line 1 and would be moved again",
        );
        mistake(
            "file:a/* -> media:*\nmedia:b/* -> cloud:*",
            1,
            "the rule in line 2",
        );
        mistake("file:a -> file:b\nfile:b -> file:a", 1, "the rule in line 2");
        assert!(ImageMap::parse("file:a/* -> file:b/*\nfile:c -> media:c").is_ok());
    }

    proptest! {
        #[test]
        fn what_was_moved_is_never_moved_again(
            rules in prop::collection::vec(("(file|media):[ab]{0,2}", "(file|media|cloud):[abc]{0,2}"), 1..4), key in "[abc]{0,4}",
        ) {
            let text: String = rules.iter().map(|(from, to)| format!("{from}* -> {to}*\n")).collect();
            if let Ok(map) = ImageMap::parse(&text) {
                for storage in ["file", "media"] {
                    if let Some(to) = map.target(&ImageRef::new(storage, key.clone())) {
                        prop_assert_eq!(map.target(&to), None);
                    }
                }
            }
        }
    }
}
