//! What a user typed, as each database asks for it. Any text is a valid query.

use super::normalised;
use super::stems::{is_stop_word, stem};

/// Distinct words that are looked for; any further ones are not.
const MOST_WORDS: usize = 64;

/// The stems that a recipe must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted(Vec<String>);

impl Wanted {
    /// The stems of what was typed; none where it has no words. Stop words count only where there are no
    /// others: `the other` still finds `The Other One` by its title.
    pub(super) fn of(typed: &str) -> Option<Self> {
        let text = normalised(typed);
        let telling = text.split_whitespace().any(|word| !is_stop_word(word));
        let mut stems: Vec<String> = Vec::new();
        for word in text
            .split_whitespace()
            .filter(|word| !(telling && is_stop_word(word)))
        {
            let stem = stem(word);
            if stems.len() < MOST_WORDS && !stems.contains(&stem) {
                stems.push(stem);
            }
        }
        (!stems.is_empty()).then_some(Self(stems))
    }

    /// PostgreSQL: all stems, each with one of these weights: `'appl':A & 'pie':A`. No weights: anywhere.
    pub(super) fn tsquery(&self, weights: &str) -> String {
        let colon = if weights.is_empty() { "" } else { ":" };
        let stems: Vec<String> = self
            .0
            .iter()
            .map(|stem| format!("'{stem}'{colon}{weights}"))
            .collect();
        stems.join(" & ")
    }

    /// SQLite: all stems, each in one of these columns: `{title_stems} : ("appl" AND "pie")`.
    pub(super) fn fts5(&self, columns: &str) -> String {
        let stems: Vec<String> = self.0.iter().map(|stem| format!("\"{stem}\"")).collect();
        format!("{{{columns}}} : ({})", stems.join(" AND "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn stop_words_count_only_where_there_is_nothing_else() {
        let soup = Wanted::of("The soups OF the day, soup").unwrap();
        assert_eq!(soup.tsquery("AB"), "'soup':AB & 'day':AB");
        assert_eq!(soup.fts5("title_stems"), "{title_stems} : (\"soup\" AND \"day\")");
        assert_eq!(Wanted::of("the other").unwrap().tsquery(""), "'the' & 'other'");
        assert_eq!(Wanted::of(" ?! "), None);
    }

    proptest! {
        #[test]
        fn no_typed_sign_reaches_a_query(typed in ".{0,60}") {
            if let Some(words) = Wanted::of(&typed) {
                prop_assert!(words.0.iter().flat_map(|word| word.chars()).all(char::is_alphanumeric));
                prop_assert!(words.0.len() <= MOST_WORDS);
            }
        }
    }
}
