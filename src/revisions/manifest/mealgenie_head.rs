//! Tables under the application's own names and columns; no event changes.

use super::Revision;

pub(super) const REVISION: Revision = Revision {
    name: "2026_11_23_1500_mealgenie_head",
    meaning: "A cookbook that was imported from the application is also shown in the application's own tables, so that \
              what reads those goes on. Nothing is said otherwise than before.",
    events: &[],
    retires: &[],
    projections: &[("mealgenie_head", 1)],
    declared: &[],
};
