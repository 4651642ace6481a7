//! The next version of a projection: its folder, and the lines that name it.

use super::ScaffoldError;
use super::edits::Edits;

const VERSION: &str = include_str!("templates/projection.rs.txt");
const MODELS: &str = "projections/src/models";

/// Begins the next version of a projection; its name and that version.
pub(super) fn scaffold(
    edits: &mut Edits<'_>,
    projection: &str,
    fill_in: &mut Vec<String>,
) -> Result<(String, u32), ScaffoldError> {
    let known = known(edits)?;
    if !known.iter().any(|name| name == projection) {
        let asked = projection.to_owned();
        return Err(ScaffoldError::UnknownProjection {
            asked,
            known: known.join(", "),
        });
    }
    let list = format!("{MODELS}/{projection}/mod.rs");
    let source = edits.read(&list)?;
    let is_version = |version: &u32| source.contains(&format!(" v{version}::VERSION,"));
    let next = (1..).find(|version| !is_version(version)).unwrap_or(1);
    let folder = format!("{MODELS}/{projection}/v{next}");
    edits.create(&format!("{folder}/mod.rs"), version(&source, next))?;
    edits.insert_before(
        &list,
        "// The next version goes here.",
        &format!("v{next}::VERSION,"),
        "the version",
    )?;
    let last = format!("mod v{};", next - 1);
    edits.replace(&list, &last, &format!("{last}\nmod v{next};"), "the version")?;
    fill_in.push(format!(
        "{folder}/: its columns, tables and indexes, and how they are filled; see docs/adding-a-projection.md"
    ));
    Ok((projection.to_owned(), next))
}

/// Every projection: what has a folder with versions in it.
fn known(edits: &Edits<'_>) -> Result<Vec<String>, ScaffoldError> {
    let names = edits.checkout().names_in(MODELS)?;
    let has_versions = |name: &String| edits.exists(&format!("{MODELS}/{name}/v1/mod.rs"));
    Ok(names.into_iter().filter(has_versions).collect())
}

/// `v2/mod.rs`: a version that changes nothing yet.
fn version(family: &str, next: u32) -> String {
    let adds = family
        .split_once("type Adds = ")
        .and_then(|(_, rest)| rest.split_once(';'));
    let adds = adds.map_or("()", |(adds, _)| adds.trim());
    let (imports, nothing) = match adds {
        "()" => (String::new(), "Version::NOTHING".to_owned()),
        adds => (
            format!("use super::adds::{adds};\n"),
            format!("Version::filled_by({adds}::NOTHING)"),
        ),
    };
    VERSION
        .replace("{next}", &next.to_string())
        .replace("{imports}", &imports)
        .replace("{adds}", adds)
        .replace("{nothing}", &nothing)
}
