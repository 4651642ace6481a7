//! Words by their stems, so that `pies` finds `pie`.
//!
//! They are stemmed here and not by the databases, since those differ: FTS5's Porter stemmer takes `pies` to
//! `pi` and keeps `freshly` from `fresh`, PostgreSQL's does not. Both index what stands in the table as it is.
//! Stems are those of PostgreSQL's `english` (Snowball), so `to_tsquery('english', …)` finds them too.

use rust_stemmers::{Algorithm, Stemmer};

/// English words that say nothing of a dish: PostgreSQL's list for `english`.
const STOP_WORDS: &[&str] = &[
    "a",
    "about",
    "above",
    "after",
    "again",
    "against",
    "all",
    "am",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "below",
    "between",
    "both",
    "but",
    "by",
    "can",
    "did",
    "do",
    "does",
    "doing",
    "don",
    "down",
    "during",
    "each",
    "few",
    "for",
    "from",
    "further",
    "had",
    "has",
    "have",
    "having",
    "he",
    "her",
    "here",
    "hers",
    "herself",
    "him",
    "himself",
    "his",
    "how",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "itself",
    "just",
    "me",
    "more",
    "most",
    "my",
    "myself",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "on",
    "once",
    "only",
    "or",
    "other",
    "our",
    "ours",
    "ourselves",
    "out",
    "over",
    "own",
    "s",
    "same",
    "she",
    "should",
    "so",
    "some",
    "such",
    "t",
    "than",
    "that",
    "the",
    "their",
    "theirs",
    "them",
    "themselves",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "to",
    "too",
    "under",
    "until",
    "up",
    "very",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whom",
    "why",
    "will",
    "with",
    "you",
    "your",
    "yours",
    "yourself",
    "yourselves",
];

/// Whether a word says nothing of a dish.
pub(super) fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_ok()
}

/// Takes words to their stems.
pub(super) struct Stems(Stemmer);

impl Stems {
    pub(super) fn new() -> Self {
        Self(Stemmer::create(Algorithm::English))
    }

    /// The stem of one normalised word.
    pub(super) fn of<'a>(&self, word: &'a str) -> std::borrow::Cow<'a, str> {
        self.0.stem(word)
    }

    /// The stems of all words in a normalised text.
    pub(super) fn all(&self, text: &str) -> String {
        self.those(text, |_| true)
    }

    /// The stems of the words in a normalised text, without stop words.
    pub(super) fn telling(&self, text: &str) -> String {
        self.those(text, |word| !is_stop_word(word))
    }

    fn those(&self, text: &str, wanted: impl Fn(&str) -> bool) -> String {
        let mut stems = String::with_capacity(text.len());
        for word in text.split(' ').filter(|word| wanted(word)) {
            if !stems.is_empty() {
                stems.push(' ');
            }
            stems.push_str(&self.of(word));
        }
        stems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_kind_share_a_stem() {
        let stems = Stems::new();
        assert_eq!(
            stems.all("pies pie freshly fresh baking baked"),
            "pie pie fresh fresh bake bake"
        );
        assert_eq!(stems.telling("the rest of the berries"), "rest berri");
        assert_eq!(stems.telling(""), "");
    }

    #[test]
    fn stop_words_are_sorted_for_the_search_in_them() {
        assert!(STOP_WORDS.is_sorted());
        assert!(is_stop_word("a") && is_stop_word("yourselves") && !is_stop_word("soup"));
    }
}
