//! Differences inside a text, word by word.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

/// What became of a run of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum WordKind {
    /// In both texts.
    Same,
    /// Only in the old one.
    Removed,
    /// Only in the new one.
    Added,
}

/// A run of words with one fate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Word {
    /// What became of it.
    pub kind: WordKind,
    /// The words, white space included: all runs that are not `Added` give the old text, all that are not
    /// `Removed` the new one.
    pub text: String,
}

/// The words of two texts, side by side.
///
/// ```
/// use heirloom::audit::{WordKind, compare_words};
/// let words = compare_words("bake at 200 degrees", "bake at 180 degrees");
/// assert_eq!(words[1].text, "200");
/// assert_eq!(words[1].kind, WordKind::Removed);
/// ```
#[must_use]
pub fn compare_words(old: &str, new: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => WordKind::Same,
            ChangeTag::Delete => WordKind::Removed,
            ChangeTag::Insert => WordKind::Added,
        };
        match words.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(change.value()),
            _ => words.push(Word {
                kind,
                text: change.value().to_owned(),
            }),
        }
    }
    words
}
