//! Texts and numbers as commands take them.

use heirloom_events::values::Quantity;

use crate::importers::mealgenie::source::Amount;

/// A text as a command keeps it: trimmed, with plain line ends, without control characters.
pub(super) fn tidy(text: &str) -> String {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    let plain: String = unix
        .chars()
        .map(|c| match c.is_control() && c != '\n' && c != '\t' {
            true => ' ',
            false => c,
        })
        .collect();
    plain.trim().to_owned()
}

/// As [`tidy`]; blank is none.
pub(super) fn tidied(text: Option<&str>) -> Option<String> {
    text.map(tidy).filter(|text| !text.is_empty())
}

/// As [`tidy`], and cut after so many characters, the last one then an ellipsis.
pub(super) fn fitted(text: &str, most: usize) -> String {
    let text = tidy(text);
    if text.chars().count() <= most {
        return text;
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

/// An amount as one would write it; none where there is none.
pub(super) fn written(amount: Amount) -> Option<String> {
    /// A decimal of so many characters is read at a glance; a longer one is a fraction in truth.
    const SHORT: usize = 6;
    let decimal = amount.raw?.to_string();
    match amount.exact {
        Some(exact) if decimal.len() > SHORT => Some(mixed(exact)),
        _ => Some(decimal),
    }
}

/// `2 1/3`.
fn mixed(quantity: Quantity) -> String {
    let (numerator, denominator) = quantity.parts();
    let (whole, rest) = (numerator / denominator, numerator % denominator);
    match (whole, rest) {
        (_, 0) => whole.to_string(),
        (0, _) => format!("{rest}/{denominator}"),
        _ => format!("{whole} {rest}/{denominator}"),
    }
}

/// The quantity nearest to a float that none stands for exactly: of six decimals, or as many as there is room for.
pub(super) fn nearest(value: f64) -> Quantity {
    const MOST: f64 = 1e9;
    let value = if value.is_finite() {
        value.clamp(0.0, MOST)
    } else {
        0.0
    };
    let fits = |places: &i32| value * 10_f64.powi(*places) <= MOST;
    let places = (0..=6).rev().find(fits).unwrap_or(0);
    let denominator = 10_i128.pow(places.unsigned_abs());
    let numerator = (value * denominator as f64).round() as i128;
    Quantity::new(numerator, denominator).unwrap_or(Quantity::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importers::mealgenie::source::exact;

    #[test]
    fn an_amount_is_written_as_a_person_would() {
        let told = |raw: f64| {
            written(Amount {
                raw: Some(raw),
                exact: exact(raw),
            })
            .unwrap()
        };
        assert_eq!(told(2.0), "2");
        assert_eq!(told(2.25), "2.25");
        assert_eq!(told(1.0 / 3.0), "1/3");
        assert_eq!(told(7.0 / 3.0), "2 1/3");
        assert_eq!(told(-1.0), "-1");
        assert_eq!(written(Amount::default()), None);
    }

    #[test]
    fn a_float_that_no_quantity_is_has_a_nearest_one() {
        assert_eq!(nearest(0.1 + 0.2).to_string(), "3/10");
        assert_eq!(nearest(-3.0), Quantity::ZERO);
        assert_eq!(nearest(1e300).to_string(), "1000000000");
        assert_eq!(nearest(123_456.789_012_3).parts().1, 1000);
        assert_eq!(nearest(f64::NAN), Quantity::ZERO);
    }

    #[test]
    fn a_text_is_kept_without_what_no_command_takes() {
        assert_eq!(tidy(" a\r\nb\u{7}c\t "), "a\nb c");
        assert_eq!(tidied(Some(" \r\n")), None);
    }
}
