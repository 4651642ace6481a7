//! Sets where a recipe comes from.

use heirloom_events::Folded;
use heirloom_events::limits;
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::values::RecipeId;
use serde::{Deserialize, Serialize};

use super::edit;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Sets where a recipe comes from; what is absent is taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetSource {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// Where it comes from, 1 to 2,048 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_url: Option<String>,
    /// The document that it was imported from, byte for byte, at most 500,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
}

impl SetSource {
    /// # Errors
    /// Where there is no such recipe, it is archived, or a value is not valid.
    pub fn decide(&self, recipe: &Folded<Recipe>) -> Result<Vec<RecipeEvent>, Refusal> {
        edit(recipe, self.recipe_id, |content| {
            content.source_url =
                validate::optional("source_url", self.source_url.as_deref(), limits::URL_CHARS)?;
            content.document = validate::document("document", self.document.as_deref())?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::*;
    use heirloom_events::recipe::RecipeSourceSet;

    fn command(url: Option<&str>, document: Option<&str>) -> SetSource {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        SetSource {
            recipe_id: leek_tart_id(),
            source_url: owned(url),
            document: owned(document),
        }
    }

    #[test]
    fn a_source_is_set_with_its_document_byte_for_byte() {
        let event = RecipeSourceSet {
            source_url: Some("https://example.org/tart".into()),
            document: Some(" {}\r\n".into()),
        };
        let command = command(Some(" https://example.org/tart"), Some(" {}\r\n"));
        check([leek_tart()], command.clone(), [event.clone().into()]);
        check([leek_tart(), event.into()], command, []);
    }

    #[test]
    fn an_oversized_document_is_refused() {
        refused(
            [leek_tart()],
            command(None, Some(&"x".repeat(500_001))),
            "document is not valid: it has 500001",
        );
    }
}
