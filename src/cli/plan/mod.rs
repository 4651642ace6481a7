//! `heirloom plan …`: looking at the plan of a week, and planning.

mod change;
mod names;
mod resolve;
mod show;
mod week;
mod whole;

use super::exit::Usage;
use super::plan_args::{Plan, PlanVerb};
use super::report::Report;
use super::session::Session;

pub(in crate::cli) use names::title;

/// Carries out one verb; without one, a week is shown.
///
/// # Errors
/// Where the week or the meal is not known, the command is refused, or the log fails.
pub(super) async fn run(session: &Session, args: Plan) -> anyhow::Result<Report> {
    let Some(verb) = args.verb else {
        return show::show(session, args.show).await;
    };
    if let Some(week) = &args.show.week {
        anyhow::bail!(Usage(format!(
            "`{week}` stands before the verb; put the week behind it, or name it with `--week`"
        )));
    }
    match verb {
        PlanVerb::Show(args) => show::show(session, args).await,
        PlanVerb::Add(args) => change::add(session, args).await,
        PlanVerb::Move(args) => change::move_to(session, args).await,
        PlanVerb::Complete(args) => change::complete(session, args).await,
        PlanVerb::Reopen(args) => change::reopen(session, args).await,
        PlanVerb::Clear(args) => change::clear(session, args).await,
        PlanVerb::Remove(args) => change::remove(session, args).await,
        PlanVerb::ClearWeek(args) => whole::clear_week(session, args).await,
        PlanVerb::Servings(args) => change::servings(session, args).await,
        PlanVerb::Mode(args) => change::mode(session, args).await,
        PlanVerb::Reorder(args) => whole::reorder(session, args).await,
        PlanVerb::Diet(args) => whole::diet(session, args).await,
    }
}
