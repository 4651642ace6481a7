//! What a revision is called: `YYYY_MM_DD_HHMM_slug`, in UTC. On disk.

use std::fmt;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use crate::revisions::check::fresh_name;
use crate::revisions::slug;

/// The most characters of a slug.
const LONGEST: usize = 60;
/// The characters of the date and time.
const STAMP: usize = 15;

/// Words that a file of Rust cannot be called, and those that name a revision already.
const RESERVED: [&str; 54] = [
    "head", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield", "union", "revision",
];

/// The name of a new revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    stamp: String,
    slug: String,
}

/// Why a revision cannot be called that.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// The slug is none.
    #[error("`{slug}` is no slug: {why}; `heirloom revision new {better}` would begin `{name}`")]
    Slug {
        /// What was given.
        slug: String,
        /// What is wrong with it.
        why: &'static str,
        /// What it could be instead.
        better: String,
        /// The name that it would have then.
        name: String,
    },
    /// A revision has it.
    #[error("the revision `{existing}` has that slug; `heirloom revision new {better}` would begin `{name}`")]
    Taken {
        /// The revision that has it.
        existing: String,
        /// What it could be instead.
        better: String,
        /// The name that it would have then.
        name: String,
    },
    /// The newest revision is newer than now.
    #[error(
        "the newest revision, `{newest}`, has a time that is still to come (it is {now} UTC), and the next one must not be older; set the clock right, or give that revision its true time if it was never released"
    )]
    FromTheFuture {
        /// The newest revision.
        newest: String,
        /// Now.
        now: String,
    },
}

impl Name {
    /// The name of a revision that is begun now, after these.
    ///
    /// ```
    /// # use heirloom::revisions::scaffold::Name;
    /// let now = "2026-11-23T07:51:10Z".parse().unwrap();
    /// let name = Name::new("add_cuisine", now, &[]).unwrap();
    /// assert_eq!(name.to_string(), "2026_11_23_0751_add_cuisine");
    /// ```
    ///
    /// # Errors
    /// [`NameError`], which says a name that can be given.
    pub fn new(slug: &str, now: DateTime<Utc>, existing: &[String]) -> Result<Self, NameError> {
        let newest = existing.iter().max().map(String::as_str);
        if let Some(newest) = newest.filter(|newest| *newest > &*tomorrow(now)) {
            let now = now.format("%Y-%m-%d %H:%M").to_string();
            return Err(NameError::FromTheFuture {
                newest: newest.to_owned(),
                now,
            });
        }
        // A minute after the newest one where that is of this very minute: names sort as they were made.
        let mut stamp = fresh_name(slug, newest, now);
        stamp.truncate(STAMP);
        let name = |slug: &str| Self {
            stamp: stamp.clone(),
            slug: slug.to_owned(),
        };
        if let Some(why) = fault(slug) {
            let better = free(&tidied(slug), existing);
            return Err(NameError::Slug {
                slug: slug.to_owned(),
                why,
                name: name(&better).to_string(),
                better,
            });
        }
        if let Some(taken) = having(slug, existing) {
            let better = free(slug, existing);
            let name = name(&better).to_string();
            return Err(NameError::Taken {
                existing: taken.clone(),
                better,
                name,
            });
        }
        Ok(name(slug))
    }

    /// Its slug.
    #[must_use]
    pub fn slug(&self) -> &str {
        &self.slug
    }
}

/// `2026_11_23_0751_add_cuisine`
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.stamp, self.slug)
    }
}

/// What is wrong with a slug.
fn fault(slug: &str) -> Option<&'static str> {
    let is_fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if stamp_of(slug).is_some() {
        return Some("the date and time come from the clock");
    }
    if !slug.chars().all(is_fine) {
        return Some("it is made of lower-case letters, digits and underscores");
    }
    if !slug.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Some("it starts with a letter");
    }
    if slug.ends_with('_') || slug.contains("__") {
        return Some("underscores stand one by one between words");
    }
    if slug.len() > LONGEST {
        return Some("it has 60 characters at most");
    }
    RESERVED
        .contains(&slug)
        .then_some("that word has a meaning of its own")
}

/// Names that are larger have a time that is still to come, clocks and time zones allowed for.
fn tomorrow(now: DateTime<Utc>) -> String {
    (now + TimeDelta::days(1)).format("%Y_%m_%d_%H%M`").to_string()
}

/// The date and time in front of a full name.
fn stamp_of(name: &str) -> Option<&str> {
    let stamp = name.get(..STAMP)?;
    NaiveDateTime::parse_from_str(stamp, "%Y_%m_%d_%H%M")
        .ok()
        .map(|_| stamp)
}

/// The nearest slug to what was given.
fn tidied(given: &str) -> String {
    let given = if stamp_of(given).is_some() {
        slug(given)
    } else {
        given
    };
    let words: Vec<String> = given
        .split(|c: char| !c.is_ascii_alphanumeric())
        .map(str::to_ascii_lowercase)
        .collect();
    let mut slug = words
        .iter()
        .filter(|word| !word.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join("_");
    slug.truncate(LONGEST);
    let slug = slug
        .trim_start_matches(|c: char| !c.is_ascii_lowercase())
        .trim_end_matches('_');
    match slug {
        "" => "what_it_is_about".into(),
        reserved if RESERVED.contains(&reserved) => format!("change_{reserved}"),
        slug => slug.to_owned(),
    }
}

fn having<'a>(wanted: &str, existing: &'a [String]) -> Option<&'a String> {
    existing.iter().find(|name| slug(name) == wanted)
}

/// The slug, or the first of `slug_2`, `slug_3` … that nobody has.
fn free(slug: &str, existing: &[String]) -> String {
    let numbered = (2..).map(|n| format!("{slug}_{n}"));
    let mut candidates = std::iter::once(slug.to_owned()).chain(numbered);
    let free = candidates.find(|candidate| having(candidate, existing).is_none());
    free.expect("there are more numbers than revisions")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(slug: &str) -> Result<String, String> {
        let existing = ["2026_11_20_0900_initial", "2026_11_23_0751_add_cuisine"].map(str::to_owned);
        let now = "2026-11-23T07:51:59Z".parse().unwrap();
        let name = Name::new(slug, now, &existing);
        name.map(|name| name.to_string())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_name_is_the_minute_and_the_slug() {
        assert_eq!(
            named("v2").unwrap(),
            "2026_11_23_0752_v2",
            "the newest is of this very minute"
        );
        let now = "2026-11-23T07:51:59Z".parse().unwrap();
        let first = Name::new("add_wine", now, &["2026_11_20_0900_initial".to_owned()]).unwrap();
        assert_eq!(first.to_string(), "2026_11_23_0751_add_wine");
    }

    #[test]
    fn a_bad_slug_is_refused_with_the_right_name() {
        for (given, better) in [
            ("Add wine!", "add_wine"),
            ("add-wine", "add_wine"),
            ("2026_11_23_0751_add_wine", "add_wine"),
            ("2wines", "wines"),
            ("__", "what_it_is_about"),
            ("", "what_it_is_about"),
            ("add__wine_", "add_wine"),
            ("größe", "gr_e"),
            ("type", "change_type"),
            ("head", "change_head"),
            ("Add cuisine", "add_cuisine_2"),
        ] {
            let error = named(given).unwrap_err();
            let end = format!("`heirloom revision new {better}` would begin `2026_11_23_0752_{better}`");
            assert!(error.ends_with(&end), "{error}");
        }
        let long = "a".repeat(61);
        assert!(named(&long).unwrap_err().contains("60 characters"));
    }

    #[test]
    fn what_is_suggested_would_be_taken() {
        for given in ["Add wine!", "9", "mod", "add cuisine", "ÄÖÜ", &"wine ".repeat(30)] {
            let better = free(&tidied(given), &[]);
            assert_eq!(fault(&better), None, "{given}: {better}");
        }
    }

    #[test]
    fn a_slug_that_is_taken_is_refused_with_another() {
        let error = named("initial").unwrap_err();
        assert_eq!(
            error,
            "the revision `2026_11_20_0900_initial` has that slug; `heirloom revision new initial_2` would begin \
             `2026_11_23_0752_initial_2`"
        );
    }

    #[test]
    fn nothing_comes_after_a_revision_from_the_future() {
        let existing = ["2999_01_01_0000_flying_cars".to_owned()];
        let now = "2026-11-23T07:51:59Z".parse().unwrap();
        let error = Name::new("add_wine", now, &existing).unwrap_err();
        assert!(matches!(error, NameError::FromTheFuture { .. }), "{error}");
    }
}
