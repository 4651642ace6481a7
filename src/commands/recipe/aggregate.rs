//! A recipe as `cqrs_es` knows it.

use heirloom_events::recipe::{Recipe, RecipeEvent};

use super::RecipeCommand;
use crate::commands::fact::aggregate;

aggregate! {
    /// A recipe as a `cqrs_es` aggregate. Its services are its own past, which only a reversion asks for.
    RecipeAggregate(Recipe): RecipeCommand => RecipeEvent, with Vec<RecipeEvent>,
    |recipe, command, past| command.decide(recipe, past)
}
