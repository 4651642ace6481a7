//! The revision itself: its file in the manifest, its line, and its section in the documentation.

use super::edits::Edits;
use super::{Checkout, Name, ScaffoldError};

const REVISION: &str = include_str!("templates/revision.rs.txt");
const SECTION: &str = include_str!("templates/section.md.txt");
const FOLDER: &str = "src/revisions/manifest";
const DOCS: &str = "docs/evolution.md";

/// The names of the revisions that a checkout has.
pub(super) fn names(checkout: &Checkout) -> Result<Vec<String>, ScaffoldError> {
    let mut names = Vec::new();
    for file in checkout.names_in(FOLDER)? {
        let source = Edits::new(checkout).read(&format!("{FOLDER}/{file}"))?;
        let name = source
            .split_once("name: \"")
            .and_then(|(_, rest)| rest.split_once('"'));
        names.extend(name.map(|(name, _)| name.to_owned()));
    }
    Ok(names)
}

/// The revision's file and lines.
pub(super) fn scaffold(
    edits: &mut Edits<'_>,
    name: &Name,
    events: &[(String, u32)],
    projections: &[(String, u32)],
    fill_in: &mut Vec<String>,
) -> Result<(), ScaffoldError> {
    let file = format!("{FOLDER}/{}.rs", name.slug());
    let list = format!("{FOLDER}/mod.rs");
    let revision = REVISION
        .replace("{name}", &name.to_string())
        .replace("{events}", &pairs(events))
        .replace("{projections}", &pairs(projections));
    edits.create(&file, revision)?;
    edits.insert_module(
        &list,
        &format!("mod {};", name.slug()),
        "// The next revision's file goes here.",
    )?;
    let line = format!("{}::REVISION,", name.slug());
    edits.insert_before(&list, "// The next revision goes here.", &line, "the revision")?;
    section(edits, name, events, projections)?;
    fill_in.push(format!(
        "{file}: what it means for those who cook, and columns that may read otherwise"
    ));
    fill_in.push(format!("{DOCS}: its section"));
    Ok(())
}

/// A list of names and versions as rustfmt writes it.
fn pairs(pairs: &[(String, u32)]) -> String {
    let told: Vec<String> = pairs
        .iter()
        .map(|(name, version)| format!("(\"{name}\", {version})"))
        .collect();
    let one_line = told.join(", ");
    // rustfmt's width for short arrays, less the indentation and the name of the field.
    if one_line.len() <= 60 {
        return one_line;
    }
    let lines: Vec<String> = told.iter().map(|pair| format!("        {pair},\n")).collect();
    format!("\n{}    ", lines.concat())
}

fn section(
    edits: &mut Edits<'_>,
    name: &Name,
    events: &[(String, u32)],
    projections: &[(String, u32)],
) -> Result<(), ScaffoldError> {
    let told = |pairs: &[(String, u32)]| {
        let pairs: Vec<String> = pairs
            .iter()
            .map(|(name, version)| format!("`{name}` {version}"))
            .collect();
        if pairs.is_empty() {
            "none".to_owned()
        } else {
            pairs.join(", ")
        }
    };
    let section = SECTION
        .replace("{name}", &name.to_string())
        .replace("{events}", &told(events))
        .replace("{projections}", &told(projections));
    if !edits.exists(DOCS) {
        return edits.create(DOCS, format!("# Evolution\n{section}"));
    }
    let text = edits.read(DOCS)?;
    let place = "<!-- The next revision's section goes here. -->";
    let text = match text.contains(place) {
        true => text.replacen(place, &format!("{}\n{place}", section.trim_start()), 1),
        false => format!("{}\n{section}", text.trim_end()),
    };
    edits.change(DOCS, text);
    Ok(())
}
