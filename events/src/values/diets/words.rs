//! Free text about diets, taken apart without losing a word.

use super::DietTag;
use crate::values::folded;

/// What a text says in one breath, and the tags that it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DietWords {
    /// The words as written, with single spaces between them.
    pub source: String,
    /// What they mean; empty where they are not in the vocabulary.
    pub tags: Vec<DietTag>,
}

/// Takes a text apart at commas, semicolons, slashes, `&`, `|`, line ends and the word `and`.
///
/// An address is never cut at its slashes. Words that stand together count only as a whole: `not vegan` means
/// no tag, `vegan gluten free` means two. Every word that is no separator is in exactly one source.
#[must_use]
pub fn diet_words(text: &str) -> Vec<DietWords> {
    let mut parts: Vec<DietWords> = Vec::new();
    let mut together: Vec<&str> = Vec::new();
    for chunk in text.split([',', ';', '&', '|', '\n']) {
        for word in chunk.split_whitespace() {
            if is_address(word) {
                close(&mut together, &mut parts);
                together.push(word);
                close(&mut together, &mut parts);
            } else if word.eq_ignore_ascii_case("and") {
                close(&mut together, &mut parts);
            } else {
                let mut pieces = word.split('/');
                together.extend(pieces.next().filter(|piece| !piece.is_empty()));
                for piece in pieces {
                    close(&mut together, &mut parts);
                    together.extend(Some(piece).filter(|piece| !piece.is_empty()));
                }
            }
        }
        close(&mut together, &mut parts);
    }
    parts
}

/// Ends a run of words.
fn close(together: &mut Vec<&str>, parts: &mut Vec<DietWords>) {
    if !together.is_empty() {
        parts.push(DietWords {
            source: together.join(" "),
            tags: meaning(together),
        });
        together.clear();
    }
}

/// The tags that these words mean, all of them taken together; none where one word is left over.
fn meaning(words: &[&str]) -> Vec<DietTag> {
    let mut tags = Vec::new();
    let mut rest = words;
    while !rest.is_empty() {
        // the longest name first: `raw food` before `raw`
        let named = (1..=rest.len().min(3)).rev().find_map(|count| {
            let tag = rest[..count].join(" ").parse().ok()?;
            Some((tag, count))
        });
        match named {
            Some((tag, count)) => {
                tags.push(tag);
                rest = &rest[count..];
            }
            None => return Vec::new(),
        }
    }
    tags
}

fn is_address(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

/// The form in which words are looked up: without case, spaces, hyphens and schema.org's address, and without
/// the endings that add nothing. Every other sign stays, so that `vegan?` is not read as `vegan`.
pub(super) fn key(text: &str) -> String {
    let folded = folded(text);
    let bare = ["https://", "http://"]
        .iter()
        .find_map(|scheme| folded.strip_prefix(scheme))
        .map(|address| address.strip_prefix("www.").unwrap_or(address))
        .and_then(|address| address.strip_prefix("schema.org/"));
    let mut key = bare.unwrap_or(&folded).trim_end_matches('.').to_owned();
    key.retain(|c| !c.is_whitespace() && !"-_‐‑–".contains(c));
    for ending in ["friendly", "diet"] {
        if let Some(start) = key.strip_suffix(ending) {
            key.truncate(start.len());
        }
    }
    key
}
