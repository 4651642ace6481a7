//! The id that read tables have for a stream.

use heirloom_events::StreamKey;
use heirloom_events::values::{MealId, RecipeId};

/// The id of a recipe's stream: the UUID that its name is, else one derived from its name.
///
/// A stock `postgres-es` application may name its streams as it likes. Only the usual spelling counts as
/// a UUID, lower case with hyphens; any other is derived from, so that two streams never share an id.
///
/// ```
/// use heirloom_events::{StreamKey, StreamType};
/// use heirloom_projections::models::recipe_id;
/// let stream = |id| StreamKey::new(StreamType::Recipe, id);
/// let usual = "01900000-0000-7000-8000-00000000000a";
/// assert_eq!(recipe_id(&stream(usual)).to_string(), usual);
/// assert_ne!(recipe_id(&stream("apple-pie")), recipe_id(&stream("Apple-Pie")));
/// ```
#[must_use]
pub fn recipe_id(stream: &StreamKey) -> RecipeId {
    let name = stream.aggregate_id.as_str();
    match name.parse::<RecipeId>() {
        Ok(id) if is_usual(name) => id,
        _ => RecipeId::derived(name),
    }
}

/// The id of a meal's stream, found in the same way.
pub(super) fn meal_id(stream: &StreamKey) -> MealId {
    let name = stream.aggregate_id.as_str();
    match name.parse::<MealId>() {
        Ok(id) if is_usual(name) => id,
        _ => MealId::derived(name),
    }
}

/// Whether a text that reads as a UUID is also written as we write it.
fn is_usual(name: &str) -> bool {
    name.len() == 36 && !name.bytes().any(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use heirloom_events::StreamType;
    use std::collections::HashSet;

    #[test]
    fn no_two_spellings_share_an_id() {
        let spellings = [
            "01900000-0000-7000-8000-00000000000a",
            "01900000-0000-7000-8000-00000000000A",
            "0190000000007000800000000000000a",
            "{01900000-0000-7000-8000-00000000000a}",
            "urn:uuid:01900000-0000-7000-8000-00000000000a",
            "",
        ];
        let ids: HashSet<_> = spellings
            .iter()
            .map(|name| recipe_id(&StreamKey::new(StreamType::Recipe, name)))
            .collect();
        assert_eq!(ids.len(), spellings.len());
    }
}
