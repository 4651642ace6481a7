//! What every event and every stream has in common.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::envelope::Stamp;

/// One version of one event: what stands in the log's `payload` column.
///
/// `TYPE` and `VERSION` are on disk.
pub trait Payload: Serialize + DeserializeOwned {
    /// The event's name in the log, e.g. `RecipeRenamed`.
    const TYPE: &'static str;
    /// The version of its shape, from 1.
    const VERSION: u32;
}

/// A kind of stream and its one canonical fold, used by decisions and projections alike.
pub trait Stream: Default + Clone + PartialEq + std::fmt::Debug + Send + Sync {
    /// The events of such a stream.
    type Event;
    /// The stream's name in the log, e.g. `recipe`.
    const TYPE: &'static str;

    /// Takes the next event in. Total: an event that makes no sense in this state (a line removed that is
    /// not there) changes nothing, because history is never refused.
    fn apply(&mut self, event: Self::Event);
}

/// A stream's state with what only the envelopes know: its version and when it was first and last written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Folded<S> {
    /// The state after `version` events.
    pub state: S,
    /// How many events went in; the sequence of the last one. 0: there is no such stream.
    pub version: u64,
    /// The stamp of the first event.
    pub created: Option<Stamp>,
    /// The stamp of the last event.
    pub updated: Option<Stamp>,
}

impl<S: Stream> Folded<S> {
    /// Takes the next stored event of the stream in: all events of today that it stands for (see
    /// [`Parts`](crate::Parts)) are one version.
    pub fn apply(&mut self, events: impl IntoIterator<Item = S::Event>, stamp: Stamp) {
        events.into_iter().for_each(|event| self.state.apply(event));
        self.version += 1;
        self.created.get_or_insert(stamp);
        self.updated = Some(stamp);
    }

    /// Whether any event was ever recorded in this stream.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.version > 0
    }
}

/// Declares the events of one stream type: the enum, its names, its reader and its writer.
///
/// The variants are named as the events are in the log, so that the enum's own serde form is the
/// externally tagged one that stock `cqrs-es` stores use.
macro_rules! stream_events {
    ($(#[$doc:meta])* $enum:ident { $($(#[$variant_doc:meta])* $event:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        pub enum $enum {
            $($(#[$variant_doc])* $event($event)),+
        }

        impl $enum {
            /// Every event of this stream with its current version.
            pub const CURRENT: &'static [(&'static str, u32)] =
                &[$((<$event as $crate::Payload>::TYPE, <$event as $crate::Payload>::VERSION)),+];

            /// The event's name in the log.
            #[must_use]
            pub fn event_type(&self) -> &'static str {
                match self { $(Self::$event(_) => <$event as $crate::Payload>::TYPE),+ }
            }

            /// The version in which it is written.
            #[must_use]
            pub fn event_version(&self) -> u32 {
                match self { $(Self::$event(_) => <$event as $crate::Payload>::VERSION),+ }
            }

            /// The event's payload, as JSON, without its name.
            ///
            /// # Errors
            /// Never for events that were built by this crate's types; serde's signature asks for it.
            pub fn payload(&self) -> serde_json::Result<String> {
                match self { $(Self::$event(event) => serde_json::to_string(event)),+ }
            }

            /// Reads the current version of the event named `event_type`; `None` where this stream has no
            /// such event.
            pub fn read(event_type: &str, payload: &[u8]) -> Option<serde_json::Result<Self>> {
                match event_type {
                    $(<$event as $crate::Payload>::TYPE => {
                        Some(serde_json::from_slice::<$event>(payload).map(Self::$event))
                    })+
                    _ => None,
                }
            }
        }

        $(impl From<$event> for $enum {
            fn from(event: $event) -> Self {
                Self::$event(event)
            }
        })+
    };
}
pub(crate) use stream_events;
