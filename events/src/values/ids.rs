//! Ids. New ones are UUIDv7 from the command that makes the thing; derived ones are UUIDv5 of a stable
//! name, so that the same input gives the same id on every machine.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The namespace of every derived id; on disk in every imported log, so never change it.
const NAMESPACE: Uuid = Uuid::from_u128(0x8f1c_2f6e_5d0b_4b7a_9c1e_6865_6972_6c6d);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $kind:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id that sorts by the time of its making (UUIDv7).
            #[must_use]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }

            /// The id that follows from a stable name (UUIDv5): the same name, the same id, everywhere.
            #[must_use]
            pub fn derived(name: &str) -> Self {
                Self(Uuid::new_v5(&NAMESPACE, format!("{}:{name}", $kind).as_bytes()))
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// A household: the unit of order, of a transaction, of a cursor and of parallel work.
    HouseholdId = "household";
    /// A recipe.
    RecipeId = "recipe";
    /// An ingredient line of a recipe; it keeps its id through every change and move.
    LineId = "line";
    /// A step of a recipe's directions; it keeps its id through every change and move.
    StepId = "step";
    /// An ingredient of a household's catalogue.
    IngredientId = "ingredient";
    /// One meal selected for one day.
    SelectionId = "selection";
    /// A household's plan of one ISO week, and its shopping list.
    WeekId = "week";
    /// A meal: a main dish with its sides, under a name.
    MealId = "meal";
    /// A line that somebody put on a shopping list.
    ItemId = "item";
    /// A rule by which the shopping list changes units.
    RuleId = "rule";
    /// A database of another application, once imported.
    SourceId = "source";
    /// A command: given twice, it is carried out once.
    CommandId = "command";
    /// What groups the commands of one bulk edit.
    CorrelationId = "correlation";
}

impl HouseholdId {
    /// The household of a single-user installation.
    #[must_use]
    pub fn single() -> Self {
        Self::derived("single")
    }
}

/// Who did it: an opaque id of at most 100 bytes. Names live outside the log, so that a person can be
/// forgotten without touching history.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Actor(pub String);

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
