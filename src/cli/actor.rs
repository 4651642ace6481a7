//! `heirloom actor`: what actors are called. Names stand outside the log, so that a person can be forgotten
//! without touching history.

use std::fmt::Write as _;

use super::args::Actor;
use super::exit::Usage;
use super::report::Report;
use super::session::Session;

/// Shows, sets or forgets names.
///
/// # Errors
/// Where the database fails.
pub(super) async fn run(session: &Session, args: Actor) -> anyhow::Result<Report> {
    let Some(id) = args.id else {
        let names = session.actor_names().await?;
        let mut text = String::new();
        let width = names.keys().map(|id| id.chars().count()).max().unwrap_or(0);
        for (id, name) in &names {
            let _ = writeln!(text, "{id:<width$}  {name}");
        }
        return Ok(Report::new(text).with("actors", &names));
    };
    let report = match (args.name, args.forget) {
        (Some(name), _) if name.trim().is_empty() => anyhow::bail!(Usage("a name is not blank".into())),
        (Some(name), _) => {
            session.log().name_actor(&id, Some(name.trim())).await?;
            Report::new(format!("`{id}` is called {} from now on", name.trim()))
        }
        (None, true) => {
            session.log().name_actor(&id, None).await?;
            Report::new(format!("the name of `{id}` is forgotten; history keeps the id"))
        }
        (None, false) => match session.actor_names().await?.get(&id) {
            Some(name) => Report::new(name.clone()).with("name", name),
            None => anyhow::bail!(Usage(format!(
                "`{id}` has no name; `heirloom actor {id} NAME` gives one"
            ))),
        },
    };
    Ok(report.with("actor", id))
}
