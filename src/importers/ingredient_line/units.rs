//! The unit table: canonical id, kind, and every form that people write. A new unit is one row.
//!
//! Forms are in lower case, without a final point; `T`, `t` and the like are in [`CASED`].

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Gram, ounce.
    Mass,
    /// Millilitre, cup.
    Volume,
    /// Inch, centimetre.
    Length,
    /// Can, packet, bottle: what is sold.
    Container,
    /// Clove, sprig, slice: a piece of something.
    Piece,
    /// Pinch, dash, handful.
    Inexact,
}

pub(super) type Unit = (&'static str, Kind, &'static [&'static str]);

/// Units whose meaning hangs on the case of the letter.
pub(super) const CASED: &[(&str, &str)] = &[
    ("T", "tbsp"),
    ("t", "tsp"),
    ("Tb", "tbsp"),
    ("C", "cup"),
    ("c", "cup"),
    ("G", "g"),
    ("L", "l"),
];

use Kind::{Container, Inexact, Length, Mass, Piece, Volume};

pub(super) const UNITS: &[Unit] = &[
    (
        "g",
        Mass,
        &[
            "g", "gr", "grs", "gm", "gms", "gram", "grams", "gramm", "gramms", "gramme", "grammes", "grammi",
        ],
    ),
    (
        "kg",
        Mass,
        &[
            "kg",
            "kgs",
            "kilo",
            "kilos",
            "kilogram",
            "kilograms",
            "kilogramme",
            "kilogrammes",
        ],
    ),
    ("mg", Mass, &["mg", "milligram", "milligrams"]),
    ("oz", Mass, &["oz", "ozs", "ounce", "ounces"]),
    ("lb", Mass, &["lb", "lbs", "pound", "pounds", "#"]),
    (
        "ml",
        Volume,
        &[
            "ml",
            "mls",
            "millilitre",
            "millilitres",
            "milliliter",
            "milliliters",
            "cc",
        ],
    ),
    (
        "cl",
        Volume,
        &["cl", "centilitre", "centilitres", "centiliter", "centiliters"],
    ),
    (
        "dl",
        Volume,
        &["dl", "decilitre", "decilitres", "deciliter", "deciliters"],
    ),
    (
        "l",
        Volume,
        &[
            "l", "lt", "lts", "ltr", "ltrs", "litre", "litres", "liter", "liters",
        ],
    ),
    (
        "tsp",
        Volume,
        &[
            "tsp",
            "tsps",
            "tspn",
            "teaspoon",
            "teaspoons",
            "teapsoon",
            "teapsoons",
            "teaspon",
            "teaspoonful",
            "teaspoonfuls",
            "teaspoonsful",
            "tea spoon",
            "tea spoons",
            "tl",
            "tsk",
        ],
    ),
    (
        "tbsp",
        Volume,
        &[
            "tbsp",
            "tbsps",
            "tbs",
            "tbl",
            "tbls",
            "tblsp",
            "tblsps",
            "tblspn",
            "tbspn",
            "tb",
            "tbsb",
            "tablespoon",
            "tablespoons",
            "tablespon",
            "tablespoonful",
            "tablespoonfuls",
            "tablespoonsful",
            "table spoon",
            "table spoons",
            "el",
            "msk",
        ],
    ),
    (
        "dessertspoon",
        Volume,
        &[
            "dsp",
            "dstspn",
            "dessertspoon",
            "dessertspoons",
            "dessert spoon",
            "dessert spoons",
            "dessertspoonful",
            "dessertspoonfuls",
        ],
    ),
    (
        "cup",
        Volume,
        &[
            "cup",
            "cups",
            "cupful",
            "cupfuls",
            "teacup",
            "teacups",
            "teacupful",
            "metric cup",
            "metric cups",
            "us cup",
            "us cups",
        ],
    ),
    (
        "fl oz",
        Volume,
        &[
            "fl oz",
            "fl ozs",
            "fl. oz",
            "fl.oz",
            "floz",
            "fluid oz",
            "fluid ounce",
            "fluid ounces",
        ],
    ),
    ("pint", Volume, &["pint", "pints", "pt", "pts"]),
    ("quart", Volume, &["quart", "quarts", "qt", "qts"]),
    ("gallon", Volume, &["gallon", "gallons", "gal", "gals"]),
    ("gill", Volume, &["gill", "gills"]),
    ("inch", Length, &["inch", "inches", "in", "\""]),
    (
        "cm",
        Length,
        &[
            "cm",
            "cms",
            "centimetre",
            "centimetres",
            "centimeter",
            "centimeters",
        ],
    ),
    (
        "mm",
        Length,
        &["mm", "millimetre", "millimetres", "millimeter", "millimeters"],
    ),
    ("pinch", Inexact, &["pinch", "pinches", "prise", "prisen"]),
    ("dash", Inexact, &["dash", "dashes"]),
    (
        "handful",
        Inexact,
        &["handful", "handfuls", "handfull", "handfulls", "handsful"],
    ),
    ("splash", Inexact, &["splash", "splashes"]),
    ("drizzle", Inexact, &["drizzle", "drizzles", "glug", "glugs"]),
    (
        "sprinkle",
        Inexact,
        &[
            "sprinkle",
            "sprinkles",
            "sprinkling",
            "smidgen",
            "smidge",
            "grind",
            "grinds",
            "twist",
            "twists",
            "scraping",
            "grating",
        ],
    ),
    ("drop", Inexact, &["drop", "drops"]),
    (
        "knob",
        Inexact,
        &[
            "knob", "knobs", "pat", "pats", "dollop", "dollops", "lump", "lumps", "nub",
        ],
    ),
    ("thumb", Inexact, &["thumb", "thumbs"]),
    (
        "spoon",
        Inexact,
        &[
            "spoon",
            "spoons",
            "spoonful",
            "spoonfuls",
            "spoonsful",
            "saltspoon",
            "saltspoonful",
            "saltspoonfuls",
            "ladle",
            "ladles",
            "ladleful",
            "ladlefuls",
        ],
    ),
    (
        "glass",
        Inexact,
        &[
            "glass",
            "glasses",
            "glassful",
            "wineglass",
            "wineglasses",
            "wineglassful",
            "tumbler",
            "jigger",
            "jiggers",
            "shot",
            "shots",
        ],
    ),
    ("bowl", Inexact, &["bowl", "bowls", "bowlful", "mug", "mugs"]),
    ("can", Container, &["can", "cans", "tin", "tins"]),
    (
        "packet",
        Container,
        &[
            "packet",
            "packets",
            "package",
            "packages",
            "pack",
            "packs",
            "pkg",
            "pkgs",
            "pkt",
            "pkts",
            "pck",
            "pcks",
            "pkge",
            "sachet",
            "sachets",
            "envelope",
            "envelopes",
            "pouch",
            "pouches",
        ],
    ),
    ("jar", Container, &["jar", "jars"]),
    ("bottle", Container, &["bottle", "bottles", "btl", "btls"]),
    ("box", Container, &["box", "boxes", "carton", "cartons"]),
    ("bag", Container, &["bag", "bags"]),
    (
        "tub",
        Container,
        &[
            "tub",
            "tubs",
            "container",
            "containers",
            "pot",
            "pots",
            "punnet",
            "punnets",
            "basket",
            "baskets",
            "tray",
            "trays",
        ],
    ),
    ("tube", Container, &["tube", "tubes", "roll", "rolls"]),
    ("case", Container, &["crate", "crates", "keg", "kegs"]),
    ("clove", Piece, &["clove", "cloves", "glove", "gloves"]),
    (
        "sprig",
        Piece,
        &[
            "sprig", "sprigs", "twig", "twigs", "branch", "branches", "strand", "strands",
        ],
    ),
    ("bunch", Piece, &["bunch", "bunches", "bundle", "bundles"]),
    ("head", Piece, &["head", "heads"]),
    (
        "stalk",
        Piece,
        &[
            "stalk", "stalks", "stem", "stems", "rib", "ribs", "spear", "spears",
        ],
    ),
    ("stick", Piece, &["stick", "sticks"]),
    (
        "slice",
        Piece,
        &["slice", "slices", "rasher", "rashers", "strip", "strips"],
    ),
    (
        "piece",
        Piece,
        &[
            "piece", "pieces", "pc", "pcs", "pce", "pces", "chunk", "chunks", "stk",
        ],
    ),
    ("cube", Piece, &["cube", "cubes"]),
    (
        "block",
        Piece,
        &[
            "block", "blocks", "slab", "slabs", "brick", "bar", "bars", "square", "squares",
        ],
    ),
    ("leaf", Piece, &["leaf", "leaves"]),
    ("loaf", Piece, &["loaf", "loaves"]),
    ("ear", Piece, &["ear", "ears", "cob", "cobs"]),
    ("sheet", Piece, &["sheet", "sheets"]),
    ("fillet", Piece, &["fillet", "fillets"]),
    ("bulb", Piece, &["bulb", "bulbs"]),
    ("pod", Piece, &["pod", "pods"]),
    ("wedge", Piece, &["wedge", "wedges", "segment", "segments"]),
    ("ball", Piece, &["ball", "balls", "scoop", "scoops"]),
    ("link", Piece, &["link", "links"]),
    (
        "serving",
        Piece,
        &[
            "serving", "servings", "portion", "portions", "batch", "batches", "recipe",
        ],
    ),
    ("part", Piece, &["part", "parts"]),
    ("each", Piece, &["each", "ea"]),
];

#[cfg(test)]
mod tests {
    use heirloom_events::values::{Dimension, unit, unit_of};

    use super::super::parse;
    use super::super::unit::known;
    use super::*;

    /// Every form of the parser that the table of units takes for something else, and why.
    const OTHERWISE: &[(&str, Dimension)] = &[
        // no fixed volume: anything from 120 to 180 ml, so nothing that may be summed
        ("teacup", Dimension::Inexact),
        ("teacups", Dimension::Inexact),
        ("teacupful", Dimension::Inexact),
    ];

    fn every_form() -> impl Iterator<Item = &'static str> {
        let forms = UNITS.iter().flat_map(|(_, _, forms)| forms.iter());
        forms.copied().chain(CASED.iter().map(|(written, _)| *written))
    }

    fn dimension(written: &str) -> Option<Dimension> {
        unit_of(written)
            .and_then(|id| unit(&id))
            .map(|unit| unit.dimension)
    }

    fn agrees(kind: Kind, dimension: Dimension) -> bool {
        match kind {
            Mass => dimension == Dimension::Mass,
            Volume => dimension == Dimension::Volume,
            Length => dimension == Dimension::Length,
            Container | Piece => matches!(dimension, Dimension::Container(_) | Dimension::Count),
            Inexact => dimension == Dimension::Inexact,
        }
    }

    #[test]
    fn every_unit_that_a_line_can_have_is_in_the_table_of_units() {
        let unknown: Vec<_> = every_form()
            .filter(|written| unit_of(written).is_none())
            .collect();
        assert!(
            unknown.is_empty(),
            "add them to events/src/values/units: {unknown:?}"
        );
    }

    #[test]
    fn both_tables_agree_on_what_a_unit_measures() {
        let differing: Vec<_> = every_form()
            .filter_map(|written| Some((written, known(written)?.1, dimension(written)?)))
            .filter(|(_, kind, dimension)| !agrees(*kind, *dimension))
            .map(|(written, _, dimension)| (written, dimension))
            .collect();
        assert_eq!(differing, OTHERWISE);
    }

    #[test]
    fn every_unit_of_the_written_lines_is_found() {
        let lines = include_str!("../../../tests/ingredient_lines.txt").lines();
        for unit in lines.filter_map(|line| parse(line).unit) {
            assert!(unit_of(&unit).is_some(), "`{unit}` is not in the table");
        }
    }

    #[test]
    fn a_unit_is_found_however_it_is_written_in_a_line() {
        let odd = "clove(s)|Tbsp.|fl. oz|fl-oz|T|t|C|\"|lb.|LBS|table-spoonful|wine-glass";
        for written in odd.split('|') {
            assert!(known(written).is_some(), "`{written}` is no unit of a line");
            assert!(unit_of(written).is_some(), "`{written}` is not in the table");
        }
    }
}
