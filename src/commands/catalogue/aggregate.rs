//! A household's catalogue as `cqrs_es` knows it.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent};

use super::CatalogueCommand;
use crate::commands::fact::aggregate;

aggregate! {
    /// A household's catalogue as a `cqrs_es` aggregate.
    CatalogueAggregate(Catalogue): CatalogueCommand => CatalogueEvent, with (),
    |catalogue, command, _services| command.decide(catalogue)
}
