//! What can be asked of a week's shopping list: one stream per household and ISO week, under the id of the
//! week's plan.
//!
//! The list itself is worked out of plan, recipes and what is said here, so a command knows the lines that
//! people put on it, but not what the plan needs. An item is named by its *key* ([`key`]): a line of this
//! list must be there; the key of an item that the plan needs is checked for its form alone.
//!
//! What is said of an item is a *mark*. A mark that stands already makes no event, unless the application's
//! own algorithm may have wiped it since ([`marks`]).

pub mod add_item;
pub mod aggregate;
pub mod change_item;
mod fields;
pub mod flag_item;
pub mod key;
pub mod marks;
pub mod move_item;
pub mod push_external;
pub mod remove_item;
pub mod remove_items;
pub mod set_have;
pub mod synchronise_list;
pub mod take_over_item;
#[cfg(test)]
pub(crate) mod testing;
pub mod tick_item;
pub mod untick_item;
pub mod words;

pub use add_item::AddItem;
pub use aggregate::ShoppingAggregate;
pub use change_item::ChangeItem;
pub use flag_item::FlagItem;
pub use move_item::MoveItem;
pub use push_external::PushExternal;
pub use remove_item::RemoveItem;
pub use remove_items::RemoveItems;
pub use set_have::SetHave;
pub use synchronise_list::SynchroniseList;
pub use take_over_item::TakeOverItem;
pub use tick_item::TickItem;
pub use untick_item::UntickItem;

use chrono::NaiveDate;
use heirloom_events::Folded;
use heirloom_events::shopping::{ShoppingEvent, ShoppingList};

use super::plan::week::plannable;
use crate::commands::fact::stream_commands;
use crate::commands::refusal::Refusal;

stream_commands! {
    /// What can be asked of a week's shopping list.
    ShoppingCommand {
        /// Put a line on it.
        AddItem,
        /// Put a line on it that another application pushes, or take its new push in.
        PushExternal,
        /// Take a line over as it stood in an application's own list.
        TakeOverItem,
        /// Change a line or an item.
        ChangeItem,
        /// Tick an item.
        TickItem,
        /// Take a tick back.
        UntickItem,
        /// Say whether an item is at home already.
        SetHave,
        /// Flag an item, or take its flag away.
        FlagItem,
        /// Move an item to another category.
        MoveItem,
        /// Take an item off.
        RemoveItem,
        /// Take several items off.
        RemoveItems,
        /// Have the application's own list made anew.
        SynchroniseList,
    }
}

macro_rules! each_command {
    ($value:expr, $command:ident => $body:expr) => {
        match $value {
            Self::AddItem($command) => $body,
            Self::PushExternal($command) => $body,
            Self::TakeOverItem($command) => $body,
            Self::ChangeItem($command) => $body,
            Self::TickItem($command) => $body,
            Self::UntickItem($command) => $body,
            Self::SetHave($command) => $body,
            Self::FlagItem($command) => $body,
            Self::MoveItem($command) => $body,
            Self::RemoveItem($command) => $body,
            Self::RemoveItems($command) => $body,
            Self::SynchroniseList($command) => $body,
        }
    };
}

impl ShoppingCommand {
    /// A day of the week whose list it is about.
    #[must_use]
    pub fn date(&self) -> NaiveDate {
        each_command!(self, command => command.week)
    }

    /// The events that it makes of the list as it is; none where it changes nothing.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn decide(&self, list: &Folded<ShoppingList>) -> Result<Vec<ShoppingEvent>, Refusal> {
        plannable("week", self.date())?;
        each_command!(self, command => command.decide(&list.state))
    }
}
