//! What concerns the whole line: `optional`, `to taste`.

use super::words::strip_any;

/// Does the line say that the ingredient may be left out? `optionally` speaks of something else.
pub(super) fn optional(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    let mut before = "";
    words.any(|word| {
        let says_so = matches!(word, "optional" | "optionnal" | "opt" | "facultatif") && before != "not";
        before = word;
        says_so
    })
}

/// Does the line leave the amount to taste?
pub(super) fn to_taste(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "to taste",
        "to your taste",
        "to your liking",
        "q.b.",
        "q. b.",
        "quanto basta",
    ]
    .iter()
    .any(|phrase| lower.contains(phrase))
}

/// The text without marks before or behind that only say `optional` or `to taste`.
pub(super) fn without_marks(text: &str) -> String {
    let mut rest = text.trim();
    while let Some(shorter) = strip_any(rest, LEADING) {
        rest = shorter;
    }
    while let Some(shorter) = TRAILING.iter().find_map(|mark| strip_end(rest, mark)) {
        rest = shorter.trim_end_matches([' ', ',', ';', '-']);
    }
    if rest.is_empty() {
        text.to_owned()
    } else {
        rest.to_owned()
    }
}

const LEADING: &[&str] = &[
    "(optional)",
    "[optional]",
    "(optional):",
    "optional:",
    "optional -",
    "optional,",
    "optionally,",
    "optionally",
    "optional",
    "(opt.)",
];

const TRAILING: &[&str] = &[
    "(optional)",
    "[optional]",
    "(optionnal)",
    "(very optional)",
    "(opt.)",
    ", optional",
    "(to taste)",
    "to taste",
    "to your taste",
    "- optional",
    "(all optional)",
    "(optional).",
    "to taste.",
    "to your liking",
];

fn strip_end<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let start = text.len().checked_sub(mark.len())?;
    let tail = text.get(start..)?;
    tail.eq_ignore_ascii_case(mark).then(|| text[..start].trim_end())
}
