//! Notes that a recipe's picture was moved to another place.

use heirloom_events::Folded;
use heirloom_events::recipe::{Recipe, RecipeEvent, RecipeImageRelocated};
use heirloom_events::values::{ImageRef, RecipeId};
use serde::{Deserialize, Serialize};

use super::existing;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Notes that a recipe's picture was moved to another place: the same bytes under another reference. Whoever
/// gives it has copied and compared the bytes; `heirloom images relocate` does.
///
/// It changes nothing that the recipe says, so an archived recipe takes it too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelocateImage {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// Where the bytes were copied from. Where the recipe shows another picture by now, nothing is moved.
    pub from: ImageRef,
    /// Where they are now.
    pub to: ImageRef,
    /// BLAKE3 of the bytes, 64 hexadecimal digits.
    pub blake3: String,
}

impl RelocateImage {
    /// # Errors
    /// Where there is no such recipe, it shows another picture by now, or a value is not valid.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        let image = &existing(recipe, self.recipe_id)?.content.image;
        let to = validate::image("to", &self.to)?;
        let blake3 = validate::hash("blake3", &self.blake3)?;
        match image {
            Some(image) if *image == to => Ok(vec![]),
            Some(image) if *image == self.from => Ok(vec![RecipeImageRelocated { to, blake3 }.into()]),
            other => {
                let by_now = match other {
                    Some(image) => format!("`{image}`"),
                    None => "no picture".to_owned(),
                };
                Err(Refusal::invalid(
                    "from",
                    format!(
                        "the recipe shows {by_now} by now, not `{}`; look again where its picture is",
                        self.from
                    ),
                ))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::{RecipeArchived, RecipeImageSet};

    const HASH: &str = "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262";

    fn file(key: &str) -> ImageRef {
        ImageRef::new(ImageRef::FILE, key)
    }

    fn bucket(key: &str) -> ImageRef {
        ImageRef::new("bucket", key)
    }

    fn command(from: ImageRef, to: ImageRef) -> RelocateImage {
        RelocateImage {
            recipe_id: leek_tart_id(),
            from,
            to,
            blake3: HASH.to_uppercase(),
        }
    }

    fn shows(image: ImageRef) -> RecipeEvent {
        RecipeImageSet { image: Some(image) }.into()
    }

    fn moved() -> RecipeEvent {
        RecipeImageRelocated {
            to: bucket("tart.jpg"),
            blake3: HASH.into(),
        }
        .into()
    }

    #[test]
    fn a_picture_is_moved_once_whether_the_recipe_is_archived_or_not() {
        let given = vec![leek_tart(), shows(file("tart.jpg"))];
        let wanted = command(file("tart.jpg"), bucket("tart.jpg"));
        check(given.clone(), wanted.clone(), [moved()]);
        check([given.clone(), vec![moved()]].concat(), wanted.clone(), []);
        let archived = [given, vec![RecipeArchived {}.into()]].concat();
        check(archived, wanted, [moved()]);
    }

    #[test]
    fn a_picture_that_was_changed_meanwhile_stays() {
        let wanted = command(file("tart.jpg"), bucket("tart.jpg"));
        let given = [leek_tart(), shows(file("better.jpg"))];
        refused(given, wanted.clone(), "the recipe shows `file:better.jpg` by now");
        refused([leek_tart()], wanted.clone(), "shows no picture by now");
        refused([], wanted, "there is no recipe");
    }

    #[test]
    fn absurd_places_and_hashes_are_refused() {
        let given = || [leek_tart(), shows(file("tart.jpg"))];
        let to = |to: ImageRef| command(file("tart.jpg"), to);
        refused(given(), to(bucket(" ")), "to.key is not valid: it is blank");
        refused(
            given(),
            to(ImageRef::new("my bucket", "a")),
            "to.storage is not valid",
        );
        refused(given(), to(ImageRef::new("a:b", "a")), "to.storage is not valid");
        let short = RelocateImage {
            blake3: "abc".into(),
            ..to(bucket("a"))
        };
        refused(given(), short, "64 hexadecimal digits");
    }
}
