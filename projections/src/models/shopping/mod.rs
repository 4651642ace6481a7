//! Shopping lists, one per week and algorithm: what the plan needs, and what was said of it.
//!
//! Its rows follow from many streams of the household: plan, meals, recipes, ingredients, settings and the
//! list's own events. The algorithms are in the crate `heirloom-shopping`; here is what they give as rows.

mod adds;
mod key;
mod lists;
pub mod query;
mod rows_one;
mod rows_two;
mod v1;
mod v2;
mod v3;

use heirloom_events::StreamType;
use heirloom_events::values::HouseholdId;

use crate::HouseholdRows;
use crate::models::versions::{Family, Version};

/// The projection `shopping`.
pub(super) struct Shopping;

/// The place of the table of problems, behind those of version 1.
const PROBLEMS: usize = 3;

impl Family for Shopping {
    type Adds = adds::Adds;
    const NAME: &'static str = "shopping";
    const STREAMS: &'static [StreamType] = &[
        StreamType::Recipe,
        StreamType::Catalogue,
        StreamType::Household,
        StreamType::Meal,
        StreamType::Plan,
        StreamType::Shopping,
    ];
    const VERSIONS: &'static [Version<Self::Adds>] = &[
        v1::VERSION,
        v2::VERSION,
        v3::VERSION,
        // The next version goes here.
    ];

    fn household(adds: &'static [Self::Adds], household: HouseholdId) -> Option<Box<dyn HouseholdRows>> {
        Some(Box::new(lists::Lists::new(household, adds)))
    }
}
