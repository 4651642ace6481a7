//! The bounds of every text, number and list (`heirloom_events::limits`).
//!
//! A text is trimmed; a blank one is refused; so are NUL and control characters other than line feed and
//! tab, with their place. A carriage return before a line feed is dropped: forms on the web send them.

use heirloom_events::limits;
use heirloom_events::values::{Amount, DietSet, ImageRef, NutritionFacts, folded};

use super::refusal::Refusal;

/// A text of 1 to `limit` characters, trimmed.
///
/// # Errors
/// Where it is blank, too long or holds control characters.
pub(crate) fn text(field: &str, text: &str, limit: usize) -> Result<String, Refusal> {
    let unix = text.replace("\r\n", "\n");
    refuse_controls(field, &unix)?;
    let trimmed = unix.trim();
    if trimmed.is_empty() {
        return Err(Refusal::invalid(
            field,
            "it is blank; write something, or leave it out",
        ));
    }
    refuse_length(field, trimmed, limit)?;
    Ok(trimmed.to_owned())
}

/// As [`text`], where there may be none.
///
/// # Errors
/// As [`text`].
pub(crate) fn optional(field: &str, value: Option<&str>, limit: usize) -> Result<Option<String>, Refusal> {
    value.map(|value| text(field, value, limit)).transpose()
}

/// A document that is kept byte for byte: only its length and NUL are refused.
///
/// # Errors
/// Where it is too long or holds NUL.
pub(crate) fn document(field: &str, value: Option<&str>) -> Result<Option<String>, Refusal> {
    let Some(value) = value else { return Ok(None) };
    if let Some(offset) = value.find('\0') {
        return Err(control(field, '\0', offset));
    }
    refuse_length(field, value, limits::DOCUMENT_CHARS)?;
    Ok(Some(value.to_owned()))
}

/// A picture: a storage, by a name of 1 to 50 letters, digits, `.`, `-` and `_`, and a key.
///
/// # Errors
/// Where one of them is blank or too long, the name holds other characters, or the key control characters.
pub(crate) fn image(field: &str, image: &ImageRef) -> Result<ImageRef, Refusal> {
    let place = format!("{field}.storage");
    let storage = text(&place, &image.storage, limits::TAG_CHARS)?;
    // `storage:key` is shown and written in maps, so a name must not look like more than a name.
    let of_a_name = |c: char| c.is_alphanumeric() || "._-".contains(c);
    if let Some(c) = storage.chars().find(|c| !of_a_name(*c)) {
        return Err(Refusal::invalid(
            place,
            format!("`{storage}` holds `{c}`; a storage is named with letters, digits, `.`, `-` and `_`"),
        ));
    }
    Ok(ImageRef {
        storage,
        key: text(&format!("{field}.key"), &image.key, limits::URL_CHARS)?,
    })
}

/// A BLAKE3 hash: 64 hexadecimal digits, kept in lower case.
///
/// # Errors
/// Where it is none.
pub(crate) fn hash(field: &str, value: &str) -> Result<String, Refusal> {
    match value.len() == 64 && value.bytes().all(|b| b.is_ascii_hexdigit()) {
        true => Ok(value.to_ascii_lowercase()),
        false => Err(Refusal::invalid(
            field,
            "it is no BLAKE3 hash; give its 64 hexadecimal digits",
        )),
    }
}

/// Of two ways to say one thing at most one.
///
/// # Errors
/// Where both are given.
pub(crate) fn one_of(given: (&str, bool), other: (&str, bool)) -> Result<(), Refusal> {
    match given.1 && other.1 {
        true => Err(Refusal::invalid(
            given.0,
            format!("it stands beside `{}`; give one of the two", other.0),
        )),
        false => Ok(()),
    }
}

/// Diets: tags, and words that are no tag.
///
/// # Errors
/// Where a word is blank, too long or holds control characters.
pub(crate) fn diets(field: &str, diets: &DietSet) -> Result<DietSet, Refusal> {
    // A text of `NAME_CHARS` has fewer words than characters: whatever was read from one passes here too.
    list(
        &format!("{field}.unmapped"),
        diets.unmapped.len(),
        limits::NAME_CHARS,
    )?;
    let word = |word: &String| text(&format!("{field}.unmapped"), word, limits::NAME_CHARS);
    Ok(DietSet {
        as_written: optional(
            &format!("{field}.as_written"),
            diets.as_written.as_deref(),
            limits::NAME_CHARS,
        )?,
        unmapped: diets.unmapped.iter().map(word).collect::<Result<_, _>>()?,
        ..DietSet::of(diets.tags.iter().copied())
    })
}

/// Nutrition facts of a serving.
///
/// # Errors
/// Where the energy is absurd, or the source is blank, too long or holds control characters.
pub(crate) fn nutrition(facts: NutritionFacts) -> Result<NutritionFacts, Refusal> {
    number("nutrition.calories", facts.calories, 0, limits::CALORIES)?;
    let source = optional("nutrition.source", facts.source.as_deref(), limits::URL_CHARS)?;
    Ok(NutritionFacts { source, ..facts })
}

fn refuse_controls(field: &str, text: &str) -> Result<(), Refusal> {
    let bad = |c: char| c.is_control() && c != '\n' && c != '\t';
    match text.char_indices().find(|(_, c)| bad(*c)) {
        Some((offset, c)) => Err(control(field, c, offset)),
        None => Ok(()),
    }
}

fn control(field: &str, c: char, offset: usize) -> Refusal {
    let code = u32::from(c);
    Refusal::invalid(
        field,
        format!("it holds the control character U+{code:04X} at byte {offset}; take it out"),
    )
}

fn refuse_length(field: &str, text: &str, limit: usize) -> Result<(), Refusal> {
    // Counting stops at the first character too many, so that an absurd text costs nothing.
    match text.len() > limit && text.chars().nth(limit).is_some() {
        true => Err(Refusal::invalid(
            field,
            format!(
                "it has {} characters; at most {limit} are kept",
                text.chars().count()
            ),
        )),
        false => Ok(()),
    }
}

/// At most `limit` entries.
///
/// # Errors
/// Where there are more.
pub(crate) fn list(field: &str, len: usize, limit: usize) -> Result<(), Refusal> {
    match len > limit {
        true => Err(Refusal::invalid(
            field,
            format!("it has {len} entries; at most {limit} are kept"),
        )),
        false => Ok(()),
    }
}

/// A range goes up; one quantity is bounded by its type.
///
/// # Errors
/// Where the upper end is not above the lower.
pub(crate) fn amount(field: &str, value: Option<Amount>) -> Result<Option<Amount>, Refusal> {
    let Some(Amount {
        quantity,
        up_to: Some(high),
    }) = value
    else {
        return Ok(value);
    };
    match Amount::range(quantity, high) {
        Ok(range) => Ok(Some(range)),
        Err(error) => Err(Refusal::invalid(field, error.to_string())),
    }
}

/// A whole number from `low` to `high`, where there is one.
///
/// # Errors
/// Where it lies outside.
pub(crate) fn number(field: &str, value: Option<u32>, low: u32, high: u32) -> Result<Option<u32>, Refusal> {
    match value {
        Some(n) if n < low || n > high => Err(Refusal::invalid(
            field,
            format!("{n} is out of bounds; give {low} to {high}, or leave it out"),
        )),
        other => Ok(other),
    }
}

/// Tags, each valid, each once as [`folded`] compares them; the first spelling stays.
///
/// # Errors
/// Where one is not valid or there are too many.
pub(crate) fn tags(field: &str, tags: &[String]) -> Result<Vec<String>, Refusal> {
    list(field, tags.len(), limits::TAGS)?;
    let mut kept: Vec<String> = Vec::with_capacity(tags.len());
    let mut seen = std::collections::HashSet::new();
    for (i, tag) in tags.iter().enumerate() {
        let tag = text(&format!("{field}[{i}]"), tag, limits::TAG_CHARS)?;
        if seen.insert(folded(&tag)) {
            kept.push(tag);
        }
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(input: &str, limit: usize, expected: Result<&str, &str>) {
        match (text("title", input, limit), expected) {
            (Ok(kept), Ok(wanted)) => assert_eq!(kept, wanted),
            (Err(refusal), Err(part)) => {
                let message = refusal.to_string();
                assert!(message.contains(part), "`{message}` lacks `{part}`");
            }
            (outcome, expected) => panic!("{outcome:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn texts_are_trimmed_and_bounded_in_characters() {
        check("  Leek tart ", 255, Ok("Leek tart"));
        check("one\r\ntwo\tthree", 255, Ok("one\ntwo\tthree"));
        check("éééé", 4, Ok("éééé"));
        check("ééééé", 4, Err("5 characters; at most 4"));
        check(" \n\t", 4, Err("blank"));
    }

    #[test]
    fn control_characters_are_named_with_their_place() {
        check(
            "ab\0c",
            255,
            Err("title is not valid: it holds the control character U+0000 at byte 2"),
        );
        check("\u{1b}[31m", 255, Err("U+001B at byte 0"));
    }

    #[test]
    fn a_document_keeps_its_bytes_but_not_nul() {
        let html = " <p>\r\nleeks\u{c}</p> ";
        assert_eq!(document("document", Some(html)).unwrap().as_deref(), Some(html));
        assert!(document("document", Some("a\0")).is_err());
    }

    #[test]
    fn a_tag_is_kept_once_in_its_first_spelling() {
        let given = ["Vegan".to_owned(), "quick".to_owned(), " vegan ".to_owned()];
        assert_eq!(tags("tags", &given).unwrap(), ["Vegan", "quick"]);
    }
}
