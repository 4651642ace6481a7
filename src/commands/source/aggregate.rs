//! A database of another application as `cqrs_es` knows it.

use heirloom_events::source::{Source, SourceEvent};

use super::SourceCommand;
use crate::commands::fact::aggregate;

aggregate! {
    /// What is known of a database of another application, as a `cqrs_es` aggregate.
    SourceAggregate(Source): SourceCommand => SourceEvent, with (),
    |source, command, _services| command.decide(source)
}
