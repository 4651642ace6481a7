//! The log as `cqrs-es` sees it: [`HouseholdEvents`] lets a `cqrs_es` framework run on one household of a
//! heirloom log, on either database; [`TaggedPayload`] lets a stock `postgres_es` load what heirloom wrote.

mod repository;
mod tagged;

pub use repository::HouseholdEvents;
pub use tagged::TaggedPayload;
