//! What somebody said of a shopping list: one stream per ISO week, under the id of that week's plan.
//!
//! What the plan needs is no event: the list is worked out of plan, recipes and what is said here.

pub mod item_changed;
pub mod item_flagged;
pub mod item_have_set;
pub mod item_moved;
pub mod item_removed;
pub mod item_ticked;
pub mod item_unticked;
pub mod line_added;
pub mod line_changed;
pub mod line_removed;
mod state;
pub mod synchronised;

pub use item_changed::ItemChanged;
pub use item_flagged::ItemFlagged;
pub use item_have_set::ItemHaveSet;
pub use item_moved::ItemMoved;
pub use item_removed::ItemRemoved;
pub use item_ticked::ItemTicked;
pub use item_unticked::ItemUnticked;
pub use line_added::ShoppingLineAdded;
pub use line_changed::ShoppingLineChanged;
pub use line_removed::ShoppingLineRemoved;
pub use state::{Changed, Line, Mark, Said, ShoppingList};
pub use synchronised::ListSynchronised;

use crate::stream::stream_events;

stream_events! {
    /// What can happen to the shopping list of a week.
    ShoppingEvent {
        /// A line was put on a shopping list.
        ShoppingLineAdded,
        /// A line that was put on a shopping list was changed.
        ShoppingLineChanged,
        /// A line that was put on a shopping list was taken off.
        ShoppingLineRemoved,
        /// An item of a shopping list was ticked.
        ItemTicked,
        /// The tick of an item was taken back.
        ItemUnticked,
        /// Whether an item is at home already was set.
        ItemHaveSet,
        /// An item was flagged.
        ItemFlagged,
        /// An item was changed by hand.
        ItemChanged,
        /// An item was moved to another category.
        ItemMoved,
        /// An item was taken off by hand.
        ItemRemoved,
        /// A shopping list was asked to be made anew.
        ListSynchronised,
    }
}
