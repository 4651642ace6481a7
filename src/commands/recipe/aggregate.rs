//! A recipe as `cqrs_es` knows it.

use heirloom_events::recipe::{Recipe, RecipeEvent};

use super::{Known, RecipeCommand};
use crate::commands::fact::aggregate;

aggregate! {
    /// A recipe as a `cqrs_es` aggregate. Its services are its own past and other recipes, which
    /// only a reversion and a reference ask for.
    RecipeAggregate(Recipe): RecipeCommand => RecipeEvent, with Known,
    |recipe, command, known| command.decide(recipe, known)
}
