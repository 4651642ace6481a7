//! What of a meal goes on the shopping list: once all or nothing, now a mode.
//!
//! Part of steps that are released: never edit it.

use heirloom_events::values::ShoppingMode;

/// The mode that leaving out or not means; a mode that could not be said that way is the residue.
#[must_use]
pub fn up(excluded: bool, residue: Option<ShoppingMode>) -> ShoppingMode {
    let said = if excluded {
        ShoppingMode::None
    } else {
        ShoppingMode::All
    };
    residue.unwrap_or(said)
}

/// Whether a mode leaves the meal out, and the mode itself where that does not say it.
#[must_use]
pub fn down(mode: ShoppingMode) -> (bool, Option<ShoppingMode>) {
    match mode {
        ShoppingMode::All => (false, None),
        ShoppingMode::None => (true, None),
        // Something of it is to be bought.
        ShoppingMode::ProduceOnly => (false, Some(mode)),
    }
}
