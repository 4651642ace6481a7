//! A stream as the handler loaded it: its events and what they come to.

use heirloom_events::catalogue::Catalogue;
use heirloom_events::household::Household;
use heirloom_events::meal::Meal;
use heirloom_events::plan::WeekPlan;
use heirloom_events::recipe::Recipe;
use heirloom_events::shopping::ShoppingList;
use heirloom_events::source::Source;
use heirloom_events::values::HouseholdId;
use heirloom_events::{Event, Folded, Recorded, State, StreamKey};

use super::{catalogue, household, meal, plan, recipe, shopping, source};
use crate::store::{EventLog, LogError, Upto, reader};

/// A stream with all of its events, and its state after them.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The stream.
    pub key: StreamKey,
    /// Its events, in order, from the first.
    pub events: Vec<Recorded>,
    /// Its state after them.
    pub state: State,
}

macro_rules! state_of {
    ($($(#[$doc:meta])* $name:ident: $variant:ident($state:ty);)+) => {$(
        $(#[$doc])*
        ///
        /// # Panics
        /// Where the stream is of another type: who loads it knows which.
        #[must_use]
        pub fn $name(&self) -> &Folded<$state> {
            match &self.state {
                State::$variant(folded) => folded,
                _ => panic!("`{}` was taken for a stream of another type", self.key),
            }
        }
    )+};
}

impl Loaded {
    /// The stream out of its events.
    #[must_use]
    pub fn new(key: StreamKey, events: Vec<Recorded>) -> Self {
        let mut state = State::empty(key.aggregate_type);
        events.iter().cloned().for_each(|event| state.apply(event));
        Self { key, events, state }
    }

    /// The stream as the log has it now.
    ///
    /// # Errors
    /// Where the database fails or an event cannot be read.
    pub(crate) async fn from_log(
        log: &dyn EventLog,
        household: HouseholdId,
        key: &StreamKey,
    ) -> Result<Self, LogError> {
        let stored = log.read_stream(household, key, Upto::Latest).await?;
        Ok(Self::new(key.clone(), reader::read_all(&stored)?))
    }

    /// Takes the stream's next event in; one that is in it already changes nothing. Whether it was one of the two:
    /// after a gap the stream has to be loaded anew.
    pub(super) fn go_on(&mut self, next: Recorded) -> bool {
        let version = self.version();
        if next.sequence == version + 1 {
            self.state.apply(next.clone());
            self.events.push(next);
            return true;
        }
        next.sequence <= version
    }

    /// How many events it has.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.events.len() as u64
    }

    /// The stream as it was at an earlier version.
    #[must_use]
    pub fn at(&self, version: u64) -> Self {
        let version = usize::try_from(version)
            .unwrap_or(usize::MAX)
            .min(self.events.len());
        Self::new(self.key.clone(), self.events[..version].to_vec())
    }

    state_of! {
        /// The recipe.
        recipe: Recipe(Recipe);
        /// The catalogue.
        catalogue: Catalogue(Catalogue);
        /// The household.
        household: Household(Household);
        /// The week.
        week: Plan(WeekPlan);
        /// The meal.
        meal: Meal(Meal);
        /// The shopping list.
        shopping: Shopping(ShoppingList);
        /// The database of another application.
        source: Source(Source);
    }

    /// What changed since a version, in plain words: of a recipe the net change per field and line, of
    /// other streams what happened.
    #[must_use]
    pub fn changes_since(&self, version: u64) -> Vec<String> {
        let before = self.at(version);
        if let (State::Recipe(was), State::Recipe(is)) = (&before.state, &self.state) {
            return match was.exists() {
                true => recipe::words::changes(&was.state, &is.state),
                false => vec![format!("created as `{}`", is.state.content.title)],
            };
        }
        let mut state = before.state;
        let mut told = Vec::new();
        for recorded in self.events.iter().skip(before.events.len()) {
            told.extend(recorded.events.iter().map(|event| in_words(&state, event)));
            state.apply(recorded.clone());
        }
        told
    }
}

fn in_words(before: &State, event: &Event) -> String {
    match (before, event) {
        (State::Recipe(before), Event::Recipe(event)) => recipe::words::in_words(&before.state, event),
        (State::Catalogue(before), Event::Catalogue(event)) => {
            catalogue::words::in_words(&before.state, event)
        }
        (State::Household(_), Event::Household(event)) => household::in_words(event),
        (State::Plan(before), Event::Plan(event)) => plan::words::in_words(&before.state, event),
        (State::Meal(before), Event::Meal(event)) => meal::words::in_words(&before.state, event),
        (State::Shopping(before), Event::Shopping(event)) => shopping::words::in_words(&before.state, event),
        (_, Event::Source(event)) => source::words::in_words(event),
        (_, event) => event.event_type().to_owned(),
    }
}
