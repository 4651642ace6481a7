//! Where a number comes from, step by step, in words that a cook understands.

use chrono::NaiveDate;
use heirloom_events::values::{LineId, RecipeId, SelectionId};
use serde::Serialize;

use super::edge::Path;
use super::measure::Kind;
use super::{Measure, Reason, Span};

/// One step on the way to an item's amount.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// A line of a recipe that is cooked.
    Source {
        /// The planned meal.
        entry: SelectionId,
        /// Its day.
        date: NaiveDate,
        /// The recipe.
        recipe: RecipeId,
        /// Its title.
        title: String,
        /// The version of it that is cooked.
        version: u64,
        /// The titles of the recipes that it stands in, the planned one first.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        within: Vec<String>,
        /// The line.
        line: LineId,
        /// Its text.
        text: String,
        /// By how much it is multiplied; none: the number became absurd.
        scale: Option<Span>,
        /// How much that makes; none: no number.
        amount: Option<Span>,
        /// In which unit.
        unit: Measure,
        /// Whether it may be left out.
        optional: bool,
    },
    /// A line that somebody put on the list.
    Own {
        /// Who.
        source: String,
        /// How much, to read.
        amount: String,
    },
    /// Amounts of one unit were added.
    Sum {
        /// How many.
        parts: usize,
        /// The sum.
        total: Span,
        /// The unit.
        unit: Measure,
    },
    /// A sum was converted.
    Convert {
        /// The sum.
        amount: Span,
        /// Its unit.
        unit: Measure,
        /// What it became.
        result: Span,
        /// By which rules.
        path: Path,
    },
    /// Amounts of two kinds stay apart.
    NotJoined {
        /// One kind.
        left: Kind,
        /// The other.
        right: Kind,
        /// What would join them.
        missing: Missing,
    },
    /// An amount could not be summed.
    NotSummed {
        /// The line.
        text: String,
        /// Why.
        reason: Reason,
    },
    /// The pantry gives some or all of it.
    Pantry {
        /// What is there.
        stock: String,
        /// What is left to buy, to read; empty: nothing.
        left: String,
    },
    /// Some is at home, but not in a unit that says how much of this.
    HaveSome {
        /// What is there.
        stock: String,
    },
    /// It is always at home, or somebody said that it is.
    AtHome,
    /// Somebody wants another amount.
    Changed {
        /// Which.
        amount: String,
    },
    /// Somebody ticked it.
    Ticked {
        /// How much; empty: all.
        amount: String,
        /// What is still needed; empty: nothing.
        rest: String,
    },
    /// The exact amount was rounded.
    Rounded {
        /// The exact amount.
        exact: Span,
        /// Its unit.
        unit: Measure,
        /// As it is shown.
        shown: String,
        /// As it is bought.
        buy: String,
        /// Whether that is more than the exact amount.
        up: bool,
    },
}

/// The rule that would join two kinds of amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "missing", rename_all = "snake_case")]
pub enum Missing {
    /// How heavy a millilitre is.
    Density,
    /// How much one of it is.
    Portion {
        /// One of what.
        unit: Measure,
    },
}

/// How an item came about.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Explanation {
    /// The item's name.
    pub name: String,
    /// The steps, in order.
    pub steps: Vec<Step>,
}

impl Missing {
    pub(super) fn between(left: &Kind, right: &Kind) -> Self {
        let measured = |kind: &Kind| matches!(kind, Kind::Mass | Kind::Volume);
        if measured(left) && measured(right) {
            return Self::Density;
        }
        // the one that is counted: it stands behind the measured one in the order of kinds
        let counted = if measured(right) { left } else { right };
        Self::Portion {
            unit: counted.canonical(),
        }
    }
}
