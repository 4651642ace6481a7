//! Taking a database of the application over: whole, again, and while it goes on changing.

mod bounds;
mod compared;
mod following;
mod going_on;
mod killed;
mod put_away;
mod real;
mod revisions;
pub(crate) mod support;
