//! A shopping list as `cqrs_es` knows it.

use heirloom_events::shopping::{ShoppingEvent, ShoppingList};

use super::ShoppingCommand;
use crate::commands::fact::aggregate;

aggregate! {
    /// What somebody said of a week's shopping list, as a `cqrs_es` aggregate.
    ShoppingAggregate(ShoppingList): ShoppingCommand => ShoppingEvent, with (),
    |list, command, _services| command.decide(list)
}
