//! What a move would do on the database at hand.

use heirloom_projections::evolve::{PlannedVersion, StepVersions};
use heirloom_projections::read_db::Direction;

use super::{Move, MoveError, OneWay, WayStep};
use crate::revisions::State;
use crate::store::KindCount;

/// What a move would do, how long it may take, and what the way back is.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Plan {
    /// The active revision.
    pub from: &'static str,
    /// The one that will be.
    pub to: &'static str,
    /// Which way.
    pub direction: Direction,
    /// Every revision on the way, in the order of going.
    pub revisions: Vec<PlannedRevision>,
    /// Events in the log: the point to restore a backup to.
    pub events: u64,
    /// Households in the log.
    pub households: u64,
    /// How many versions of projections are to be built.
    pub to_build: u64,
    /// How long that may take, in seconds, by a quick sample of the log.
    pub estimated_seconds: f64,
    /// Events that cannot be written there.
    pub not_written_any_more: Vec<&'static str>,
    /// What there is no way back from; none: there is one.
    pub one_way: Option<OneWay>,
    /// The way back, and until when it is instant.
    pub way_back: String,
}

/// One revision on the way: gone on to, or taken back.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct PlannedRevision {
    /// Its name.
    pub revision: &'static str,
    /// Events that are written in another version from there on.
    pub events: Vec<EventStep>,
    /// Versions of projections that are shown from there on.
    pub tables: Vec<PlannedVersion>,
}

/// What becomes of one event on the way.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct EventStep {
    /// Its name.
    pub event: &'static str,
    /// The version before; none: it is new.
    pub from: Option<u32>,
    /// The version then; none: it is not written any more.
    pub to: Option<u32>,
    /// How many events of the version before the log holds. They stay as they are.
    pub stored: u64,
}

impl Move<'_> {
    /// What it would do. Changes nothing.
    ///
    /// # Errors
    /// Where the log or the database fails.
    pub async fn plan(&self) -> Result<Plan, MoveError> {
        let way = self.way();
        let kinds = self.heirloom().database().count_kinds().await?;
        let engine = self.heirloom().engine();
        // A downgrade shows the tables of its end; those between are passed by.
        let direct = self.direct() || way.direction() == Direction::Downgrade;
        let versions = |step: &WayStep| StepVersions {
            revision: step.revision.to_owned(),
            versions: match direct && step.state != way.to {
                true => Vec::new(),
                false if direct => self.shown_anew(),
                false => step.projections.clone(),
            },
        };
        let steps: Vec<StepVersions> = way.steps.iter().map(versions).collect();
        let planned = engine.evolve_plan(&steps).await?;
        let revisions = way
            .steps
            .iter()
            .zip(planned.steps)
            .map(|(step, planned)| PlannedRevision {
                revision: step.revision,
                events: event_steps(step, &kinds),
                tables: planned.versions,
            });
        let one_way = match way.direction() {
            Direction::Downgrade => way.one_way(),
            _ => way.back().one_way(),
        };
        Ok(Plan {
            from: way.from.name,
            to: way.to.name,
            direction: way.direction(),
            revisions: revisions.collect(),
            events: planned.events,
            households: planned.households,
            to_build: planned.to_build,
            estimated_seconds: planned.estimated_seconds,
            not_written_any_more: way.not_written_any_more(),
            way_back: way_back(&way.from, way.direction(), one_way.as_ref()),
            one_way,
        })
    }
}

fn event_steps(step: &WayStep, kinds: &[KindCount]) -> Vec<EventStep> {
    let stored = |event: &str, version: Option<u32>| {
        let version = version.map(|version| version.to_string());
        let is_it = |kind: &&KindCount| {
            let written = kind
                .event_version
                .strip_suffix(".0")
                .unwrap_or(&kind.event_version);
            kind.event_type == event && Some(written) == version.as_deref()
        };
        kinds.iter().filter(is_it).map(|kind| kind.events).sum()
    };
    let events = step.events.iter();
    events
        .map(|(event, from, to)| EventStep {
            event,
            from: *from,
            to: *to,
            stored: stored(event, *from),
        })
        .collect()
}

fn way_back(from: &State, direction: Direction, one_way: Option<&OneWay>) -> String {
    match (direction, one_way) {
        (Direction::Downgrade, _) => format!(
            "`heirloom upgrade {}`: the tables shown now stay and are fed, so it is instant until `heirloom gc` drops them",
            from.name
        ),
        (_, Some(one_way)) => format!("none: {one_way}"),
        (_, None) => format!(
            "`heirloom downgrade {}`: the tables shown now stay and are fed, so it is instant, with all later events, until `heirloom gc` drops them",
            from.name
        ),
    }
}
