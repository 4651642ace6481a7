//! Texts by how they begin, as an index in the order of bytes finds them.

use heirloom_events::values::folded;

use crate::Value;

/// The bounds of all folded texts that begin like what was typed: from the first, up to below the second.
///
/// `LIKE` would do the same, but a prepared one uses no index on PostgreSQL, and SQLite's knows ASCII only.
pub(super) fn bounds(typed: &str) -> [Value<'static>; 2] {
    let from = folded(typed);
    // No character sorts behind this one, and it is none that text is written with.
    let below = format!("{from}{}", char::MAX);
    [Value::owned(from), Value::owned(below)]
}
