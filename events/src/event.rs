//! Any event and any state, whatever its stream.

use serde::{Deserialize, Serialize};

use crate::catalogue::{Catalogue, CatalogueEvent};
use crate::household::{Household, HouseholdEvent};
use crate::meal::{Meal, MealEvent};
use crate::plan::{PlanEvent, WeekPlan};
use crate::recipe::{Recipe, RecipeEvent};
use crate::shopping::{ShoppingEvent, ShoppingList};
use crate::source::{Source, SourceEvent};
use crate::stream::{Folded, Stream};
use crate::{Recorded, Stamp};

/// The kinds of streams. Their names are on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StreamType {
    /// One per recipe.
    Recipe,
    /// One per household: its ingredients.
    Catalogue,
    /// One per household: its name and settings.
    Household,
    /// One per household and ISO week.
    Plan,
    /// One per meal.
    Meal,
    /// One per household and ISO week, with the id of its plan.
    Shopping,
    /// One per database of another application that was imported.
    Source,
}

/// A stream type that this build does not know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stream type `{0}` is unknown to this build; a newer heirloom may know it")]
pub struct UnknownStream(pub String);

impl StreamType {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Recipe,
        Self::Catalogue,
        Self::Household,
        Self::Plan,
        Self::Meal,
        Self::Shopping,
        Self::Source,
    ];

    /// Its name in the log.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Recipe => Recipe::TYPE,
            Self::Catalogue => Catalogue::TYPE,
            Self::Household => Household::TYPE,
            Self::Plan => WeekPlan::TYPE,
            Self::Meal => Meal::TYPE,
            Self::Shopping => ShoppingList::TYPE,
            Self::Source => Source::TYPE,
        }
    }

    /// The stream type of that name.
    ///
    /// # Errors
    /// Where there is none.
    pub fn from_name(name: &str) -> Result<Self, UnknownStream> {
        Self::ALL
            .into_iter()
            .find(|t| t.as_str() == name)
            .ok_or_else(|| UnknownStream(name.to_owned()))
    }

    /// Every event of this stream type with its current version.
    #[must_use]
    pub fn current_events(self) -> &'static [(&'static str, u32)] {
        match self {
            Self::Recipe => RecipeEvent::CURRENT,
            Self::Catalogue => CatalogueEvent::CURRENT,
            Self::Household => HouseholdEvent::CURRENT,
            Self::Plan => PlanEvent::CURRENT,
            Self::Meal => MealEvent::CURRENT,
            Self::Shopping => ShoppingEvent::CURRENT,
            Self::Source => SourceEvent::CURRENT,
        }
    }
}

impl std::fmt::Display for StreamType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Any event, in today's shape.
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every event is a recipe's; a box would cost them all an allocation"
)]
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// Of a recipe.
    Recipe(RecipeEvent),
    /// Of a household's ingredient catalogue.
    Catalogue(CatalogueEvent),
    /// Of a household itself.
    Household(HouseholdEvent),
    /// Of a week's plan.
    Plan(PlanEvent),
    /// Of a meal.
    Meal(MealEvent),
    /// Of a week's shopping list.
    Shopping(ShoppingEvent),
    /// Of a database of another application.
    Source(SourceEvent),
}

macro_rules! each_stream {
    ($value:expr, $inner:ident => $body:expr) => {
        match $value {
            Event::Recipe($inner) => $body,
            Event::Catalogue($inner) => $body,
            Event::Household($inner) => $body,
            Event::Plan($inner) => $body,
            Event::Meal($inner) => $body,
            Event::Shopping($inner) => $body,
            Event::Source($inner) => $body,
        }
    };
}

impl Event {
    /// The kind of stream that it belongs to.
    #[must_use]
    pub fn stream_type(&self) -> StreamType {
        match self {
            Self::Recipe(_) => StreamType::Recipe,
            Self::Catalogue(_) => StreamType::Catalogue,
            Self::Household(_) => StreamType::Household,
            Self::Plan(_) => StreamType::Plan,
            Self::Meal(_) => StreamType::Meal,
            Self::Shopping(_) => StreamType::Shopping,
            Self::Source(_) => StreamType::Source,
        }
    }

    /// Its name in the log.
    #[must_use]
    pub fn event_type(&self) -> &'static str {
        each_stream!(self, event => event.event_type())
    }

    /// The version in which it is written.
    #[must_use]
    pub fn event_version(&self) -> u32 {
        each_stream!(self, event => event.event_version())
    }

    /// Its payload as JSON, without its name.
    ///
    /// # Errors
    /// Never for events that were built by this crate's types.
    pub fn payload(&self) -> serde_json::Result<String> {
        each_stream!(self, event => event.payload())
    }

    /// Reads the current version of an event; `None` where the stream type has no event of that name.
    pub fn read(stream: StreamType, event_type: &str, payload: &[u8]) -> Option<serde_json::Result<Self>> {
        match stream {
            StreamType::Recipe => RecipeEvent::read(event_type, payload).map(|r| r.map(Self::Recipe)),
            StreamType::Catalogue => {
                CatalogueEvent::read(event_type, payload).map(|r| r.map(Self::Catalogue))
            }
            StreamType::Household => {
                HouseholdEvent::read(event_type, payload).map(|r| r.map(Self::Household))
            }
            StreamType::Plan => PlanEvent::read(event_type, payload).map(|r| r.map(Self::Plan)),
            StreamType::Meal => MealEvent::read(event_type, payload).map(|r| r.map(Self::Meal)),
            StreamType::Shopping => ShoppingEvent::read(event_type, payload).map(|r| r.map(Self::Shopping)),
            StreamType::Source => SourceEvent::read(event_type, payload).map(|r| r.map(Self::Source)),
        }
    }
}

macro_rules! event_from {
    ($($variant:ident($event:ty), $into:ident);+) => {
        impl Event {$(
            #[doc = concat!("The event, where it is one of a stream of the type `", stringify!($variant), "`.")]
            #[must_use]
            pub fn $into(self) -> Option<$event> {
                match self {
                    Self::$variant(event) => Some(event),
                    _ => None,
                }
            }
        )+}
        $(
        impl From<$event> for Event {
            fn from(event: $event) -> Self {
                Self::$variant(event)
            }
        })+
    };
}
event_from!(
    Recipe(RecipeEvent), into_recipe;
    Catalogue(CatalogueEvent), into_catalogue;
    Household(HouseholdEvent), into_household;
    Plan(PlanEvent), into_plan;
    Meal(MealEvent), into_meal;
    Shopping(ShoppingEvent), into_shopping;
    Source(SourceEvent), into_source
);

/// The folded state of any stream.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// Of a recipe.
    Recipe(Box<Folded<Recipe>>),
    /// Of a household's ingredient catalogue.
    Catalogue(Folded<Catalogue>),
    /// Of a household itself.
    Household(Folded<Household>),
    /// Of a week's plan.
    Plan(Folded<WeekPlan>),
    /// Of a meal.
    Meal(Folded<Meal>),
    /// Of a week's shopping list.
    Shopping(Folded<ShoppingList>),
    /// Of a database of another application.
    Source(Folded<Source>),
}

impl State {
    /// The state of a stream of that type before its first event.
    #[must_use]
    pub fn empty(stream: StreamType) -> Self {
        match stream {
            StreamType::Recipe => Self::Recipe(Box::default()),
            StreamType::Catalogue => Self::Catalogue(Folded::default()),
            StreamType::Household => Self::Household(Folded::default()),
            StreamType::Plan => Self::Plan(Folded::default()),
            StreamType::Meal => Self::Meal(Folded::default()),
            StreamType::Shopping => Self::Shopping(Folded::default()),
            StreamType::Source => Self::Source(Folded::default()),
        }
    }

    /// How many events went in.
    #[must_use]
    pub fn version(&self) -> u64 {
        match self {
            Self::Recipe(folded) => folded.version,
            Self::Catalogue(folded) => folded.version,
            Self::Household(folded) => folded.version,
            Self::Plan(folded) => folded.version,
            Self::Meal(folded) => folded.version,
            Self::Shopping(folded) => folded.version,
            Self::Source(folded) => folded.version,
        }
    }

    /// Takes the next stored event of the stream in. An event of another stream type changes nothing: the
    /// store's reader never hands one out.
    pub fn apply(&mut self, recorded: Recorded) {
        let stamp: Stamp = recorded.stamp();
        match self {
            Self::Recipe(folded) => folded.apply(of(recorded, Event::into_recipe), stamp),
            Self::Catalogue(folded) => folded.apply(of(recorded, Event::into_catalogue), stamp),
            Self::Household(folded) => folded.apply(of(recorded, Event::into_household), stamp),
            Self::Plan(folded) => folded.apply(of(recorded, Event::into_plan), stamp),
            Self::Meal(folded) => folded.apply(of(recorded, Event::into_meal), stamp),
            Self::Shopping(folded) => folded.apply(of(recorded, Event::into_shopping), stamp),
            Self::Source(folded) => folded.apply(of(recorded, Event::into_source), stamp),
        }
    }
}

/// The parts of a stored event as events of one stream type.
fn of<E>(recorded: Recorded, into: impl Fn(Event) -> Option<E>) -> impl Iterator<Item = E> {
    recorded.events.into_iter().filter_map(move |event| {
        let event = into(event);
        debug_assert!(
            event.is_some(),
            "an event was handed to the state of another stream type"
        );
        event
    })
}
