//! Words by their stems, so that `pies` finds `pie`.
//!
//! They are stemmed here and not by the databases, since those differ: FTS5's Porter stemmer takes `pies` to
//! `pi` and keeps `freshly` from `fresh`, PostgreSQL's does not. Both index what stands in the table as it is.
//! Stems are those of PostgreSQL's `english` (Snowball), so `to_tsquery('english', …)` finds them too.

use std::cell::RefCell;
use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

/// English words that say nothing of a dish: PostgreSQL's list for `english`.
const STOP_WORDS: &str = "\
    a about above after again against all am an and any are as at be because been before being below \
    between both but by can did do does doing don down during each few for from further had has have \
    having he her here hers herself him himself his how i if in into is it its itself just me more most \
    my myself no nor not now of off on once only or other our ours ourselves out over own s same she \
    should so some such t than that the their theirs them themselves then there these they this those \
    through to too under until up very was we were what when where which while who whom why will with \
    you your yours yourself yourselves";

/// Whether a word says nothing of a dish.
pub(super) fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.split(' ').any(|stop| stop == word)
}

/// A word's stem, and whether it is a stop word.
struct Known {
    stem: Box<str>,
    is_stop_word: bool,
}

/// Words that a thread remembers before it starts anew; some hundred kilobytes.
const REMEMBERED: usize = 10_000;

thread_local! {
    /// Recipes share their words, and remembering a stem takes a tenth of the time of finding it.
    static KNOWN: RefCell<HashMap<Box<str>, Known>> = RefCell::default();
}

/// The stem of one normalised word.
pub(super) fn stem(word: &str) -> String {
    Stemmer::create(Algorithm::English).stem(word).into_owned()
}

/// The stems of all words in a normalised text.
pub(super) fn stems(text: &str) -> String {
    collected(text, |_| true)
}

/// The stems of the words in a normalised text, without stop words.
pub(super) fn telling_stems(text: &str) -> String {
    collected(text, |known| !known.is_stop_word)
}

fn collected(text: &str, wanted: impl Fn(&Known) -> bool) -> String {
    let mut stems = String::with_capacity(text.len());
    let mut take = |known: &Known| {
        if wanted(known) {
            if !stems.is_empty() {
                stems.push(' ');
            }
            stems.push_str(&known.stem);
        }
    };
    KNOWN.with_borrow_mut(|remembered| {
        for word in text.split_whitespace() {
            if let Some(known) = remembered.get(word) {
                take(known);
                continue;
            }
            let known = Known {
                stem: stem(word).into(),
                is_stop_word: is_stop_word(word),
            };
            take(&known);
            if remembered.len() >= REMEMBERED {
                remembered.clear();
            }
            remembered.insert(word.into(), known);
        }
    });
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_kind_share_a_stem() {
        assert_eq!(
            stems("pies pie freshly fresh baking baked"),
            "pie pie fresh fresh bake bake"
        );
        assert_eq!(telling_stems("the rest of the berries"), "rest berri");
        assert_eq!(telling_stems(""), "");
    }

    #[test]
    fn what_is_remembered_is_what_is_found() {
        let words: Vec<String> = (0..REMEMBERED + 10).map(|n| format!("{n}ings")).collect();
        let text = words.join(" ");
        let found: Vec<String> = words.iter().map(|word| stem(word)).collect();
        assert_eq!(stems(&text), found.join(" "));
        assert_eq!(stems(&text), telling_stems(&text));
    }

    #[test]
    fn stop_words_are_told_from_others() {
        assert!(["a", "very", "yourselves"].into_iter().all(is_stop_word));
        assert!(!is_stop_word("soup") && !is_stop_word(""));
    }
}
