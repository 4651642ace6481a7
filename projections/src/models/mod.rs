//! The read models: one folder each, with its tables, its rows and its queries.

use crate::Projection;

/// Every projection, in the order in which views are switched.
#[must_use]
pub fn all() -> &'static [&'static dyn Projection] {
    // The next projection goes here.
    &[]
}

/// The projection of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static dyn Projection> {
    all().iter().copied().find(|projection| projection.name() == name)
}
