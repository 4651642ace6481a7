//! Our events as `cqrs_es` knows them.

use cqrs_es::DomainEvent;
use heirloom_events::catalogue::CatalogueEvent;
use heirloom_events::household::HouseholdEvent;
use heirloom_events::meal::MealEvent;
use heirloom_events::plan::PlanEvent;
use heirloom_events::recipe::RecipeEvent;
use heirloom_events::shopping::ShoppingEvent;
use heirloom_events::source::SourceEvent;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// An event that knows its name and version in the log.
pub trait Named: Serialize + DeserializeOwned + Clone + PartialEq + std::fmt::Debug + Send + Sync {
    /// Its name.
    fn name(&self) -> &'static str;
    /// The version of its shape.
    fn version(&self) -> u32;
}

macro_rules! named {
    ($($event:ty),+) => {$(
        impl Named for $event {
            fn name(&self) -> &'static str {
                self.event_type()
            }
            fn version(&self) -> u32 {
                self.event_version()
            }
        }
    )+};
}
named!(
    RecipeEvent,
    CatalogueEvent,
    HouseholdEvent,
    PlanEvent,
    MealEvent,
    ShoppingEvent,
    SourceEvent
);

/// One of our events in the clothes of `cqrs_es`: trait and event are both foreign here.
///
/// Its JSON is the externally tagged form that stock `cqrs_es` stores use: `{"RecipeRenamed":{…}}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent, bound = "E: Named")]
pub struct Fact<E>(pub E);

impl<E: Named> DomainEvent for Fact<E> {
    fn event_type(&self) -> String {
        self.0.name().to_owned()
    }

    fn event_version(&self) -> String {
        self.0.version().to_string()
    }
}

/// Declares the `cqrs_es` aggregate of one stream type: a newtype around its fold.
///
/// Its snapshot form refuses itself: heirloom keeps no snapshots of aggregates, because a stock snapshot
/// store can apply events twice or lose the newest ones.
macro_rules! aggregate {
    ($(#[$doc:meta])* $name:ident($state:ty): $command:ty => $event:ty, with $services:ty,
     |$this:ident, $cmd:ident, $svc:ident| $decide:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name(pub heirloom_events::Folded<$state>);

        impl cqrs_es::Aggregate for $name {
            const TYPE: &'static str = <$state as heirloom_events::Stream>::TYPE;
            type Command = $command;
            type Event = $crate::commands::fact::Fact<$event>;
            type Error = $crate::commands::Refusal;
            type Services = $services;

            async fn handle(
                &mut self,
                $cmd: Self::Command,
                $svc: &Self::Services,
                sink: &cqrs_es::event_sink::EventSink<Self>,
            ) -> Result<(), Self::Error> {
                let $this = &self.0;
                let decided: Vec<$event> = $decide?;
                for event in decided {
                    sink.write($crate::commands::fact::Fact(event), self).await;
                }
                Ok(())
            }

            fn apply(&mut self, event: Self::Event) {
                use heirloom_events::Stream;
                self.0.state.apply(event.0);
                self.0.version += 1;
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
                Err(serde::ser::Error::custom($crate::commands::fact::NO_SNAPSHOTS))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
                Err(serde::de::Error::custom($crate::commands::fact::NO_SNAPSHOTS))
            }
        }
    };
}
pub(crate) use aggregate;

/// What an aggregate answers when a stock store wants to keep a snapshot of it.
pub const NO_SNAPSHOTS: &str =
    "heirloom keeps no snapshots of aggregates; use the event store without snapshots";

/// Declares the commands of one stream type: the enum and their names.
macro_rules! stream_commands {
    ($(#[$doc:meta])* $enum:ident { $($(#[$variant_doc:meta])* $command:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $enum {
            $($(#[$variant_doc])* $command($command)),+
        }

        impl $enum {
            /// The names of the commands, as in JSON: `rename_recipe`.
            #[must_use]
            pub fn names() -> Vec<String> {
                vec![$($crate::commands::fact::snake_case(stringify!($command))),+]
            }
        }

        $(impl From<$command> for $enum {
            fn from(command: $command) -> Self {
                Self::$command(command)
            }
        }

        impl From<$command> for $crate::commands::Command {
            fn from(command: $command) -> Self {
                $enum::$command(command).into()
            }
        })+
    };
}
pub(crate) use stream_commands;

/// `RenameRecipe` as `rename_recipe`: what serde makes of it too.
pub(crate) fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for (i, c) in name.char_indices() {
        if c.is_ascii_uppercase() && i > 0 {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}
