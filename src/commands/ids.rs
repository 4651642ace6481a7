//! Where the ids of new lines and steps come from.

use heirloom_events::values::{LineId, StepId};

/// A source of new ids: UUIDv7 for people's edits, UUIDv5 of a seed for imports, so that an import gives
/// the same ids on every machine.
#[derive(Clone, Debug)]
pub enum Ids {
    /// New ids that sort by the time of their making.
    Fresh,
    /// Ids that follow from a seed and a running number.
    Derived {
        /// What they follow from; never the same for two revisions of a recipe.
        seed: String,
        /// The number of the last one.
        made: u64,
    },
}

impl Ids {
    /// Derived from the seed where there is one, else fresh.
    #[must_use]
    pub fn new(seed: Option<&str>) -> Self {
        match seed {
            None => Self::Fresh,
            Some(seed) => Self::Derived {
                seed: seed.to_owned(),
                made: 0,
            },
        }
    }

    fn next_name(&mut self) -> Option<String> {
        match self {
            Self::Fresh => None,
            Self::Derived { seed, made } => {
                *made += 1;
                Some(format!("{seed}/{made}"))
            }
        }
    }

    /// The next line's.
    pub fn line(&mut self) -> LineId {
        self.next_name()
            .map_or_else(LineId::new, |name| LineId::derived(&name))
    }

    /// The next step's.
    pub fn step(&mut self) -> StepId {
        self.next_name()
            .map_or_else(StepId::new, |name| StepId::derived(&name))
    }
}
