//! `heirloom images`: pictures move house.

use std::fmt::Write as _;
use std::path::Path;

use super::exit::Usage;
use super::interrupt::stop_on_ctrl_c;
use super::recipe::read;
use super::report::Report;
use super::session::Session;
use super::style::{BOLD, COMMAND, REMOVED, count, paint};
use super::upkeep_args::{Images, Relocate};
use crate::store::LogError;
use crate::upkeep::images::map::ImageMap;
use crate::upkeep::images::places::Places;
use crate::upkeep::images::relocate::{Relocated, Relocation};
use crate::upkeep::images::resolve::{Resolved, resolve};
use crate::upkeep::survey;

/// The event by which a recipe shows its picture's new place.
const EVENT: &str = "RecipeImageRelocated";
/// How many entries of a list are shown; `--json` has them all.
const SHOWN: usize = 20;

/// Carries out one verb.
///
/// # Errors
/// Where the map cannot be read, the active revision has no such event, or the log fails. What could not be
/// moved is told in the report (exit 1).
pub(super) async fn run(session: &Session, verb: Images) -> anyhow::Result<Report> {
    let Images::Relocate(args) = verb;
    let map = map_of(&args.map)?;
    known_by_the_revision(session)?;
    let here = Path::new(".");
    let mut roots = map.roots.clone();
    if let Some(root) = &args.root {
        roots.insert("file".to_owned(), root.clone());
    }
    let places = Places::new(roots, here);
    if args.verify && args.dry_run {
        let verified = verify(session, &places).await?;
        let exit = u8::from(!verified.broken.is_empty());
        let text = verified_in_words(&verified);
        return Ok(Report::new(text).with("verified", &verified).exit(exit));
    }
    relocate(session, args, map, places).await
}

async fn relocate(
    session: &Session,
    args: Relocate,
    map: ImageMap,
    places: Places,
) -> anyhow::Result<Report> {
    let stop = stop_on_ctrl_c();
    let relocation = Relocation {
        map,
        places,
        dry_run: args.dry_run,
        envelope: session.envelope("images relocate"),
        stop,
    };
    let done = relocation.run(session.heirloom().commands()).await?;
    if done.correlation_id.is_some() {
        session.catch_up().await?;
    }
    let mut report = Report::new(in_words(&done, args.dry_run)).with("images", &done);
    let mut ok = done.failed.is_empty();
    if args.verify && !done.interrupted {
        let verified = verify(session, &relocation.places).await?;
        ok &= verified.broken.is_empty();
        report.text.push_str(&verified_in_words(&verified));
        report = report.with("verified", &verified);
    }
    Ok(report.exit(match done.interrupted {
        true => 130,
        false => u8::from(!ok),
    }))
}

fn map_of(file: &Path) -> anyhow::Result<ImageMap> {
    let name = file.display();
    let text = String::from_utf8(read(file)?).map_err(|_| Usage(format!("`{name}` is not UTF-8")))?;
    let map = ImageMap::parse(&text).map_err(|error| Usage(format!("`{name}`, {error}")))?;
    match map.is_empty() {
        true => Err(Usage(format!(
            "`{name}` has no rule; write `STORAGE:KEY -> STORAGE:KEY`, one a line"
        ))
        .into()),
        false => Ok(map),
    }
}

/// Better told before the first file is copied than after it.
fn known_by_the_revision(session: &Session) -> Result<(), LogError> {
    match session.heirloom().database().state() {
        Some(state) if state.events.get(EVENT).is_none() => Err(LogError::NotInRevision {
            event_type: EVENT,
            since: crate::revisions::since(EVENT).map_or("head", |revision| revision.name),
            active: state.name,
        }),
        _ => Ok(()),
    }
}

async fn verify(session: &Session, places: &Places) -> anyhow::Result<Resolved> {
    let recipes = survey::recipes(session.log().as_ref(), session.household()).await?;
    Ok(resolve(&recipes, places))
}

fn in_words(done: &Relocated, dry_run: bool) -> String {
    let (moved, copied) = match dry_run {
        true => ("would move", "to be copied"),
        false => ("moved", "copied"),
    };
    let mut text = format!(
        "{moved} {}: {} {copied}, {} there already\n{} moved before, {} that no rule names; {} without a picture\n",
        count(done.relocated, "picture"),
        done.copied,
        done.relocated - done.copied,
        done.moved_before,
        done.untouched,
        count(done.without_image, "recipe"),
    );
    if let Some(id) = done.correlation_id {
        let undo = paint(COMMAND, format!("heirloom undo {id}"));
        let _ = writeln!(text, "to take it back: {undo}; every file stays where it was");
    }
    let failed = done
        .failed
        .iter()
        .map(|f| (f.title.as_str(), f.from.as_str(), f.why.as_str()));
    listed(&mut text, "not moved", failed);
    if done.interrupted {
        text.push_str("stopped; run it again to go on\n");
    }
    text
}

fn verified_in_words(verified: &Resolved) -> String {
    let mut text = format!(
        "verified: {} equal to the bytes that were moved, {} readable, {} in places that no folder was named for\n",
        count(verified.equal, "picture"),
        verified.readable,
        verified.elsewhere,
    );
    let broken = verified
        .broken
        .iter()
        .map(|b| (b.title.as_str(), b.image.as_str(), b.why.as_str()));
    listed(&mut text, "broken", broken);
    text
}

fn listed<'a>(
    text: &mut String,
    heading: &str,
    entries: impl ExactSizeIterator<Item = (&'a str, &'a str, &'a str)>,
) {
    let all = entries.len();
    if all > 0 {
        let _ = writeln!(text, "{} {}", paint(BOLD, all), paint(REMOVED, heading));
    }
    for (title, image, why) in entries.take(SHOWN) {
        let _ = writeln!(text, "  {title} (`{image}`): {why}");
    }
    if all > SHOWN {
        let _ = writeln!(text, "  and {} more; --json lists all", all - SHOWN);
    }
}
