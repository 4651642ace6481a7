//! Lines of a shopping list from any application.

use super::Revision;

pub(super) const REVISION: Revision = Revision {
    name: "2026_11_23_1430_shopping_sources_as_slugs",
    meaning: "Other applications can put lines on a shopping list, and the list says which one did. What somebody wrote, and what came of recipes, is told as before.",
    events: &[("ShoppingLineAdded", 2)],
    retires: &[],
    projections: &[],
    declared: &[],
};
