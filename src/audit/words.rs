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
    joined(&words)
}

/// Replaced words with nothing but white space between them as one replacement: `[-the flour-]{+both flours+}`
/// reads better than `[-the-]{+both+} [-flour-]{+flours+}`.
fn joined(mut words: &[Word]) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    while let [word, rest @ ..] = words {
        if let ([.., old, new], [gap, more_old, more_new, ..]) = (out.as_mut_slice(), words)
            && is_replacement(old, new)
            && is_replacement(more_old, more_new)
            && gap.kind == WordKind::Same
            && gap.text.trim().is_empty()
        {
            old.text += &format!("{}{}", gap.text, more_old.text);
            new.text += &format!("{}{}", gap.text, more_new.text);
            words = &words[3..];
        } else {
            out.push(word.clone());
            words = rest;
        }
    }
    out
}

fn is_replacement(old: &Word, new: &Word) -> bool {
    old.kind == WordKind::Removed && new.kind == WordKind::Added
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, expected: &str) {
        let words = compare_words(old, new);
        let side = |not: WordKind| -> String {
            words
                .iter()
                .filter(|word| word.kind != not)
                .map(|word| word.text.as_str())
                .collect()
        };
        assert_eq!(
            (side(WordKind::Added), side(WordKind::Removed)),
            (old.to_owned(), new.to_owned())
        );
        let shown = words.iter().map(|word| match word.kind {
            WordKind::Same => word.text.clone(),
            WordKind::Removed => format!("[-{}-]", word.text),
            WordKind::Added => format!("{{+{}+}}", word.text),
        });
        assert_eq!(shown.collect::<String>(), expected);
    }

    #[test]
    fn neighbouring_replacements_are_one() {
        check(
            "mix the flour in",
            "mix both flours in",
            "mix [-the flour-]{+both flours+} in",
        );
        check("a b c d", "w x y z", "[-a b c d-]{+w x y z+}");
        check("", "", "");
    }

    #[test]
    fn a_word_that_stays_keeps_its_neighbours_apart() {
        check("200 g flour", "100 g rye", "[-200-]{+100+} g [-flour-]{+rye+}");
        check(
            "milk and eggs",
            "warm milk and fresh eggs",
            "{+warm +}milk and {+fresh +}eggs",
        );
    }
}
