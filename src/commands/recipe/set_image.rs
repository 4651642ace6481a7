//! Sets a recipe's picture.

use heirloom_events::Folded;
use heirloom_events::limits;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::draft::image_at;
use super::edit;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Sets a recipe's picture, or takes it away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetImage {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// The picture's path or address, 1 to 2,048 characters; the one that is shown means the picture that is
    /// there. None: taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_path: Option<String>,
}

impl SetImage {
    /// # Errors
    /// Where there is no such recipe, it is archived, or the text is not valid.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        edit(recipe, self.recipe_id, |content| {
            let path = validate::optional("image_path", self.image_path.as_deref(), limits::URL_CHARS)?;
            content.image = path.map(|path| image_at(&path, &content.image));
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::RecipeImageSet;
    use heirloom_events::values::ImageRef;

    fn command(text: Option<&str>) -> SetImage {
        SetImage {
            recipe_id: leek_tart_id(),
            image_path: text.map(str::to_owned),
        }
    }

    fn event(text: Option<&str>) -> RecipeEvent {
        RecipeImageSet {
            image: text.map(ImageRef::from_path),
        }
        .into()
    }

    #[test]
    fn a_picture_is_set_and_taken_away() {
        check(
            [leek_tart()],
            command(Some(" images/leek-tart.jpg ")),
            [event(Some("images/leek-tart.jpg"))],
        );
        check(
            [leek_tart(), event(Some("images/leek-tart.jpg"))],
            command(None),
            [event(None)],
        );
    }

    #[test]
    fn the_same_picture_makes_no_event() {
        check(
            [leek_tart(), event(Some("images/leek-tart.jpg"))],
            command(Some("images/leek-tart.jpg")),
            [],
        );
    }

    #[test]
    fn bad_text_is_refused() {
        refused(
            [leek_tart()],
            command(Some(" ")),
            "image_path is not valid: it is blank",
        );
        refused(
            [leek_tart()],
            command(Some(&"x".repeat(limits::URL_CHARS + 1))),
            "at most",
        );
    }
}
