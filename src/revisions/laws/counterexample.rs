//! What a law's check finds: which law, where, and what to do.

use heirloom_events::values::HouseholdId;
use serde::Serialize;

/// What holds for every step, and so for every chain of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Law {
    /// What is stored has the shape that its version says.
    Readable,
    /// A payload of a version's schema is read by its type, with all that it says.
    Whole,
    /// Reading and writing never panic and never fail.
    Total,
    /// Read and written in its own version, an event is the same: `down(up(x)) = x`.
    SamePayload,
    /// Read and written in its own version, an event has the same residue: none where it had none.
    SameResidue,
    /// Written in an older version and read again, an event is the same: `up(down(y)) = y`.
    SameEvents,
    /// The residue holds only what the version cannot.
    SmallestResidue,
    /// The same event gives the same, every time.
    Pure,
    /// What is written is valid under the schema of its version.
    Valid,
}

impl Law {
    /// What it says, in a few words.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Readable => "a stored event has the shape of its version",
            Self::Whole => "a version's type holds all that its schema allows",
            Self::Total => "steps neither fail nor panic",
            Self::SamePayload => "an old event that is read and written back has the same payload",
            Self::SameResidue => "an old event that is read and written back has the same residue",
            Self::SameEvents => "an event written in an older version reads back the same",
            Self::SmallestResidue => "a residue holds only what the version cannot",
            Self::Pure => "the same event gives the same every time",
            Self::Valid => "what is written is valid under the schema of its version",
        }
    }

    /// What to do where it does not hold.
    #[must_use]
    pub fn what_to_do(self) -> &'static str {
        match self {
            Self::Readable => {
                "the row was changed or written by hand: compare it with an export or a backup of the log"
            }
            Self::Whole => "give the version's type the field, or take it out of the schema before release",
            Self::Total => {
                "let the step take every event of its version, and keep in the residue what does not fit"
            }
            Self::SamePayload => {
                "let `down` give back exactly what `up` took; defaults belong into tables, not into events"
            }
            Self::SameResidue => {
                "let `down` leave a residue only where `up` without one would not give the same"
            }
            Self::SameEvents => {
                "let `down` put what the old version cannot hold into the residue, and `up` read it from there"
            }
            Self::SmallestResidue => "let `down` leave no residue where `up` without one gives the same",
            Self::Pure => {
                "let the step look at nothing but its arguments: no clock, no chance, no order of a hash map"
            }
            Self::Valid => {
                "let the step give what the schema of the version allows, or stop what wrote the row"
            }
        }
    }
}

/// Where the event came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// It stands in the log.
    Stored {
        /// The household.
        household: HouseholdId,
        /// Its position in the household.
        position: u64,
    },
    /// It was generated: the same seed gives it again.
    Generated {
        /// The seed.
        seed: u64,
        /// Which of its version, from 0.
        number: u64,
    },
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Stored { household, position } => write!(f, "{household}/{position}"),
            Self::Generated { seed, number } => write!(f, "generated with seed {seed}, number {number}"),
        }
    }
}

/// A law that does not hold for one event, without its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The law.
    pub law: Law,
    /// The version in which it was written or read: `RecipeCreated@2`.
    pub at: String,
    /// The field, as a path into the payload or, for a residue, `metadata.residue…`; empty: all of it.
    pub field: String,
    /// What is the matter with it.
    pub what: String,
}

/// An event for which a law does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counterexample {
    /// Where the event stands.
    pub place: Place,
    /// Its stream, as stored: `recipe/0190…`; none for a generated one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stream: Option<String>,
    /// Its name and version: `RecipeCreated@1`.
    pub event: String,
    /// What does not hold.
    #[serde(flatten)]
    pub fault: Fault,
}

impl std::fmt::Display for Counterexample {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} `{}`", self.place, self.event)?;
        if let Some(stream) = &self.stream {
            write!(f, " of `{stream}`")?;
        }
        write!(f, ": not true that {}: ", self.fault.law.says())?;
        if self.fault.at != self.event {
            write!(f, "at `{}`, ", self.fault.at)?;
        }
        if !self.fault.field.is_empty() {
            write!(f, "`{}`: ", self.fault.field)?;
        }
        write!(f, "{}; {}", self.fault.what, self.fault.law.what_to_do())
    }
}
