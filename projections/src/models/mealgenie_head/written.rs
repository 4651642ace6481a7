//! Values as the application would have written them.
//!
//! An import keeps a recipe's rows as they lay there, beside what it made of them. Where heirloom still says what the
//! row said, the row's own writing is shown, to the last blank; where somebody changed it since, what it is now.

use heirloom_events::values::Quantity;

/// A text as an import keeps it: trimmed, with plain line ends, without control characters.
pub(super) fn tidy(text: &str) -> String {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    let plain = |c: char| match c.is_control() && c != '\n' && c != '\t' {
        true => ' ',
        false => c,
    };
    unix.chars().map(plain).collect::<String>().trim().to_owned()
}

/// As it was written, where that still means what is said now; else what is said now.
pub(super) fn text<'a>(written: Option<&'a str>, now: Option<&'a str>) -> Option<&'a str> {
    let meant = written.map(tidy).filter(|text| !text.is_empty());
    match meant.as_deref() == now {
        true => written,
        false => now,
    }
}

/// Steps, one a line.
pub(super) fn steps<'a>(written: Option<&str>, now: impl Iterator<Item = &'a str> + Clone) -> Option<String> {
    let unix = written.unwrap_or_default().replace('\r', "\n");
    let meant = unix.lines().map(tidy).filter(|line| !line.is_empty());
    if meant.eq(now.clone().map(str::to_owned)) {
        return written.map(str::to_owned);
    }
    // a step of several lines is one line there
    let lines = now.map(|step| step.split_whitespace().collect::<Vec<_>>().join(" "));
    Some(lines.collect::<Vec<_>>().join("\n")).filter(|text| !text.is_empty())
}

/// The float that was written, where the quantity is the nearest that heirloom has for it; else the quantity's own.
pub(super) fn number(written: Option<f64>, now: Option<Quantity>) -> Option<f64> {
    /// What a quantity may be off from a float that none stands for exactly.
    const NEAR: f64 = 1e-6;
    let now = float(now?);
    Some(
        written
            .filter(|written| (written - now).abs() <= NEAR * now.abs().max(1.0))
            .unwrap_or(now),
    )
}

/// The nearest float: of a number that was a float of few digits once, that float.
#[expect(
    clippy::cast_precision_loss,
    reason = "both parts are below 2^53, so they are exact and the quotient is rounded once"
)]
pub(super) fn float(quantity: Quantity) -> f64 {
    let (numerator, denominator) = quantity.parts();
    numerator as f64 / denominator as f64
}

/// A list of numbers as Python's `json.dumps` writes it: `[9, 19]`.
pub(super) fn numbers(list: &[i32]) -> String {
    let list: Vec<String> = list.iter().map(ToString::to_string).collect();
    format!("[{}]", list.join(", "))
}

/// A list of texts as Python's `json.dumps` writes it: what is no printable ASCII, it escapes.
pub(super) fn texts(list: &[String]) -> String {
    let list: Vec<String> = list.iter().map(|text| quoted(text)).collect();
    format!("[{}]", list.join(", "))
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(b'"') => out.push_str("\\\""),
            Ok(b'\\') => out.push_str("\\\\"),
            Ok(b'\n') => out.push_str("\\n"),
            Ok(b'\r') => out.push_str("\\r"),
            Ok(b'\t') => out.push_str("\\t"),
            Ok(8) => out.push_str("\\b"),
            Ok(12) => out.push_str("\\f"),
            Ok(c @ b' '..=b'~') => out.push(char::from(c)),
            _ => out.push_str(&format!("\\u{unit:04x}")),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_that_still_says_the_same_is_shown_as_it_was_written() {
        assert_eq!(text(Some(" Dinner\r\n"), Some("Dinner")), Some(" Dinner\r\n"));
        assert_eq!(text(Some(" Dinner"), Some("Lunch")), Some("Lunch"));
        assert_eq!(text(Some("  "), None), Some("  "));
        assert_eq!(text(Some("Dinner"), None), None);
    }

    #[test]
    fn steps_keep_their_blank_lines_until_one_is_changed() {
        let written = "Mix.\r\n\r\n  Bake. ";
        assert_eq!(
            steps(Some(written), ["Mix.", "Bake."].into_iter()).as_deref(),
            Some(written)
        );
        assert_eq!(
            steps(Some(written), ["Mix.", "Fry\nit."].into_iter()).as_deref(),
            Some("Mix.\nFry it.")
        );
        assert_eq!(steps(None, std::iter::empty()), None);
    }

    #[test]
    fn a_float_that_no_quantity_is_comes_back() {
        let near = Quantity::new(3, 10).unwrap();
        assert_eq!(number(Some(0.1 + 0.2), Some(near)), Some(0.1 + 0.2));
        assert_eq!(number(Some(0.4), Some(near)), Some(0.3));
        assert_eq!(number(Some(0.4), None), None);
    }

    #[test]
    fn lists_are_written_as_the_application_writes_them() {
        assert_eq!(numbers(&[9, 19]), "[9, 19]");
        assert_eq!(texts(&[]), "[]");
        assert_eq!(
            texts(&["schön \"🍲\"\u{7f}".to_owned()]),
            r#"["sch\u00f6n \"\ud83c\udf72\"\u007f"]"#
        );
    }

    proptest! {
        #[test]
        fn whatever_a_tag_says_json_reads_it_back(tags in prop::collection::vec(any::<String>(), 0..4)) {
            prop_assert_eq!(serde_json::from_str::<Vec<String>>(&texts(&tags)).unwrap(), tags);
        }
    }
}
