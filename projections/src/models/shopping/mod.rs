//! Shopping lists, one per week and algorithm: what the plan needs, and what was said of it.
//!
//! Its rows follow from many streams of the household: plan, meals, recipes, ingredients, settings and the
//! list's own events. The algorithms are in the crate `heirloom-shopping`; here is what they give as rows.

mod key;
mod lists;
pub mod query;
mod rows_one;
mod rows_two;
mod v1;
mod v2;

use heirloom_events::StreamType;
use heirloom_events::values::HouseholdId;

use crate::HouseholdRows;
use crate::models::versions::{Family, Version};

/// The projection `shopping`.
pub(super) struct Shopping;

/// How a version shows who put an item on the list.
pub(super) type SourceShown = fn(&str) -> &str;

impl Family for Shopping {
    type Adds = SourceShown;
    const NAME: &'static str = "shopping";
    const STREAMS: &'static [StreamType] = &[
        StreamType::Recipe,
        StreamType::Catalogue,
        StreamType::Household,
        StreamType::Meal,
        StreamType::Plan,
        StreamType::Shopping,
    ];
    const VERSIONS: &'static [Version<SourceShown>] = &[
        v1::VERSION,
        v2::VERSION,
        // The next version goes here.
    ];

    fn household(adds: &'static [SourceShown], household: HouseholdId) -> Option<Box<dyn HouseholdRows>> {
        let shown = adds.last().copied().unwrap_or(|source| source);
        Some(Box::new(lists::Lists::new(household, shown)))
    }
}
