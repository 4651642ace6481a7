//! What a cook should know about a list as a whole; no event changes.

use super::Revision;

pub(super) const REVISION: Revision = Revision {
    name: "2026_11_23_1600_problems_of_lists",
    meaning: "A week's shopping list tells what is wrong with its recipes: one is planned for so many and does not say \
              how many it serves, for instance. No item of a list is said otherwise than before.",
    events: &[],
    retires: &[],
    projections: &[("shopping", 3)],
    declared: &[],
};
