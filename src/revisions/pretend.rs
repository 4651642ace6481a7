//! A build that pretends to be an older one: `HEIRLOOM_PRETEND_HEAD=SLUG`. Only in tests.
//!
//! And a step that has no way back, of which none is released yet: `HEIRLOOM_PRETEND_ONE_WAY=RecipeCreated@1`.
//!
//! Later revisions, and the event versions that only they bring, are then unknown: what an older heirloom
//! does with a newer log can be tried without building one.

use std::sync::LazyLock;

use heirloom_projections::target::Model;

use super::manifest::{REVISIONS, Revision};
use super::slug;

static KNOWN: LazyLock<&'static [Revision]> = LazyLock::new(|| {
    let Ok(wanted) = std::env::var("HEIRLOOM_PRETEND_HEAD") else {
        return REVISIONS;
    };
    if wanted == "head" {
        return REVISIONS;
    }
    let is = |revision: &Revision| revision.name == wanted || slug(revision.name) == wanted;
    let Some(index) = REVISIONS.iter().position(is) else {
        panic!("HEIRLOOM_PRETEND_HEAD names no revision: `{wanted}`");
    };
    let (known, later) = REVISIONS.split_at(index + 1);
    let brought = |revisions: &'static [Revision]| revisions.iter().flat_map(|r| r.events).copied();
    let only_later = brought(later).filter(|name| !brought(known).any(|known| known == *name));
    heirloom_upcasters::registry::hide(only_later);
    known
});

/// Whether this build owns up to a version of a projection.
pub(super) fn knows_model(model: &Model) -> bool {
    let brings = |revisions: &[Revision]| {
        revisions
            .iter()
            .any(|r| r.projections.contains(&(model.name(), model.version())))
    };
    brings(known()) || !brings(REVISIONS)
}

/// The revisions that this build owns up to.
pub(super) fn known() -> &'static [Revision] {
    &KNOWN
}

/// Why nothing leads back to that version, where a test says so.
pub(super) fn one_way(event_type: &str, version: u32) -> Option<&'static str> {
    let pretended = std::env::var("HEIRLOOM_PRETEND_ONE_WAY").ok()?;
    (pretended == format!("{event_type}@{version}")).then_some("a test says so")
}
