//! A new revision's files: what is the same every time is written by a program, what is to be thought about
//! is left to fill in.
//!
//! * [`Name`]: what the revision will be called.
//! * [`Checkout`]: where heirloom's sources are.
//! * `event`, `projection`, `manifest`: the files and lines of each part. Another part of a revision is
//!   another file here, and a line in [`scaffold`].
//!
//! What it writes compiles, and its laws fail with a message that says what to fill in.

mod checkout;
mod edits;
mod event;
mod manifest;
mod name;
mod projection;

use std::path::PathBuf;

use chrono::{DateTime, Utc};

pub use checkout::Checkout;
pub use name::{Name, NameError};

use edits::Edits;

/// What to begin.
#[derive(Clone, Debug)]
pub struct Order {
    /// What the revision is about: `add_cuisine`.
    pub slug: String,
    /// Events that get a new version.
    pub events: Vec<String>,
    /// Projections that get a new version.
    pub projections: Vec<String>,
    /// Now: the name's first part.
    pub now: DateTime<Utc>,
}

/// What was begun.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Scaffolded {
    /// The revision's name.
    pub name: String,
    /// Files that are new, from the root of the checkout.
    pub created: Vec<PathBuf>,
    /// Files that got lines.
    pub changed: Vec<PathBuf>,
    /// What is to be filled in, in order.
    pub fill_in: Vec<String>,
}

/// Why nothing was begun. Nothing was written then.
#[derive(Debug, thiserror::Error)]
pub enum ScaffoldError {
    /// The name cannot be given.
    #[error(transparent)]
    Name(#[from] NameError),
    /// There are no sources of heirloom.
    #[error(
        "`{from}` is in no checkout of heirloom: neither it nor a folder above holds `{looked_for}`; run it inside a checkout, or name one with `--root`"
    )]
    NoCheckout {
        /// Where it was looked for.
        from: String,
        /// What makes a checkout.
        looked_for: &'static str,
    },
    /// No event is called that.
    #[error(
        "there is no event `{asked}`{like}; `--event` takes events that exist, for a new one see docs/adding-an-event-version.md"
    )]
    UnknownEvent {
        /// What was asked for.
        asked: String,
        /// What it may have meant.
        like: String,
    },
    /// Others took its place.
    #[error(
        "`{event}` is not written any more, so it gets no new version; others took its place: see docs/evolution.md"
    )]
    NotWritten {
        /// The event.
        event: String,
    },
    /// No projection is called that.
    #[error("there is no projection `{asked}`; there are: {known}")]
    UnknownProjection {
        /// What was asked for.
        asked: String,
        /// What there is.
        known: String,
    },
    /// A copy-me line is gone.
    #[error(
        "`{file}` has no line with `{line}`, which shows where {what} goes; put it back, then run this again"
    )]
    NoPlace {
        /// The file.
        file: String,
        /// The line.
        line: String,
        /// What goes there.
        what: String,
    },
    /// A file that is to be made is there.
    #[error(
        "`{file}` is there already; it belongs to a version that was begun before: finish or remove that first"
    )]
    Exists {
        /// The file.
        file: String,
    },
    /// A file cannot be read or written.
    #[error("`{file}` cannot be {done}")]
    Io {
        /// The file.
        file: String,
        /// `read` or `written`.
        done: &'static str,
        /// Why.
        #[source]
        source: std::io::Error,
    },
}

/// Begins a revision in a checkout: writes its files, or none of them.
///
/// # Errors
/// [`ScaffoldError`]; then nothing was written, but where a file could not be.
pub fn scaffold(checkout: &Checkout, order: &Order) -> Result<Scaffolded, ScaffoldError> {
    let name = Name::new(&order.slug, order.now, &manifest::names(checkout)?)?;
    let mut edits = Edits::new(checkout);
    let mut fill_in = Vec::new();
    let mut events = Vec::new();
    for event in distinct(&order.events) {
        events.push(event::scaffold(&mut edits, event, &mut fill_in)?);
    }
    let mut projections = Vec::new();
    for projection in distinct(&order.projections) {
        projections.push(projection::scaffold(&mut edits, projection, &mut fill_in)?);
    }
    manifest::scaffold(&mut edits, &name, &events, &projections, &mut fill_in)?;
    let (created, changed) = edits.write()?;
    Ok(Scaffolded {
        name: name.to_string(),
        created,
        changed,
        fill_in,
    })
}

fn distinct(names: &[String]) -> Vec<&str> {
    let mut distinct: Vec<&str> = Vec::new();
    for name in names {
        if !distinct.contains(&name.as_str()) {
            distinct.push(name);
        }
    }
    distinct
}
