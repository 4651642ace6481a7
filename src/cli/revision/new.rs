//! `heirloom revision new`: the files of a revision, in a checkout.

use std::fmt::Write as _;

use anyhow::Context as _;
use chrono::Utc;

use crate::cli::args::NewRevision;
use crate::cli::report::Report;
use crate::cli::style::{ADDED, BOLD, COMMAND, MOVED, paint};
use crate::revisions::scaffold::{Checkout, Order, scaffold};

/// Begins a revision.
///
/// # Errors
/// Where it cannot be called that, or the checkout is not as it should be. Nothing is written then.
pub(in crate::cli) fn new(args: &NewRevision) -> anyhow::Result<Report> {
    let folder = match &args.root {
        Some(folder) => folder.clone(),
        None => std::env::current_dir().context("the working folder is gone")?,
    };
    let checkout = Checkout::around(&folder)?;
    let order = Order {
        slug: args.slug.clone(),
        events: args.events.clone(),
        projections: args.projections.clone(),
        now: Utc::now(),
    };
    let made = scaffold(&checkout, &order)?;
    let mut text = format!("{}\n", paint(BOLD, &made.name));
    for file in &made.created {
        let _ = writeln!(text, "  {} {}", paint(ADDED, "new    "), file.display());
    }
    for file in &made.changed {
        let _ = writeln!(text, "  {} {}", paint(MOVED, "changed"), file.display());
    }
    text.push_str("it compiles; its laws fail until you have filled in, in this order:\n");
    for place in &made.fill_in {
        let _ = writeln!(text, "  {place}");
    }
    let _ = writeln!(
        text,
        "then {} writes the schemas and the lock, and {} proves the steps",
        paint(
            COMMAND,
            "`HEIRLOOM_WRITE_SCHEMAS=1 cargo test -p heirloom-events --test schemas`"
        ),
        paint(COMMAND, "`cargo test -p heirloom-upcasters`"),
    );
    Ok(Report::new(text).with("revision", made))
}
