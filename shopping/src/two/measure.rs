//! What an amount is measured in: a unit of the table, or words that no table knows; and what kind of amount
//! that makes it. Amounts of one kind are summed; amounts of two kinds are joined only by a rule.

use std::fmt;

use heirloom_events::values::{Dimension, Unit, UnitId, folded, unit, unit_of};
use serde::{Serialize, Serializer};

use super::House;

/// A unit of the table, or words that are none (`ladle of ours`, `large`), folded.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// A unit of the table.
    Unit(UnitId),
    /// Words; equal words are the same measure, and nothing else is known of them.
    Words(String),
}

/// What kind of amount: the bucket that it is summed in. The order is that in which kinds are shown, and in
/// which one is chosen to join others into: a weight before a volume, a volume before a count.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Grams.
    Mass,
    /// Millilitres.
    Volume,
    /// Pieces without a word of their own.
    Count,
    /// Millimetres.
    Length,
    /// Seconds.
    Time,
    /// A kind of thing to count, by the id of its unit: `can`, `bunch`.
    Container(UnitId),
    /// What the words of a [`Measure::Words`] count.
    Words(String),
}

impl Measure {
    /// Pieces: what a number without a unit counts.
    #[must_use]
    pub fn each() -> Self {
        Self::Unit(known("each"))
    }

    /// The measure that a text means: nothing is [`Self::each`], a unit of the table (by any of its names or by
    /// its id) is that, others are words.
    #[must_use]
    pub fn of(text: &str) -> Self {
        if text.trim().is_empty() {
            return Self::each();
        }
        let by_id = || text.parse().ok().filter(|id| unit(id).is_some());
        let known = unit_of(text).or_else(by_id);
        known.map_or_else(|| Self::Words(folded(text)), Self::Unit)
    }

    /// The measure of a unit's id; an id that this build's table does not know is words.
    #[must_use]
    pub fn of_id(id: &UnitId) -> Self {
        match unit(id) {
            Some(unit) => Self::Unit(unit.id.clone()),
            None => Self::Words(folded(id.as_str())),
        }
    }

    /// The measure of a line: the unit that its event names, else what the household means by the text.
    ///
    /// An event's own unit always stands, so that a household that changes its cup does not change its past.
    #[must_use]
    pub fn of_line(text: Option<&str>, id: Option<&UnitId>, house: &House) -> Self {
        match (id, text) {
            (Some(id), _) if unit(id).is_some() => Self::Unit(id.clone()),
            (Some(id), None) => Self::of_id(id),
            (_, Some(text)) => Self::of_household(text, house),
            (None, None) => Self::each(),
        }
    }

    /// The measure that a text means in this household: a `cup` and a `tbsp` of no country are its own.
    #[must_use]
    pub fn of_household(text: &str, house: &House) -> Self {
        let measure = Self::of(text);
        let names_a_country = folded(text).starts_with("us");
        let choice = match &measure {
            Self::Unit(id) if id.as_str() == "us_cup" => house.cup.as_ref(),
            Self::Unit(id) if id.as_str() == "us_tbsp" => house.tbsp.as_ref(),
            _ => None,
        };
        match choice {
            Some(chosen) if !names_a_country && unit(chosen).is_some() => Self::Unit(chosen.clone()),
            _ => measure,
        }
    }

    /// The unit of the table, where it is one.
    #[must_use]
    pub fn unit(&self) -> Option<&'static Unit> {
        match self {
            Self::Unit(id) => unit(id),
            Self::Words(_) => None,
        }
    }

    /// What kind of amount it measures; none where it cannot be summed: a pinch, a degree.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        match self {
            Self::Words(words) => Some(Kind::Words(words.clone())),
            // a unit of a later table: of a household's own kind until then
            Self::Unit(id) => match unit(id) {
                None => Some(Kind::Words(id.to_string())),
                Some(unit) => unit.factor.and_then(|_| Kind::of(unit)),
            },
        }
    }

    /// How it is written behind a number, of which `plural` tells whether it is above one.
    #[must_use]
    pub fn label(&self, plural: bool) -> &str {
        let Some(unit) = self.unit() else {
            return self.as_str();
        };
        match symbol(unit.id.as_str()) {
            Some(symbol) => symbol,
            None if plural => unit.plural,
            None => unit.singular,
        }
    }

    /// The id of its unit, or its words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Unit(id) => id.as_str(),
            Self::Words(words) => words,
        }
    }
}

impl Kind {
    fn of(unit: &Unit) -> Option<Self> {
        Some(match unit.dimension {
            Dimension::Mass => Self::Mass,
            Dimension::Volume => Self::Volume,
            Dimension::Count => Self::Count,
            Dimension::Length => Self::Length,
            Dimension::Time => Self::Time,
            Dimension::Container(_) => Self::Container(unit.id.clone()),
            Dimension::Inexact | Dimension::Temperature => return None,
        })
    }

    /// What amounts of this kind are summed in.
    #[must_use]
    pub fn canonical(&self) -> Measure {
        Measure::Unit(match self {
            Self::Mass => known("gram"),
            Self::Volume => known("millilitre"),
            Self::Count => known("each"),
            Self::Length => known("millimetre"),
            Self::Time => known("second"),
            Self::Container(id) => id.clone(),
            Self::Words(words) => return Measure::Words(words.clone()),
        })
    }
}

/// An id of the table.
pub(super) fn known(id: &'static str) -> UnitId {
    id.parse()
        .expect("the ids named in this crate have the form of one")
}

fn symbol(id: &str) -> Option<&'static str> {
    Some(match id {
        "milligram" => "mg",
        "gram" => "g",
        "kilogram" => "kg",
        "ounce" => "oz",
        "pound" => "lb",
        "millilitre" => "ml",
        "centilitre" => "cl",
        "decilitre" => "dl",
        "litre" => "l",
        "us_tsp" | "metric_tsp" | "imperial_tsp" | "us_label_tsp" => "tsp",
        "us_tbsp" | "metric_tbsp" | "imperial_tbsp" | "us_label_tbsp" | "australian_tbsp" => "tbsp",
        "us_fl_oz" | "imperial_fl_oz" | "us_label_fl_oz" => "fl oz",
        "millimetre" => "mm",
        "centimetre" => "cm",
        "second" => "s",
        "minute" => "min",
        "hour" => "h",
        "each" => "×",
        _ => return None,
    })
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label(false))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Mass => "mass",
            Self::Volume => "volume",
            Self::Count => "count",
            Self::Length => "length",
            Self::Time => "time",
            Self::Container(id) => id.as_str(),
            Self::Words(words) => words,
        })
    }
}

impl Serialize for Measure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
