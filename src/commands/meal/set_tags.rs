//! Sets the tags of a meal.

use heirloom_events::Folded;
use heirloom_events::limits;
use heirloom_events::meal::{Meal, MealEvent, MealTagsSet};
use heirloom_events::values::MealId;
use serde::{Deserialize, Serialize};

use super::editable;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Sets the tags of a meal, as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetMealTags {
    /// The meal.
    pub meal_id: MealId,
    /// Up to 20 tags of 1 to 50 characters, kept in lower case and once each; empty ones are passed over.
    pub tags: Vec<String>,
}

impl SetMealTags {
    /// # Errors
    /// Where there is no such meal, it is archived, or a tag is not valid.
    pub fn decide(&self, meal: &Folded<Meal>) -> Result<Vec<MealEvent>, Refusal> {
        let meal = editable(meal, self.meal_id)?;
        let tags = settled(&self.tags)?;
        match meal.tags == tags {
            true => Ok(vec![]),
            false => Ok(vec![MealTagsSet { tags }.into()]),
        }
    }
}

/// Tags as the application keeps them: trimmed, in lower case, without empty ones, each once.
pub(super) fn settled(tags: &[String]) -> Result<Vec<String>, Refusal> {
    let mut kept: Vec<String> = Vec::new();
    for (i, tag) in tags.iter().enumerate().filter(|(_, tag)| !tag.trim().is_empty()) {
        // Some letters become two in lower case, so it is that form which is measured.
        let tag = validate::text(&format!("tags[{i}]"), &tag.to_lowercase(), limits::TAG_CHARS)?;
        if !kept.contains(&tag) {
            kept.push(tag);
        }
    }
    validate::list("tags", kept.len(), limits::MEAL_TAGS)?;
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::meal::testing::*;

    fn command(tags: &[&str]) -> SetMealTags {
        SetMealTags {
            meal_id: supper_id(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        }
    }

    #[test]
    fn tags_are_kept_once_in_lower_case_and_in_their_order() {
        let tags = vec!["sunday".to_owned(), "ärgerlich gut".to_owned()];
        check(
            [supper().into()],
            command(&[" Sunday", "", "ÄRGERLICH gut", "sunday "]),
            Ok(vec![MealTagsSet { tags }.into()]),
        );
        check([supper().into()], command(&["QUICK", " "]), Ok(vec![]));
    }

    #[test]
    fn too_many_and_too_long_ones_are_refused() {
        let many: Vec<String> = (0..21).map(|n| n.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        check(
            [supper().into()],
            command(&many),
            Err("it has 21 entries; at most 20"),
        );
        let long = "x".repeat(51);
        check(
            [supper().into()],
            command(&["a", &long]),
            Err("tags[1] is not valid"),
        );
    }
}
