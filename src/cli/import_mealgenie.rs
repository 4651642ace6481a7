//! `heirloom import mealgenie …`: the application's own database, taken over once or again and again.

use std::sync::Arc;

use chrono::Utc;

use super::args::Mealgenie;
use super::calendar::monday;
use super::report::Report;
use super::session::Session;
use super::style::count;
use crate::importers::mealgenie::source::read;
use crate::importers::mealgenie::take::{Options, Outcome, only_user, take, user_before};
use crate::store::EventLog;
use crate::store::pretend::PretendLog;

/// Carries out one run.
///
/// # Errors
/// Where the database cannot be read, it is not clear whose rows are meant, or the log fails. Rows that are not
/// accounted for are told in the report (exit 1).
pub(super) async fn run(session: &Session, args: Mealgenie) -> anyhow::Result<Report> {
    let week = args.week.as_deref().map(|week| monday(Some(week))).transpose()?;
    let before = user_before(session.log().as_ref(), session.household(), &args.name).await?;
    let (rows, report) = only_user(read(&args.address).await?, args.user.as_deref(), before)?;
    let options = Options {
        household: session.household(),
        actor: session.actor(),
        reason: session.reason(),
        name: args.name.clone(),
        week,
        today: Utc::now().date_naive(),
    };
    let log: Arc<dyn EventLog> = match args.dry_run {
        true => Arc::new(PretendLog::over(Arc::clone(session.log()), session.household()).await?),
        false => Arc::clone(session.log()),
    };
    let outcome = take(log, &rows, report, options).await?;
    if !args.dry_run {
        session.catch_up().await?;
    }
    let exit = u8::from(!outcome.is_complete());
    let text = format!("{outcome}\n{}", done(&args, &outcome));
    Ok(Report::new(text)
        .with("import", &outcome)
        .with("dry_run", args.dry_run)
        .exit(exit))
}

fn done(args: &Mealgenie, outcome: &Outcome) -> String {
    let events = count(outcome.events, "event");
    match (args.dry_run, outcome.events) {
        (true, _) => format!("{events} would be added; nothing was written"),
        (false, 0) => "nothing new: 0 events added".to_owned(),
        (false, _) if args.follow => format!("{events} added; run it again to tell what changes next"),
        (false, _) => format!("{events} added"),
    }
}
