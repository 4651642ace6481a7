//! The application's unit table: what a unit measures and how much of its base it is. Closed for ever; the
//! units of heirloom itself are another table (`heirloom_events::values::units`).

use serde::{Deserialize, Serialize};

use super::python::{lower, strip};

/// What a unit measures, to the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dimension {
    /// Ounces and pounds; the base is the gram.
    Mass,
    /// Teaspoons, tablespoons and cups; the base is the millilitre.
    Volume,
    /// Pieces and packets of any kind, and no unit at all: plain numbers.
    Count,
    /// Every other unit: plain numbers, added up whatever their units are.
    Unknown,
}

/// The units that weigh: normalised name, label on the list, grams.
const MASS: [(&str, &str, f64); 2] = [("oz", "oz", 28.3495), ("lbs", "lbs", 453.592)];
/// The units that fill: normalised name, label on the list, millilitres.
const VOLUME: [(&str, &str, f64); 3] = [
    ("tsp", "tsp", 4.92892),
    ("tbs", "Tbs", 14.7868),
    ("cup", "cup", 236.588),
];
/// The units that count.
const COUNT: [&str; 13] = [
    "", "stick", "bag", "box", "can", "jar", "package", "piece", "slice", "whole", "pinch", "dash",
    "to-taste",
];

impl Dimension {
    /// Its name, as keys and tables have it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mass => "mass",
            Self::Volume => "volume",
            Self::Count => "count",
            Self::Unknown => "unknown",
        }
    }

    /// What a unit, as it was written, measures.
    #[must_use]
    pub fn of(unit: Option<&str>) -> Self {
        let unit = normalised(unit);
        if known_in(Self::Mass, &unit).is_some() {
            Self::Mass
        } else if known_in(Self::Volume, &unit).is_some() {
            Self::Volume
        } else if COUNT.contains(&unit.as_str()) {
            Self::Count
        } else {
            Self::Unknown
        }
    }
}

/// A unit as it is looked up: no white space around it, lower case, no full stops at its end; no unit is `""`.
///
/// In this order, so that a full stop behind which white space was hides nothing: `"Tsp. "` is `tsp`, but
/// `"tsp ."` is the unknown unit `"tsp "`.
#[must_use]
pub fn normalised(unit: Option<&str>) -> String {
    lower(strip(unit.unwrap_or_default()))
        .trim_end_matches('.')
        .to_owned()
}

/// The label and the factor of a normalised unit, where it is one of that dimension's.
pub(super) fn known_in(dimension: Dimension, unit: &str) -> Option<(&'static str, f64)> {
    let table: &[(&str, &'static str, f64)] = match dimension {
        Dimension::Mass => &MASS,
        Dimension::Volume => &VOLUME,
        Dimension::Count | Dimension::Unknown => &[],
    };
    let found = table.iter().find(|(name, ..)| *name == unit);
    found.map(|&(_, label, factor)| (label, factor))
}

/// Whether a normalised unit counts.
pub(super) fn counts(unit: &str) -> bool {
    COUNT.contains(&unit)
}

/// An amount in the base of its unit's dimension: grams, millilitres, or the number itself.
///
/// No amount is 0, and so is what is no number, which the application's database cannot hold. Amounts below
/// zero stay so: the application never looks at the sign.
#[must_use]
pub fn to_base(quantity: Option<f64>, unit: Option<&str>) -> f64 {
    let quantity = quantity.filter(|q| !q.is_nan()).unwrap_or(0.0);
    match known_in(Dimension::of(unit), &normalised(unit)) {
        Some((_, factor)) => quantity * factor,
        None => quantity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_stripped_lowered_and_lose_their_full_stops() {
        for (written, normal) in [
            ("TSP.", "tsp"),
            (" Tsp ", "tsp"),
            ("Tsp. ", "tsp"),
            ("oz...", "oz"),
            ("tsp .", "tsp "),
            (".oz", ".oz"),
            ("...", ""),
            ("  ", ""),
            ("", ""),
        ] {
            assert_eq!(normalised(Some(written)), normal, "of `{written}`");
        }
        assert_eq!(normalised(None), "");
    }

    #[test]
    fn only_the_units_of_the_table_measure_something() {
        use Dimension::*;
        for (unit, dimension) in [
            ("oz", Mass),
            ("LBS", Mass),
            ("lb", Unknown),
            ("g", Unknown),
            ("tsp", Volume),
            ("Tbs.", Volume),
            ("tbsp", Unknown),
            ("Cup", Volume),
            ("cups", Unknown),
            ("", Count),
            ("Whole", Count),
            ("to-taste", Count),
            ("to taste", Unknown),
            ("cloves", Unknown),
        ] {
            assert_eq!(Dimension::of(Some(unit)), dimension, "of `{unit}`");
        }
        assert_eq!(Dimension::of(None), Count);
    }

    #[test]
    fn amounts_become_grams_millilitres_or_stay_numbers() {
        assert_eq!(to_base(Some(2.0), Some("oz")), 56.699);
        assert_eq!(to_base(Some(0.5), Some("Cup")), 118.294);
        assert_eq!(to_base(Some(3.0), Some("cloves")), 3.0);
        assert_eq!(to_base(Some(-1.0), Some("tsp")), -4.92892);
        assert_eq!(to_base(None, Some("cup")), 0.0);
        assert_eq!(to_base(Some(f64::NAN), None), 0.0);
    }
}
