//! Units with an exact factor (mass, volume, length, time) or a scale (temperature).
//!
//! Constants: the international avoirdupois pound is 0.45359237 kg and the inch 25.4 mm (agreement of 1959);
//! the US liquid gallon is 231 cubic inches = 3785.411784 ml (NIST Handbook 44, appendix C); the imperial
//! gallon is 4.54609 l (UK Units of Measurement Regulations 1995). Smaller measures are fractions of these.
//! A name without a country (`cup`, `tsp`, `pint`) is the US customary one; words of other languages mean
//! the metric spoons in use there.

use num_rational::Ratio;

use super::Dimension::{Length, Mass, Temperature, Time, Volume};
use super::System::{Australian, Common, Imperial, Metric, UsCustomary, UsLabel};
use super::{Unit, exactly, row};

/// A pound is 45,359,237 of 100,000 parts of a gram.
const POUND: (i128, i128) = (45_359_237, 100_000);

/// So many make a US gallon.
const fn us(in_a_gallon: i128) -> Option<Ratio<i128>> {
    exactly(3_785_411_784, 1_000_000 * in_a_gallon)
}

/// So many make an imperial gallon.
const fn imperial(in_a_gallon: i128) -> Option<Ratio<i128>> {
    exactly(454_609, 100 * in_a_gallon)
}

#[rustfmt::skip]
pub(super) static MEASURES: &[Unit] = &[
    row("milligram", Mass, Metric, exactly(1, 1000), ("milligram", "milligrams"), &["mg", "mgs", "milligramme", "milligrammes"]),
    row("gram", Mass, Metric, exactly(1, 1), ("gram", "grams"), &["g", "gr", "grs", "gm", "gms", "gramm", "gramms", "gramme", "grammes", "grammi", "grammo", "gramo", "gramos"]),
    row("decagram", Mass, Metric, exactly(10, 1), ("decagram", "decagrams"), &["dag", "dkg", "deka"]),
    row("kilogram", Mass, Metric, exactly(1000, 1), ("kilogram", "kilograms"), &["kg", "kgs", "kilo", "kilos", "kilogramm", "kilogramme", "kilogrammes"]),
    row("metric_pound", Mass, Metric, exactly(500, 1), ("metric pound", "metric pounds"), &["pfund", "pfd"]),
    row("ounce", Mass, Common, exactly(POUND.0, POUND.1 * 16), ("ounce", "ounces"), &["oz", "ozs"]),
    row("pound", Mass, Common, exactly(POUND.0, POUND.1), ("pound", "pounds"), &["lb", "lbs", "#"]),
    row("stone", Mass, Imperial, exactly(POUND.0 * 14, POUND.1), ("stone", "stones"), &[]),

    row("millilitre", Volume, Metric, exactly(1, 1), ("millilitre", "millilitres"), &["ml", "mls", "milliliter", "milliliters", "cc", "cm3"]),
    row("centilitre", Volume, Metric, exactly(10, 1), ("centilitre", "centilitres"), &["cl", "cls", "centiliter", "centiliters"]),
    row("decilitre", Volume, Metric, exactly(100, 1), ("decilitre", "decilitres"), &["dl", "dls", "deciliter", "deciliters"]),
    row("litre", Volume, Metric, exactly(1000, 1), ("litre", "litres"), &["l", "lt", "lts", "ltr", "ltrs", "liter", "liters", "litro", "litros", "litri"]),
    row("metric_spice_measure", Volume, Metric, exactly(1, 1), ("spice measure", "spice measures"), &["krm", "kryddmått"]),
    row("metric_tsp", Volume, Metric, exactly(5, 1), ("metric teaspoon", "metric teaspoons"), &["metric tsp", "tl", "teelöffel", "tsk", "tesked", "teskedar", "teske", "teskje", "cuillère à café", "cuillères à café", "c à c", "c à café", "cucharadita", "cucharaditas", "cucchiaino", "cucchiaini", "theelepel", "theelepels"]),
    row("metric_dessertspoon", Volume, Metric, exactly(10, 1), ("dessertspoon", "dessertspoons"), &["dsp", "dstspn", "dessert spoon", "dessert spoons", "dessertspoonful", "dessertspoonfuls"]),
    row("metric_tbsp", Volume, Metric, exactly(15, 1), ("metric tablespoon", "metric tablespoons"), &["metric tbsp", "el", "esslöffel", "msk", "matsked", "matskedar", "spiseske", "spiseskje", "cuillère à soupe", "cuillères à soupe", "c à s", "c à soupe", "cucharada", "cucharadas", "cucchiaio", "cucchiai", "eetlepel", "eetlepels"]),
    row("metric_cup", Volume, Metric, exactly(250, 1), ("metric cup", "metric cups"), &["australian cup", "australian cups"]),
    row("australian_tbsp", Volume, Australian, exactly(20, 1), ("Australian tablespoon", "Australian tablespoons"), &["australian tbsp", "au tbsp"]),

    row("us_tsp", Volume, UsCustomary, us(768), ("teaspoon", "teaspoons"), &["tsp", "tsps", "tspn", "teaspoonful", "teaspoonfuls", "teaspoonsful", "tea spoon", "tea spoons", "teapsoon", "teapsoons", "teaspon", "us tsp", "us teaspoon", "us teaspoons"]),
    row("us_tbsp", Volume, UsCustomary, us(256), ("tablespoon", "tablespoons"), &["tbsp", "tbsps", "tbs", "tbl", "tbls", "tblsp", "tblsps", "tblspn", "tbspn", "tb", "tbsb", "tablespon", "tablespoonful", "tablespoonfuls", "tablespoonsful", "table spoon", "table spoons", "us tbsp", "us tablespoon", "us tablespoons"]),
    row("us_fl_oz", Volume, UsCustomary, us(128), ("fluid ounce", "fluid ounces"), &["fl oz", "fl ozs", "floz", "fluid oz", "fl ounce", "fl ounces", "us fl oz"]),
    row("us_gill", Volume, UsCustomary, us(32), ("gill", "gills"), &["us gill"]),
    row("us_cup", Volume, UsCustomary, us(16), ("cup", "cups"), &["c", "cupful", "cupfuls", "cupsful", "us cup", "us cups"]),
    row("us_pint", Volume, UsCustomary, us(8), ("pint", "pints"), &["pt", "pts", "us pint", "us pints"]),
    row("us_quart", Volume, UsCustomary, us(4), ("quart", "quarts"), &["qt", "qts", "us quart", "us quarts"]),
    row("us_gallon", Volume, UsCustomary, us(1), ("gallon", "gallons"), &["gal", "gals", "us gallon", "us gallons"]),

    row("us_label_tsp", Volume, UsLabel, exactly(5, 1), ("US label teaspoon", "US label teaspoons"), &[]),
    row("us_label_tbsp", Volume, UsLabel, exactly(15, 1), ("US label tablespoon", "US label tablespoons"), &[]),
    row("us_label_fl_oz", Volume, UsLabel, exactly(30, 1), ("US label fluid ounce", "US label fluid ounces"), &[]),
    row("us_label_cup", Volume, UsLabel, exactly(240, 1), ("US label cup", "US label cups"), &["us legal cup", "us legal cups"]),

    row("imperial_tsp", Volume, Imperial, imperial(768), ("imperial teaspoon", "imperial teaspoons"), &["imperial tsp"]),
    row("imperial_tbsp", Volume, Imperial, imperial(256), ("imperial tablespoon", "imperial tablespoons"), &["imperial tbsp"]),
    row("imperial_fl_oz", Volume, Imperial, imperial(160), ("imperial fluid ounce", "imperial fluid ounces"), &["imperial fl oz", "uk fl oz"]),
    row("imperial_gill", Volume, Imperial, imperial(32), ("imperial gill", "imperial gills"), &["uk gill", "uk gills"]),
    row("imperial_cup", Volume, Imperial, imperial(16), ("imperial cup", "imperial cups"), &["uk cup", "uk cups"]),
    row("imperial_pint", Volume, Imperial, imperial(8), ("imperial pint", "imperial pints"), &["uk pint", "uk pints"]),
    row("imperial_quart", Volume, Imperial, imperial(4), ("imperial quart", "imperial quarts"), &["uk quart", "uk quarts"]),
    row("imperial_gallon", Volume, Imperial, imperial(1), ("imperial gallon", "imperial gallons"), &["uk gallon", "uk gallons"]),

    row("millimetre", Length, Metric, exactly(1, 1), ("millimetre", "millimetres"), &["mm", "millimeter", "millimeters"]),
    row("centimetre", Length, Metric, exactly(10, 1), ("centimetre", "centimetres"), &["cm", "cms", "centimeter", "centimeters"]),
    row("inch", Length, Common, exactly(254, 10), ("inch", "inches"), &["in", "\"", "″", "zoll"]),

    row("second", Time, Common, exactly(1, 1), ("second", "seconds"), &["sec", "secs"]),
    row("minute", Time, Common, exactly(60, 1), ("minute", "minutes"), &["min", "mins"]),
    row("hour", Time, Common, exactly(3600, 1), ("hour", "hours"), &["hr", "hrs"]),

    row("celsius", Temperature, Metric, None, ("degree Celsius", "degrees Celsius"), &["°c", "celsius", "centigrade"]),
    row("fahrenheit", Temperature, UsCustomary, None, ("degree Fahrenheit", "degrees Fahrenheit"), &["°f", "fahrenheit"]),
];

#[cfg(test)]
mod tests {
    use num_traits::Signed;

    use super::super::units;
    use super::*;

    /// A decimal, exactly: another way to the same number than the table's fractions of a gallon.
    fn decimal(text: &str) -> Ratio<i128> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let numerator = format!("{whole}{fraction}").parse().unwrap();
        Ratio::new(numerator, 10_i128.pow(u32::try_from(fraction.len()).unwrap()))
    }

    #[test]
    fn factors_are_the_published_constants() {
        let published = [
            ("us_tsp", "4.92892159375"),
            ("us_tbsp", "14.78676478125"),
            ("us_fl_oz", "29.5735295625"),
            ("us_cup", "236.5882365"),
            ("us_pint", "473.176473"),
            ("us_quart", "946.352946"),
            ("us_gallon", "3785.411784"),
            ("imperial_fl_oz", "28.4130625"),
            ("imperial_cup", "284.130625"),
            ("imperial_pint", "568.26125"),
            ("imperial_quart", "1136.5225"),
            ("imperial_gallon", "4546.09"),
            ("ounce", "28.349523125"),
            ("pound", "453.59237"),
            ("stone", "6350.29318"),
            ("inch", "25.4"),
        ];
        for (id, factor) in published {
            let unit = super::super::lookup::by_id(id).unwrap();
            assert_eq!(unit.factor, Some(decimal(factor)), "{id}");
        }
    }

    #[test]
    fn factors_are_positive_and_in_lowest_terms() {
        for factor in units().filter_map(|unit| unit.factor) {
            assert!(factor.is_positive());
            assert_eq!(Ratio::new_raw(*factor.numer(), *factor.denom()).reduced(), factor);
            assert_eq!(factor.reduced().denom(), factor.denom());
        }
    }

    #[test]
    fn no_id_and_no_factor_changes_once_it_is_on_disk() {
        let line = |unit: &Unit| {
            let factor = unit
                .factor
                .map_or_else(|| "-".to_owned(), |factor| factor.to_string());
            format!("{} {:?} {factor}", unit.id, unit.dimension)
        };
        insta::assert_snapshot!(units().map(line).collect::<Vec<_>>().join("\n"));
    }
}
