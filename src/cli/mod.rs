//! The command line: nouns and verbs of git and of schema tools.
//!
//! stdout is data, stderr is progress and prompts. Every verb gives a [`report::Report`]: text for people,
//! one JSON object for programs, an exit code. A new verb is a variant in `args`, a module here, and a line
//! in [`carry_out`].

mod actor;
pub mod args;
mod calendar;
mod check;
mod demo;
pub mod exit;
mod gc;
mod images;
mod import;
mod import_mealgenie;
mod ingredients;
mod init;
mod interrupt;
mod laws;
mod log;
mod meal;
mod mealgenie;
pub mod mealgenie_args;
mod moving;
mod nutrition;
mod plan;
pub mod plan_args;
mod progress;
pub mod recipe;
pub mod report;
mod revision;
mod send;
pub mod session;
mod shopping;
pub mod shopping_args;
pub mod style;
mod tables;
mod undo;
mod unmapped;
mod upgrade;
pub mod upkeep_args;
mod weeks;

use args::{Cli, Verb};
use clap::CommandFactory as _;
use report::Report;
use session::Session;

/// Carries out what the command line says.
///
/// # Errors
/// Whatever stopped it; [`exit::code`] gives its exit code.
pub async fn carry_out(cli: Cli) -> anyhow::Result<Report> {
    match &cli.verb {
        Verb::Init(args) => return init::run(&cli, args).await,
        Verb::Demo(args) => return demo::run(args).await,
        Verb::Check(args) | Verb::Revision(args::Revision::Check(args)) => {
            return check::run(&cli.database, args).await;
        }
        Verb::Completions { shell } => return Ok(completions(*shell)),
        Verb::Revision(args::Revision::New(args)) => return revision::new(args),
        Verb::Revision(args::Revision::Show(args)) => return revision::show(&cli.database, args).await,
        _ => {}
    }
    let session = match &cli.verb {
        // What is active is told also where this build cannot take part in it.
        Verb::Revision(_) | Verb::Status | Verb::Log(args::Log::Export { .. }) => {
            Session::open_to_look(&cli).await?
        }
        Verb::Verify(args::Verify {
            what: Some(args::VerifyWhat::Log),
            ..
        }) => Session::open_to_look(&cli).await?,
        _ => Session::open(&cli).await?,
    };
    let outcome = in_session(&session, cli.verb).await;
    session.heirloom().close().await;
    outcome
}

async fn in_session(session: &Session, verb: Verb) -> anyhow::Result<Report> {
    match verb {
        Verb::Import(what) => import::run(session, what).await,
        Verb::Recipe(verb) => recipe::run(session, verb).await,
        Verb::Plan(args) => plan::run(session, args).await,
        Verb::Meal(verb) => meal::run(session, verb).await,
        Verb::Shopping(verb) => shopping::run(session, verb).await,
        Verb::Mealgenie(verb) => mealgenie::run(session, verb).await,
        Verb::Send(args) => send::run(session, &args.file).await,
        Verb::Undo(args) => undo::run(session, &args.correlation).await,
        Verb::Log(verb) => log::run(session, verb).await,
        Verb::Actor(args) => actor::run(session, args).await,
        Verb::Images(verb) => images::run(session, verb).await,
        Verb::Ingredients(verb) => ingredients::run(session, verb).await,
        Verb::Nutrition(verb) => nutrition::run(session, verb).await,
        Verb::Report(verb) => unmapped::run(session, verb).await,
        Verb::Rebuild(args) => tables::rebuild(session, args).await,
        Verb::Switch(args) => tables::switch(session, args).await,
        Verb::Feed => tables::feed(session).await,
        Verb::Verify(args) => tables::verify(session, args).await,
        Verb::Repair(args) => tables::repair(session, args).await,
        Verb::Digest => tables::digest(session).await,
        Verb::Status => tables::status(session).await,
        Verb::Revision(args::Revision::History) => revision::history(session).await,
        Verb::Revision(args::Revision::Current) => revision::current(session).await,
        Verb::Upgrade(args) => upgrade::upgrade(session, args).await,
        Verb::Downgrade(args) => upgrade::downgrade(session, args).await,
        Verb::Gc(args) => gc::gc(session, &args).await,
        Verb::Revision(args::Revision::New(_) | args::Revision::Show(_) | args::Revision::Check(_))
        | Verb::Init(_)
        | Verb::Demo(_)
        | Verb::Check(_)
        | Verb::Completions { .. } => Ok(Report::default()),
    }
}

fn completions(shell: clap_complete::Shell) -> Report {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "heirloom", &mut script);
    Report::new(String::from_utf8_lossy(&script))
}

/// An error and its causes, each once, as a line for people.
#[must_use]
pub fn told(error: &anyhow::Error) -> String {
    let mut parts: Vec<String> = Vec::new();
    for cause in error.chain().map(ToString::to_string) {
        // Transparent wrappers say what their source says.
        if !parts.iter().any(|part| part.contains(&cause)) {
            parts.push(cause);
        }
    }
    parts.join(": ")
}
