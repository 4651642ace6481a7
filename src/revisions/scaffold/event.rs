//! The next version of an event: its file, its step, its sample, and the lines that name them.

use super::edits::Edits;
use super::{Checkout, ScaffoldError};

const VERSION_FILE: &str = include_str!("templates/version_head.txt");
const STEP: &str = include_str!("templates/step.rs.txt");
const STEPS: &str = include_str!("templates/steps.rs.txt");

/// An event as the sources have it.
struct Found {
    /// Its name.
    event: String,
    /// Its stream's module: `recipe`.
    stream: String,
    /// Its folder there: `renamed`.
    folder: String,
    /// Its newest version.
    newest: u32,
}

/// Begins the next version of an event; its name and that version.
pub(super) fn scaffold(
    edits: &mut Edits<'_>,
    event: &str,
    fill_in: &mut Vec<String>,
) -> Result<(String, u32), ScaffoldError> {
    let found = find(edits.checkout(), event)?;
    let next = found.newest + 1;
    version_file(edits, &found, fill_in)?;
    let steps = step_file(edits, &found)?;
    list_step(edits, &found)?;
    list_type(edits, &found)?;
    let sample = |version| format!("events/schemas/{event}/v{version}.sample.json");
    let text = edits.read(&sample(found.newest))?;
    edits.create(&sample(next), text)?;
    fill_in.push(format!(
        "upcasters/src/{steps}/v{}_to_v{next}.rs: `up`, `down` and what the old version cannot hold",
        found.newest
    ));
    fill_in.push(format!(
        "{}: what the new version says beyond the old one",
        sample(next)
    ));
    Ok((found.event, next))
}

/// The event of that name, by the `TYPE` in its files.
fn find(checkout: &Checkout, event: &str) -> Result<Found, ScaffoldError> {
    let mut known = Vec::new();
    for stream in ["recipe", "catalogue", "household", "plan"] {
        for folder in folders(checkout, &format!("events/src/{stream}"))? {
            let versions = versions(checkout, &format!("events/src/{stream}/{folder}"))?;
            let Some(newest) = versions.last().copied() else {
                continue;
            };
            let file = format!("events/src/{stream}/{folder}/v{newest}.rs");
            let Some(name) = event_type(&read(checkout, &file)?) else {
                continue;
            };
            if name == event {
                let found = Found {
                    event: name,
                    stream: stream.to_owned(),
                    folder,
                    newest,
                };
                return written_today(checkout, found);
            }
            known.push(name);
        }
    }
    let letters = |name: &str| name.to_ascii_lowercase().replace('_', "");
    let alike = known.iter().filter(|name| {
        let (name, asked) = (letters(name), letters(event));
        !asked.is_empty() && (name.contains(&asked) || asked.contains(&name))
    });
    let alike: Vec<String> = alike.map(|name| format!("`{name}`")).collect();
    Err(ScaffoldError::UnknownEvent {
        asked: event.to_owned(),
        like: match alike.is_empty() {
            true => String::new(),
            false => format!(" (there is {})", alike.join(", ")),
        },
    })
}

/// Refuses an event whose place others took.
fn written_today(checkout: &Checkout, found: Found) -> Result<Found, ScaffoldError> {
    let today = read(checkout, "upcasters/src/today.rs")?;
    let line = format!("{},", found.event);
    match today.lines().any(|l| l.trim() == line) {
        true => Ok(found),
        false => Err(ScaffoldError::NotWritten { event: found.event }),
    }
}

fn folders(checkout: &Checkout, folder: &str) -> Result<Vec<String>, ScaffoldError> {
    let names = checkout.names_in(folder)?;
    Ok(names.into_iter().filter(|name| !name.contains('.')).collect())
}

/// The versions in a folder: 1, 2 … of `v1.rs`, `v2.rs` …
fn versions(checkout: &Checkout, folder: &str) -> Result<Vec<u32>, ScaffoldError> {
    let version = |name: String| name.strip_prefix('v')?.strip_suffix(".rs")?.parse().ok();
    let mut versions: Vec<u32> = checkout
        .names_in(folder)?
        .into_iter()
        .filter_map(version)
        .collect();
    versions.sort_unstable();
    Ok(versions)
}

fn read(checkout: &Checkout, file: &str) -> Result<String, ScaffoldError> {
    Edits::new(checkout).read(file)
}

fn event_type(source: &str) -> Option<String> {
    let (_, rest) = source.split_once("const TYPE: &'static str = \"")?;
    rest.split_once('"').map(|(name, _)| name.to_owned())
}

/// `events/src/recipe/renamed/v2.rs`: the latest with its version raised.
fn version_file(
    edits: &mut Edits<'_>,
    found: &Found,
    fill_in: &mut Vec<String>,
) -> Result<(), ScaffoldError> {
    let (newest, next) = (found.newest, found.newest + 1);
    let folder = format!("events/src/{}/{}", found.stream, found.folder);
    let latest = edits.read(&format!("{folder}/v{newest}.rs"))?;
    let body: Vec<&str> = latest
        .lines()
        .skip_while(|line| line.starts_with("//!"))
        .collect();
    let text = VERSION_FILE.replace("{next}", &next.to_string()) + &body.join("\n") + "\n";
    let version = format!("const VERSION: u32 = {newest};");
    let file = format!("{folder}/v{next}.rs");
    edits.create(&file, text)?;
    edits.replace(
        &file,
        &version,
        &format!("const VERSION: u32 = {next};"),
        "the version",
    )?;
    let list = format!("{folder}/mod.rs");
    let place = "// The next version goes here";
    edits.insert_module(&list, &format!("pub mod v{next};"), place)?;
    edits.replace(
        &list,
        &format!("pub use v{newest}::"),
        &format!("pub use v{next}::"),
        "the latest version",
    )?;
    let said = edits.read(&list)?.replace(
        &format!("`pub mod v{next};`"),
        &format!("`pub mod v{};`", next + 1),
    );
    edits.change(&list, said);
    fill_in.push(format!(
        "{file}: what changed, in its first line and in its fields"
    ));
    for part in parts(&latest, &found.stream) {
        fill_in.push(format!(
            "(if it is `{part}` that changes, which other events carry too: a new version of \
             events/src/{}/{part}/ and of each of those events)",
            found.stream
        ));
    }
    Ok(())
}

/// Parts with versions of their own that an event's file uses: `content`, `line`.
fn parts(source: &str, stream: &str) -> Vec<String> {
    let prefix = format!("use crate::{stream}::");
    let part = |line: &str| {
        let (part, rest) = line.strip_prefix(&prefix)?.split_once("::v")?;
        rest.starts_with(|c: char| c.is_ascii_digit())
            .then(|| part.to_owned())
    };
    source.lines().filter_map(part).collect()
}

/// `upcasters/src/renamed/v1_to_v2.rs` and its lines; the folder's name.
fn step_file(edits: &mut Edits<'_>, found: &Found) -> Result<String, ScaffoldError> {
    let (newest, next) = (found.newest, found.newest + 1);
    let source = format!("use heirloom_events::{}::{}::", found.stream, found.folder);
    let plain = format!("upcasters/src/{}/mod.rs", found.folder);
    // Streams may have folders of the same name, as `renamed`; the second one that needs steps says whose.
    let is_other = edits.exists(&plain) && !edits.read(&plain)?.contains(&source);
    let folder = match is_other {
        true => format!("{}_{}", found.stream, found.folder),
        false => found.folder.clone(),
    };
    let fill = |template: &str| {
        template
            .replace("{event}", &found.event)
            .replace("{stream}", &found.stream)
            .replace("{events_folder}", &found.folder)
            .replace("{folder}", &folder)
            .replace("{old}", &newest.to_string())
            .replace("{next}", &next.to_string())
            .replace("{after}", &(next + 1).to_string())
    };
    edits.create(
        &format!("upcasters/src/{folder}/v{newest}_to_v{next}.rs"),
        fill(STEP),
    )?;
    let list = format!("upcasters/src/{folder}/mod.rs");
    if edits.exists(&list) {
        add_step(edits, &list, &source, &fill)?;
    } else {
        edits.create(&list, fill(STEPS))?;
        let place = "// The next event's steps go here";
        edits.insert_module("upcasters/src/lib.rs", &format!("pub mod {folder};"), place)?;
    }
    Ok(folder)
}

/// The lines of a further step in a folder that has some.
fn add_step(
    edits: &mut Edits<'_>,
    list: &str,
    source: &str,
    fill: &dyn Fn(&str) -> String,
) -> Result<(), ScaffoldError> {
    edits.insert_module(
        list,
        &fill("mod v{old}_to_v{next};"),
        "// The next step goes here",
    )?;
    let text = edits.read(list)?;
    let is_use = |line: &&str| line.starts_with("pub use v");
    if let Some(last) = text.lines().rfind(is_use) {
        let both = format!("{last}\n{}", fill("pub use v{old}_to_v{next}::V{old}ToV{next};"));
        edits.replace(list, last, &both, "the step's name")?;
    }
    if let Some(line) = text.lines().find(|line| line.starts_with(source)) {
        let versions = line[source.len()..].trim_matches(['{', '}', ';']);
        let both = format!("{source}{{{versions}, {}}};", fill("v{old}"));
        edits.replace(list, line, &both, "the old version")?;
    }
    let and_here = "// And here:";
    edits.insert_before(
        list,
        and_here,
        &fill("step!(V{old}ToV{next}: v{old}::{event});"),
        "the step",
    )?;
    let said = fill("`step!(V{old}ToV{next}: v{old}::{event});`");
    let next = fill("`step!(V{next}ToV{after}: v{next}::{event});`");
    let text = edits.read(list)?.replace(&said, &next);
    edits.change(list, text);
    Ok(())
}

/// Puts the new version behind the one before it in the registry.
fn list_step(edits: &mut Edits<'_>, found: &Found) -> Result<(), ScaffoldError> {
    let list = "upcasters/src/registry.rs";
    let path = |version: u32| format!("{}::v{version}::{}", found.folder, found.event);
    let (old, new) = (path(found.newest), path(found.newest + 1));
    let is_it = |line: &&str| line.trim_end_matches([',', ';']).ends_with(&old);
    replace_line(edits, list, is_it, &old, |line| {
        let before = format!("{},", line.trim_end_matches([',', ';']));
        format!("{before}\n{}", line.replace(&old, &new))
    })
}

/// Puts the new version behind the one before it in the list of types.
fn list_type(edits: &mut Edits<'_>, found: &Found) -> Result<(), ScaffoldError> {
    let list = "events/src/schema.rs";
    let start = format!("{}::{}: v1", found.folder, found.event);
    let is_it = |line: &&str| line.trim_start().starts_with(&start);
    replace_line(edits, list, is_it, &start, |line| {
        let end = line.chars().last().filter(|end| ",;".contains(*end));
        let versions = line.trim_end_matches([',', ';']);
        format!("{versions} v{}{}", found.newest + 1, end.unwrap_or(','))
    })
}

fn replace_line(
    edits: &mut Edits<'_>,
    list: &str,
    is_it: impl Fn(&&str) -> bool,
    mark: &str,
    new: impl Fn(&str) -> String,
) -> Result<(), ScaffoldError> {
    let text = edits.read(list)?;
    match text.lines().find(is_it) {
        Some(line) => edits.replace(list, line, &new(line), "the version"),
        None => Err(ScaffoldError::NoPlace {
            file: list.to_owned(),
            line: mark.to_owned(),
            what: "the next version".into(),
        }),
    }
}
