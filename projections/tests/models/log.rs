//! Logs of one household, written by hand, and the rows that follow from them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use heirloom_events::recipe::{Content, Line, RecipeCreated, Step};
use heirloom_events::values::{Actor, HouseholdId, IngredientId, LineId, RecipeId, StepId};
use heirloom_events::{Event, Metadata, Recorded, State, StreamKey, StreamType};
use heirloom_projections::{Projection, RowSink, Value};

pub(crate) fn household() -> HouseholdId {
    HouseholdId::derived("tests")
}

/// A log that is being written.
#[derive(Default)]
pub(crate) struct Log {
    pub(crate) events: Vec<Recorded>,
    sequences: BTreeMap<StreamKey, u64>,
}

impl Log {
    /// The next event of a stream, one minute after the last of the log.
    pub(crate) fn push(&mut self, id: impl ToString, event: impl Into<Event>) -> &mut Self {
        let event = event.into();
        let stream = StreamKey::new(event.stream_type(), id);
        let position = self.events.len() as u64 + 1;
        let sequence = self.sequences.entry(stream.clone()).or_default();
        *sequence += 1;
        let start: DateTime<Utc> = "2026-01-01T12:00:00Z".parse().unwrap();
        self.events.push(Recorded {
            household: household(),
            position,
            stream,
            sequence: *sequence,
            recorded_at: start + TimeDelta::minutes(position as i64),
            metadata: Metadata {
                actor: Some(Actor("ada".to_owned())),
                ..Metadata::default()
            },
            events: event.into(),
        });
        self
    }

    /// The event that was pushed last.
    pub(crate) fn last(&mut self) -> &mut Recorded {
        self.events.last_mut().unwrap()
    }

    /// Writes a recipe down; its id follows from its title.
    pub(crate) fn recipe(&mut self, content: Content) -> RecipeId {
        let id = RecipeId::derived(&content.title);
        self.push(id, event(RecipeCreated { content }));
        id
    }
}

pub(crate) fn event(event: impl Into<heirloom_events::recipe::RecipeEvent>) -> Event {
    Event::Recipe(event.into())
}

/// A recipe's content: its lines and steps get ids that follow from their places.
pub(crate) fn content(title: &str, lines: &[&str], steps: &[&str]) -> Content {
    let name = |what: &str, at: usize| format!("{title}/{what}/{at}");
    Content {
        title: title.to_owned(),
        lines: (0..)
            .zip(lines)
            .map(|(at, text)| line(LineId::derived(&name("line", at)), text, None))
            .collect(),
        steps: (0..)
            .zip(steps)
            .map(|(at, text)| Step {
                step_id: StepId::derived(&name("step", at)),
                section: None,
                text: (*text).to_owned(),
            })
            .collect(),
        ..Content::default()
    }
}

pub(crate) fn line(line_id: LineId, text: &str, ingredient_id: Option<IngredientId>) -> Line {
    Line {
        line_id,
        text: text.to_owned(),
        amount: None,
        unit: None,
        unit_id: None,
        ingredient_id,
        preparation_method: None,
        optional: false,
    }
}

/// Rows as they came: the table's place and the values.
#[derive(Default)]
pub(crate) struct Sink(pub(crate) Vec<(usize, Vec<Value<'static>>)>);

impl RowSink for Sink {
    fn row(&mut self, table: usize, values: &[Value<'_>]) {
        self.0.push((
            table,
            values.iter().map(|value| value.clone().into_owned()).collect(),
        ));
    }
}

/// The states of all streams after a log.
pub(crate) fn states(log: &[Recorded]) -> BTreeMap<StreamKey, State> {
    let mut states = BTreeMap::new();
    for event in log {
        let stream = event.stream.clone();
        let kind: StreamType = stream.aggregate_type;
        let state = states.entry(stream).or_insert_with(|| State::empty(kind));
        state.apply(event.clone());
    }
    states
}

/// Every row of a projection that follows from a log.
pub(crate) fn rows_of(projection: &dyn Projection, log: &[Recorded]) -> Sink {
    let mut sink = Sink::default();
    let mut states = BTreeMap::new();
    let mine = |stream: &StreamKey| projection.streams().contains(&stream.aggregate_type);
    if let Some(mut machine) = projection.household(household()) {
        let events = log.iter().filter(|event| mine(&event.stream));
        events.for_each(|event| machine.apply(event));
        let units: BTreeSet<_> = machine.units().into_iter().collect();
        units.iter().for_each(|unit| machine.rows(unit, &mut sink));
        return sink;
    }
    for event in log.iter().filter(|event| mine(&event.stream)) {
        let kind = event.stream.aggregate_type;
        let state = states
            .entry(event.stream.clone())
            .or_insert_with(|| State::empty(kind));
        projection.event_rows(state, event, &mut sink);
        state.apply(event.clone());
    }
    for (stream, state) in &states {
        projection.state_rows(household(), stream, state, &mut sink);
    }
    sink
}
