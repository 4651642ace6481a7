//! What holds at a revision: the fold of all that came up to it.

use heirloom_projections::target::Model;
use heirloom_upcasters::{Versions, registry};

use super::manifest::{REVISIONS, Revision};

/// All that holds at a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The revision's place in the manifest, from 0.
    pub index: usize,
    /// Its name.
    pub name: &'static str,
    /// The version in which each event is written.
    pub events: Versions,
    /// The versions of tables that are shown, in the order of their views.
    pub projections: Vec<(&'static str, u32)>,
}

/// No revision is called that.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "no revision is called `{asked}`; this build knows {known}; a slug alone is enough, and so are `head`, `+1` and `-1`"
)]
pub struct NoSuchRevision {
    /// What was asked for.
    pub asked: String,
    /// What there is.
    pub known: String,
}

impl State {
    /// What holds at the revision of that index in [`all`].
    #[must_use]
    pub fn at(index: usize) -> Self {
        let mut events = Versions::default();
        let mut projections: Vec<(&'static str, u32)> = Vec::new();
        for revision in &REVISIONS[..=index] {
            revision.retires.iter().for_each(|event| events.remove(event));
            revision
                .events
                .iter()
                .for_each(|(event, version)| events.set(event, *version));
            for (name, version) in revision.projections {
                match projections.iter_mut().find(|(known, _)| known == name) {
                    Some(known) => known.1 = *version,
                    None => projections.push((*name, *version)),
                }
            }
        }
        Self {
            index,
            name: REVISIONS[index].name,
            events,
            projections,
        }
    }

    /// The revision itself.
    #[must_use]
    pub fn revision(&self) -> &'static Revision {
        &REVISIONS[self.index]
    }
}

/// The newest revision that this build knows.
#[must_use]
pub fn head() -> State {
    State::at(all().len() - 1)
}

/// Every revision, oldest first.
#[must_use]
pub fn all() -> &'static [Revision] {
    #[cfg(feature = "testing")]
    return super::pretend::known();
    #[cfg(not(feature = "testing"))]
    REVISIONS
}

/// Every version of every projection that this build knows, oldest first within a name.
#[must_use]
pub fn models() -> Vec<Model> {
    let models = heirloom_projections::models::all().iter().copied();
    #[cfg(feature = "testing")]
    let models = models.filter(super::pretend::knows_model);
    models.collect()
}

/// Whether this build can read events of that name and version, both as a row of the log says them.
#[must_use]
pub fn reads(event_type: &str, event_version: &str) -> bool {
    #[cfg(feature = "testing")]
    super::pretend::known();
    registry::find_written(event_type, event_version).is_some()
}

/// The revision of that full name, as the log's `revisions` hold it; none where this build does not know it.
#[must_use]
pub fn named(name: &str) -> Option<State> {
    let index = all().iter().position(|revision| revision.name == name)?;
    Some(State::at(index))
}

/// The first revision that can hold this event of today, in its own version or in one that it steps down to;
/// none where none can.
#[must_use]
pub fn since(event_type: &str) -> Option<&'static Revision> {
    let line = registry::lineage(event_type);
    let holds = |state: &State| {
        line.iter()
            .any(|released| state.events.get(released.event_type) == Some(released.version))
    };
    let mut states = (0..all().len()).map(State::at);
    states.find(holds).map(|state| state.revision())
}

/// The revision of that name, slug, or `head`.
///
/// # Errors
/// Where there is none.
pub fn find(asked: &str) -> Result<State, NoSuchRevision> {
    if asked == "head" {
        return Ok(head());
    }
    let is = |revision: &&Revision| revision.name == asked || slug(revision.name) == asked;
    let found = all().iter().enumerate().find(|(_, revision)| is(revision));
    found
        .map(|(index, _)| State::at(index))
        .ok_or_else(|| NoSuchRevision {
            asked: asked.to_owned(),
            known: all()
                .iter()
                .map(|revision| format!("`{}`", revision.name))
                .collect::<Vec<_>>()
                .join(", "),
        })
}

/// What stands behind the date and time of a revision's name.
#[must_use]
pub fn slug(name: &str) -> &str {
    name.splitn(5, '_').nth(4).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_writes_todays_events_and_nothing_else() {
        assert_eq!(head().events, Versions::today());
    }

    #[test]
    fn an_event_is_known_since_the_revision_that_can_hold_it() {
        let since = |event| since(event).map(|revision| slug(revision.name));
        assert_eq!(since("RecipeRenamed"), Some("initial"));
        assert_eq!(since("RecipeImageRelocated"), Some("store_images_by_key"));
        // by the event that was split into it
        assert_eq!(
            since("RecipeDifficultySet"),
            Some("add_recipe_nutrition_tracking")
        );
        assert_eq!(since("RecipeSung"), None);
    }

    #[test]
    fn a_revision_is_found_by_its_name_its_slug_or_as_head() {
        assert_eq!(find("initial").unwrap().index, 0);
        assert_eq!(find("2026_11_20_0900_initial").unwrap().index, 0);
        assert_eq!(find("head").unwrap(), head());
        assert!(
            find("initail")
                .unwrap_err()
                .to_string()
                .contains("`2026_11_20_0900_initial`")
        );
    }
}
