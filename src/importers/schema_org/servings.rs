//! For how many a recipe is, read from its yield.

use heirloom_events::limits::SERVINGS;

/// What follows the number where the yield speaks of eaters.
const EATERS: &[&str] = &[
    "serving",
    "servings",
    "portion",
    "portions",
    "person",
    "persons",
    "people",
    "pers",
    "bowl",
    "bowls",
    "plate",
    "plates",
    "guest",
    "guests",
    "diner",
    "diners",
    "adult",
    "adults",
    "personen",
    "portionen",
    "personnes",
    "hearty",
    "generous",
    "large",
    "small",
];

/// What precedes the number.
const SERVES: &[&str] = &[
    "serves",
    "servings",
    "serving",
    "for",
    "feeds",
    "yield",
    "yields",
    "makes",
    "about",
    "approx",
    "ca",
    "approximately",
    "around",
    "portions",
    "to",
];

/// The lower bound of a yield that is a bare number or range, or speaks of servings, people or bowls.
///
/// `4-6` is 4, `8 bowls` is 8, `Serves 4 to 6` is 4, `24 cookies (8 servings)` is 8; `2 litres`, `1 cake` and
/// `2/3` are none.
pub(super) fn servings(text: &str) -> Option<u32> {
    let lower = text.to_lowercase().replace(['–', '—'], "-");
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ':' | ';' | '~'))
        .filter(|w| !w.is_empty())
        .take(40)
        .collect();
    let bare = words
        .iter()
        .all(|word| range(word).is_some() || matches!(*word, "-" | "to" | "or"));
    let number = |word: &&str| range(word);
    if bare {
        return words.first().and_then(number);
    }
    let (at, _) = words
        .iter()
        .enumerate()
        .find(|(at, word)| range(word).is_some() && speaks_of_eaters(&words, *at))?;
    // `4 to 6 people`, `4 - 6 people`: go back to the lower end.
    let joined = at >= 2 && matches!(words[at - 1], "-" | "to" | "or");
    let lower_end = joined.then(|| range(words[at - 2])).flatten();
    lower_end.or_else(|| range(words[at]))
}

fn speaks_of_eaters(words: &[&str], at: usize) -> bool {
    let after = words[at + 1..]
        .iter()
        .take(2)
        .take_while(|w| range(w).is_none())
        .collect::<Vec<_>>();
    let followed = after
        .iter()
        .any(|word| EATERS[..EATERS.len() - 4].contains(&word.trim_end_matches('.')));
    let serves = at > 0
        && matches!(
            words[at - 1],
            "serves" | "feeds" | "servings" | "serving" | "for" | "portions"
        );
    let ends = words.len() == at + 1 || matches!(words[at + 1], "-" | "to" | "or");
    followed || ends && (serves || words[..at].iter().all(|word| SERVES.contains(word)))
}

/// `4`, `4-6`, `6+`: the lower end.
fn range(word: &str) -> Option<u32> {
    let word = word.trim_end_matches(['+', '.', '?']);
    let (low, high) = word.split_once('-').unwrap_or((word, ""));
    let sound = high.is_empty() || high.bytes().all(|b| b.is_ascii_digit());
    low.parse().ok().filter(|n| sound && (1..=SERVINGS).contains(n))
}
