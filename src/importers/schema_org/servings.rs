//! For how many a yield is.

/// Words that make a yield one of servings.
const EATERS: [&str; 17] = [
    "serving",
    "servings",
    "people",
    "persons",
    "person",
    "portion",
    "portions",
    "bowl",
    "bowls",
    "plate",
    "plates",
    "guests",
    "eaters",
    "adults",
    "personen",
    "portionen",
    "hearty",
];

/// The servings that a yield means, of a range the lower end: `4`, `4-6`, `serves 4`, `8 bowls`, `about 6`.
/// Pieces and volumes (`2 litres`, `1 cake`, `24 cookies`) are no servings.
pub(super) fn servings(text: &str) -> Option<u32> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let before = words(&text[..start]);
    let digits_end = text[start..]
        .find(|c: char| !c.is_ascii_digit())
        .map_or(text.len(), |end| start + end);
    let number: u32 = text[start..digits_end].parse().ok()?;
    let rest = &text[digits_end..];
    // `2/3` and `1.5` are no counts.
    if rest.starts_with(['/', '.', ',']) && rest[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let after = words(rest);
    let said = before
        .iter()
        .chain(&after)
        .any(|word| EATERS.contains(&word.as_str()) || word.starts_with("serve"));
    let bare = before
        .iter()
        .all(|word| ["about", "ca", "approx", "around", "for"].contains(&word.as_str()))
        && after
            .iter()
            .all(|word| word == "to" || word == "or" || word.chars().all(|c| c.is_ascii_digit()));
    ((said || bare) && (1..=heirloom_events::limits::SERVINGS).contains(&number)).then_some(number)
}

/// The words of a text, those in brackets left out.
fn words(text: &str) -> Vec<String> {
    let outside = text.split('(').next().unwrap_or_default();
    outside
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<u32>) {
        assert_eq!(servings(text), expected, "`{text}`");
    }

    #[test]
    fn yields_of_people_are_servings() {
        for (text, n) in [
            ("4", 4),
            ("4-6", 4),
            ("4–6", 4),
            ("3 to 5", 3),
            ("8 bowls", 8),
            ("Serves 4", 4),
            ("6+", 6),
        ] {
            check(text, Some(n));
        }
        check("4 people", Some(4));
        check("1 hearty serving", Some(1));
        check("1 (2 wraps)", Some(1));
        check("about 6 servings", Some(6));
    }

    #[test]
    fn other_yields_are_not() {
        for text in [
            "2 litres",
            "1 cake",
            "24 cookies",
            "Depends",
            "2/3",
            "",
            "0",
            "99999999999",
            "makes 4 large pretzels",
        ] {
            check(text, None);
        }
    }
}
