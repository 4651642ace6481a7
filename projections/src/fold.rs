//! The fold of whole households into rows: what a load writes, what a verification compares with and what
//! a repair puts back. Live feeding folds single streams, or keeps machines of households warm; a property test
//! holds both against each other.

use std::collections::{HashMap, HashSet};

use heirloom_events::values::HouseholdId;
use heirloom_events::{Recorded, State, StreamKey, StreamType};

use crate::error::{Error, Result};
use crate::feed::{Fed, Poison};
use crate::target::Model;
use crate::{HouseholdRows, RowSink, Unit, Value};

/// Takes rows of several targets.
pub trait Sinks: Send {
    /// Takes one row of the `table`-th table of the `target`-th target.
    fn row(&mut self, target: usize, table: usize, values: &[Value<'_>]);
}

/// The sink of one of several targets.
pub(crate) struct OneOf<'a> {
    pub(crate) sinks: &'a mut dyn Sinks,
    pub(crate) target: usize,
}

impl RowSink for OneOf<'_> {
    fn row(&mut self, table: usize, values: &[Value<'_>]) {
        self.sinks.row(self.target, table, values);
    }
}

/// The stream that a poisoned event belongs to; none where this build does not know its type: then no
/// projection of this build reads it either.
pub(crate) fn poisoned_stream(poison: &Poison) -> Option<StreamKey> {
    let (stream_type, id) = poison.stream.split_once('/')?;
    let stream_type = StreamType::from_name(stream_type).ok()?;
    Some(StreamKey::new(stream_type, id))
}

/// What one target takes of one household.
#[derive(Clone, Debug)]
pub struct Take {
    /// The last position that goes in.
    pub upto: u64,
    /// Streams that go in only before a position.
    pub parked: HashMap<StreamKey, u64>,
}

impl Take {
    /// Whether this event is one that its stream stands still before.
    fn holds_back(&self, event: &Recorded) -> bool {
        !self.parked.is_empty()
            && self
                .parked
                .get(&event.stream)
                .is_some_and(|position| *position <= event.position)
    }
}

impl Default for Take {
    fn default() -> Self {
        Self {
            upto: u64::MAX,
            parked: HashMap::new(),
        }
    }
}

/// What happens at an event that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnPoison {
    /// An error, unless every target that reads the stream has it parked before.
    Fail,
    /// The stream stands still from there on.
    Park,
}

#[derive(Default)]
struct Slot {
    state: Option<State>,
    /// Nothing more goes in, because an event could not be read.
    still: bool,
}

/// One household's streams being folded in memory, for several targets at once.
pub struct HouseholdFold {
    household: HouseholdId,
    models: Vec<Model>,
    /// Beside `models`, of those that are household-level.
    machines: Vec<Option<Box<dyn HouseholdRows>>>,
    takes: Vec<Take>,
    on_poison: OnPoison,
    streams: HashMap<StreamKey, Slot>,
    /// Which rows of which stream have been given to which target.
    given: HashSet<(usize, StreamKey)>,
    finished: Vec<bool>,
    /// Units of machines whose rows are still to be given, once all streams have given theirs.
    units: Option<Vec<(usize, Unit)>>,
    /// Streams that came to stand still here, with the event at which they do.
    pub stopped: Vec<(StreamKey, Poison)>,
    /// The last position that came.
    pub last: u64,
}

impl HouseholdFold {
    /// An empty household. `takes` stands beside `models`.
    #[must_use]
    pub fn new(household: HouseholdId, models: Vec<Model>, takes: Vec<Take>, on_poison: OnPoison) -> Self {
        debug_assert_eq!(models.len(), takes.len());
        Self {
            household,
            finished: vec![false; models.len()],
            machines: models.iter().map(|model| model.household(household)).collect(),
            models,
            takes,
            on_poison,
            streams: HashMap::new(),
            given: HashSet::new(),
            units: None,
            stopped: Vec::new(),
            last: 0,
        }
    }

    /// Takes the next event in.
    ///
    /// # Errors
    /// At an event that cannot be read, unless it may be parked.
    pub fn apply(&mut self, fed: Fed, sinks: &mut dyn Sinks) -> Result<()> {
        let position = match &fed {
            Ok(recorded) => recorded.position,
            Err(poison) => poison.position,
        };
        self.close_before(position, sinks);
        self.last = position;
        match fed {
            Ok(recorded) => self.apply_recorded(recorded, sinks),
            Err(poison) => return self.stop(poison),
        }
        Ok(())
    }

    /// Gives the rows of targets that end before this position.
    fn close_before(&mut self, position: u64, sinks: &mut dyn Sinks) {
        for target in 0..self.models.len() {
            if self.takes[target].upto < position && !self.finished[target] {
                self.give_all(target, sinks);
            }
        }
    }

    fn apply_recorded(&mut self, recorded: Recorded, sinks: &mut dyn Sinks) {
        let stream_type = recorded.stream.aggregate_type;
        let readers: Vec<usize> = self.readers(stream_type).collect();
        if readers.is_empty() {
            return;
        }
        let slot = self.streams.entry(recorded.stream.clone()).or_default();
        if slot.still {
            return;
        }
        for target in readers {
            let held_back = self.takes[target].holds_back(&recorded);
            if let Some(machine) = &mut self.machines[target] {
                if !held_back {
                    machine.apply(&recorded);
                }
                continue;
            }
            let state = slot.state.get_or_insert_with(|| State::empty(stream_type));
            let sink = &mut OneOf { sinks, target };
            if held_back {
                if self.given.insert((target, recorded.stream.clone())) && state.version() > 0 {
                    self.models[target].state_rows(self.household, &recorded.stream, state, sink);
                }
                continue;
            }
            self.models[target].event_rows(state, &recorded, sink);
        }
        // Nobody but machines reads it where there is none.
        if let Some(state) = &mut slot.state {
            state.apply(recorded);
        }
    }

    fn readers(&self, stream_type: StreamType) -> impl Iterator<Item = usize> + '_ {
        (0..self.models.len())
            .filter(move |t| !self.finished[*t] && self.models[*t].streams().contains(&stream_type))
    }

    fn stop(&mut self, poison: Poison) -> Result<()> {
        let Some(stream) = poisoned_stream(&poison) else {
            return Ok(());
        };
        let unknown_to = self.readers(stream.aggregate_type).find(|t| {
            self.takes[*t]
                .parked
                .get(&stream)
                .is_none_or(|p| *p > poison.position)
        });
        let slot = self.streams.entry(stream.clone()).or_default();
        if slot.still || unknown_to.is_none() {
            slot.still = true;
            return Ok(());
        }
        if self.on_poison == OnPoison::Fail {
            return Err(Error::Poison(poison));
        }
        slot.still = true;
        self.stopped.push((stream, poison));
        Ok(())
    }

    fn give_all(&mut self, target: usize, sinks: &mut dyn Sinks) {
        self.finished[target] = true;
        if let Some(machine) = self.machines[target].take() {
            for unit in units_of(machine.as_ref()) {
                machine.rows(&unit, &mut OneOf { sinks, target });
            }
            return;
        }
        for (stream, slot) in &self.streams {
            self.give(target, stream, slot, sinks);
        }
    }

    fn give(&self, target: usize, stream: &StreamKey, slot: &Slot, sinks: &mut dyn Sinks) {
        let model = self.models[target];
        let Some(state) = slot.state.as_ref().filter(|state| state.version() > 0) else {
            return;
        };
        if model.streams().contains(&stream.aggregate_type) && !self.given.contains(&(target, stream.clone()))
        {
            model.state_rows(self.household, stream, state, &mut OneOf { sinks, target });
        }
    }

    /// Gives the rows of at most so many streams, then units, to all targets that are still open and forgets
    /// them; whether there are more. So that a large household need not stand in memory as rows.
    pub fn finish_some(&mut self, parts: usize, sinks: &mut dyn Sinks) -> bool {
        if self.streams.is_empty() {
            return self.finish_some_units(parts, sinks);
        }
        let keys: Vec<StreamKey> = self.streams.keys().take(parts).cloned().collect();
        for key in keys {
            let slot = self.streams.remove(&key).unwrap_or_default();
            for target in (0..self.models.len()).filter(|t| !self.finished[*t]) {
                self.give(target, &key, &slot, sinks);
            }
        }
        !self.streams.is_empty() || self.machines.iter().any(Option::is_some)
    }

    fn finish_some_units(&mut self, parts: usize, sinks: &mut dyn Sinks) -> bool {
        let machines = &self.machines;
        let left = self.units.get_or_insert_with(|| {
            let machines = machines.iter().enumerate();
            let units = |(target, machine): (usize, &Option<Box<dyn HouseholdRows>>)| {
                let units = machine.as_deref().map(units_of).unwrap_or_default();
                units.into_iter().map(move |unit| (target, unit))
            };
            machines.flat_map(units).collect()
        });
        let from = left.len().saturating_sub(parts);
        for (target, unit) in left.drain(from..) {
            if let Some(machine) = &machines[target] {
                machine.rows(&unit, &mut OneOf { sinks, target });
            }
        }
        !left.is_empty()
    }

    /// Gives all that is left.
    pub fn finish(&mut self, sinks: &mut dyn Sinks) {
        while self.finish_some(usize::MAX, sinks) {}
    }
}

/// The units of a machine, each once.
fn units_of(machine: &dyn HouseholdRows) -> Vec<Unit> {
    let mut units = machine.units();
    units.sort_unstable();
    units.dedup();
    units
}
