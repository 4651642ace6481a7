//! `heirloom meal …`: looking at meals, and putting them together.

mod change;
mod look;
pub(in crate::cli) mod resolve;

use super::plan_args::Meal;
use super::report::Report;
use super::session::Session;

/// Carries out one verb.
///
/// # Errors
/// Where the meal is not known, the command is refused, or the log fails.
pub(super) async fn run(session: &Session, verb: Meal) -> anyhow::Result<Report> {
    match verb {
        Meal::List(args) => look::list(session, args.all).await,
        Meal::Show(args) => look::show(session, args).await,
        Meal::New(args) => change::new(session, args).await,
        Meal::Compose(args) => change::compose(session, args).await,
        Meal::Rename(args) => change::rename(session, args).await,
        Meal::Tag(args) => change::tag(session, args).await,
        Meal::Save(args) => change::save(session, args).await,
        Meal::Archive(args) => change::archive(session, &args.meal).await,
        Meal::Restore(args) => change::restore(session, &args.meal).await,
    }
}
