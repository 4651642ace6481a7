//! What happened to a meal, in plain words.

use heirloom_events::meal::{Meal, MealEvent};

/// One event in words, seen from the meal before it.
#[must_use]
pub fn in_words(before: &Meal, event: &MealEvent) -> String {
    match event {
        MealEvent::MealCreated(e) => format!("put together as `{}`", e.name),
        MealEvent::MealRenamed(e) => format!("renamed from `{}` to `{}`", before.name, e.name),
        MealEvent::MealComposed(e) if before.main_recipe_id == Some(e.main_recipe_id) => {
            format!(
                "its sides changed from {} to {}",
                before.sides.len(),
                e.sides.len()
            )
        }
        MealEvent::MealComposed(_) => "put together anew".to_owned(),
        MealEvent::MealTagsSet(e) if e.tags.is_empty() => "its tags taken away".to_owned(),
        MealEvent::MealTagsSet(e) => format!("tagged `{}`", e.tags.join("`, `")),
        MealEvent::MealSavedSet(e) if e.saved => "kept".to_owned(),
        MealEvent::MealSavedSet(_) => "no longer kept".to_owned(),
        MealEvent::MealArchived(_) => "archived".to_owned(),
        MealEvent::MealRestored(_) => "restored".to_owned(),
    }
}
