//! What a recipe makes, out of the text that says so: `500 ml`, `makes 1 1/2 l`, `400–500 g (two jars)`.

use heirloom_events::values::{Dimension, Quantity, UnitId, unit, unit_of};

/// The weights and volumes that a yield names, in its order; of a range the lower end. What is counted
/// (`12 rolls`, `serves 4`) is none: whoever takes a number of that says batches or servings.
pub(super) fn yields(text: &str) -> Vec<(Quantity, UnitId)> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || "(),;:~".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    let mut found = Vec::new();
    let mut words = &words[..];
    while let Some((first, rest)) = words.split_first() {
        words = rest;
        if let Some((amount, unit, used)) = measure(first, rest) {
            found.push((amount, unit));
            words = &rest[used..];
        }
    }
    found
}

/// An amount that begins with this word, and how many of the words behind it belong to it.
fn measure(word: &str, behind: &[&str]) -> Option<(Quantity, UnitId, usize)> {
    let (amount, glued) = number(word)?;
    if !glued.is_empty() {
        return Some((amount, measured(glued)?, 0));
    }
    let next = behind.first()?;
    match fraction(next) {
        Some((part, "")) => Some((amount.checked_add(part).ok()?, measured(behind.get(1)?)?, 2)),
        Some((part, glued)) => Some((amount.checked_add(part).ok()?, measured(glued)?, 1)),
        None => Some((amount, measured(next)?, 1)),
    }
}

/// The number that a word begins with, of a range the lower end, and what follows it: `500ml`.
fn number(word: &str) -> Option<(Quantity, &str)> {
    let end = word
        .find(|c: char| !c.is_ascii_digit() && !"./".contains(c))
        .unwrap_or(word.len());
    let (low, rest) = word.split_at(end);
    let low = low.parse().ok()?;
    match rest.strip_prefix(['-', '–']) {
        Some(high) => number(high).map(|(_, rest)| (low, rest)),
        None => Some((low, rest)),
    }
}

/// The `1/2` of `1 1/2`.
fn fraction(word: &str) -> Option<(Quantity, &str)> {
    number(word).filter(|_| word.contains('/'))
}

fn measured(word: &str) -> Option<UnitId> {
    let id = unit_of(word)?;
    let dimension = unit(&id)?.dimension;
    matches!(dimension, Dimension::Mass | Dimension::Volume).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<(String, String)> = yields(text)
            .into_iter()
            .map(|(amount, unit)| (amount.to_string(), unit.to_string()))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(a, u)| (String::from(*a), String::from(*u)))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_weight_or_a_volume_is_found_wherever_it_stands() {
        check("500 ml", &[("500", "millilitre")]);
        check("500ml", &[("500", "millilitre")]);
        check("makes about 1.5 l (2 jars)", &[("3/2", "litre")]);
        check("1 1/2 l", &[("3/2", "litre")]);
        check("1/2 l", &[("1/2", "litre")]);
        check("2 jars, 900 g", &[("900", "gram")]);
    }

    #[test]
    fn of_a_range_the_lower_end_counts() {
        check("400-500 g", &[("400", "gram")]);
        check("400–500g", &[("400", "gram")]);
    }

    #[test]
    fn what_is_counted_is_no_measure() {
        for text in [
            "12 rolls",
            "serves 4",
            "4-6",
            "",
            "a potful",
            "99999999999999999999 g",
            "1/0 l",
        ] {
            check(text, &[]);
        }
    }
}
