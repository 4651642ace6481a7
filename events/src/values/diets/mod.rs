//! Diets that a recipe suits: a set of tags, and the text that they were read from.

mod tag;
#[cfg(test)]
mod tests;
mod words;

use serde::{Deserialize, Deserializer, Serialize};

pub use tag::{DietTag, UnknownDiet};
pub use words::{DietWords, diet_words};

/// What people write for "no diet in particular".
const NONE: &str = "none";

/// The diets that a recipe suits.
///
/// What was written stays beside what it was taken for, and what it was not taken for is listed: nothing that
/// anybody wrote is lost, and a report can show the words that have no tag yet.
///
/// ```
/// use heirloom_events::values::{DietSet, DietTag};
/// let diets = DietSet::from_text("Vegan / gluten free, grandma's rules");
/// assert_eq!(diets.tags, [DietTag::Vegan, DietTag::GlutenFree]);
/// assert_eq!(diets.unmapped, ["grandma's rules"]);
/// assert_eq!(diets.to_text(), "Vegan / gluten free, grandma's rules");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DietSet {
    /// The text that it was read from; none where somebody chose the tags themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_written: Option<String>,
    /// The diets: each once, in the order of [`DietTag`].
    #[serde(
        default,
        deserialize_with = "each_once",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[cfg_attr(feature = "schema", schemars(extend("uniqueItems" = true)))]
    pub tags: Vec<DietTag>,
    /// The words of the text that are in no tag, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmapped: Vec<String>,
}

impl DietSet {
    /// The set of these diets, chosen and not read from a text.
    #[must_use]
    pub fn of(tags: impl IntoIterator<Item = DietTag>) -> Self {
        Self {
            tags: in_order(tags.into_iter().collect()),
            ..Self::default()
        }
    }

    /// The set that a free text means. Never fails; `none`, alone, is the empty set.
    ///
    /// Laws: `from_text(text).to_text() == text`; every word of the text that is no separator made a tag or is
    /// in `unmapped` (but for `none`, alone).
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let words = diet_words(text);
        let is_none = matches!(&words[..], [only] if only.source.eq_ignore_ascii_case(NONE));
        let without_a_tag = |words: &&DietWords| words.tags.is_empty() && !is_none;
        let unmapped = words.iter().filter(without_a_tag);
        Self {
            as_written: Some(text.to_owned()),
            unmapped: unmapped.map(|words| words.source.clone()).collect(),
            tags: in_order(words.iter().flat_map(|words| words.tags.clone()).collect()),
        }
    }

    /// The text that it was read from, else its tags and words with commas between them, else `none`.
    #[must_use]
    pub fn to_text(&self) -> String {
        if let Some(text) = &self.as_written {
            return text.clone();
        }
        let tags = self.tags.iter().map(|tag| tag.as_str());
        let all: Vec<_> = tags.chain(self.unmapped.iter().map(String::as_str)).collect();
        match all.is_empty() {
            true => NONE.to_owned(),
            false => all.join(", "),
        }
    }
}

fn in_order(mut tags: Vec<DietTag>) -> Vec<DietTag> {
    tags.sort_unstable();
    tags.dedup();
    tags
}

/// A set has one form, whoever wrote it.
fn each_once<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<DietTag>, D::Error> {
    Vec::deserialize(deserializer).map(in_order)
}
