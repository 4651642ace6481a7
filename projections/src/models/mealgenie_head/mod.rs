//! The tables of the application that heirloom can be brought into, under its own names and columns: so its queries
//! run on heirloom's read side as they are.
//!
//! Rows are there for households into which a database of the application (`mealgenie`) was imported. They are worked
//! out backwards from all that happened since: what was imported comes out as it lay there, what was said in heirloom as
//! the application would have written it. Where the two think differently:
//!
//! * What is archived is deleted to the application, and takes with it what its foreign keys delete.
//! * A planned dish that is no meal is a meal of its own, named after its main dish and not saved. The plans and lists
//!   of all weeks stand in one table, as those of its one plan and list.
//! * Ingredients are those of the catalogue; a line without one has no row. Of two lines of one ingredient, which the
//!   application cannot have, the second is added where it has the unit of the first.
//! * A tag is a group of recipes. The rules of the list are those of `shopping@1`.
//! * `scheduled_date` is the planned day, but for imported entries on the Monday of their week, which an import plans
//!   for the week alone; those of which it says that they have a day of their own (`scheduled/…`) show it.
//!
//! Ids: `numbers`. A newer revision of the application is a new version.

mod catalogue;
mod dish;
mod document;
mod head;
mod lists;
mod numbers;
mod plan;
mod recipes;
mod touches;
mod v1;
mod written;

use heirloom_events::StreamType;
use heirloom_events::values::HouseholdId;

use crate::HouseholdRows;
use crate::models::versions::{Family, Version};

/// The projection `mealgenie_head`.
pub(super) struct MealgenieHead;

impl Family for MealgenieHead {
    type Adds = ();
    const NAME: &'static str = "mealgenie_head";
    const STREAMS: &'static [StreamType] = &[
        StreamType::Recipe,
        StreamType::Catalogue,
        StreamType::Meal,
        StreamType::Plan,
        StreamType::Shopping,
        StreamType::Source,
    ];
    const VERSIONS: &'static [Version<()>] = &[
        v1::VERSION,
        // The next version goes here.
    ];

    fn household(_: &'static [()], household: HouseholdId) -> Option<Box<dyn HouseholdRows>> {
        Some(Box::new(head::Head::new(household)))
    }
}
