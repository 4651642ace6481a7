//! Gives a recipe a tag.

use heirloom_events::Folded;
use heirloom_events::limits;
use heirloom_events::recipe::RecipeTagged;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use heirloom_events::values::folded;
use serde::{Deserialize, Serialize};

use super::editable;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Gives a recipe a tag, unless it has it, in whatever spelling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TagRecipe {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// The tag, 1 to 50 characters.
    pub tag: String,
}

impl TagRecipe {
    /// # Errors
    /// Where there is no such recipe, it is archived or has 100 tags, or the tag is not valid.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        let tags = &editable(recipe, self.recipe_id)?.content.tags;
        let tag = validate::text("tag", &self.tag, limits::TAG_CHARS)?;
        if tags.iter().any(|there| folded(there) == folded(&tag)) {
            return Ok(vec![]);
        }
        validate::list("tags", tags.len() + 1, limits::TAGS)?;
        Ok(vec![RecipeTagged { tag }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;

    fn command(tag: &str) -> TagRecipe {
        TagRecipe {
            recipe_id: leek_tart_id(),
            tag: tag.into(),
        }
    }

    #[test]
    fn a_recipe_gets_a_tag_once_whatever_its_spelling() {
        check(
            [leek_tart()],
            command(" quick "),
            [RecipeTagged { tag: "quick".into() }.into()],
        );
        check([leek_tart()], command("Autumn"), []);
    }

    #[test]
    fn a_long_tag_is_refused() {
        refused(
            [leek_tart()],
            command(&"x".repeat(51)),
            "51 characters; at most 50",
        );
    }

    #[test]
    fn the_hundred_and_first_tag_is_refused() {
        let mut given = vec![leek_tart()];
        given.extend((0..99).map(|n| RecipeTagged { tag: n.to_string() }.into()));
        refused(given, command("one more"), "it has 101 entries; at most 100");
    }
}
