//! Small tools for words of the working text, and the word lists.

/// The text with a leading word or phrase taken off, if it starts with it as whole words, in any case.
pub(super) fn strip_word<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let head = text.get(..phrase.len())?;
    let rest = &text[phrase.len()..];
    let ends_whole = !phrase.ends_with(char::is_alphanumeric)
        || !rest.starts_with(|c: char| c.is_alphanumeric() || c == '\'');
    (head.eq_ignore_ascii_case(phrase) && ends_whole).then(|| rest.trim_start())
}

/// As [`strip_word`], with the first of several phrases that fits; put longer ones first.
pub(super) fn strip_any<'a>(text: &'a str, phrases: &[&str]) -> Option<&'a str> {
    phrases.iter().find_map(|phrase| strip_word(text, phrase))
}

/// The first word (up to a space, a comma or a bracket) and what follows it, spaces included.
pub(super) fn first_word(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | ';' | ':' | '/' | '|' | '+' | '['))
        .unwrap_or(text.len());
    text.split_at(end)
}

/// Is it one of the words, in any case, a final point or comma aside?
pub(super) fn is_one_of(word: &str, list: &[&str]) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-');
    list.iter().any(|entry| entry.eq_ignore_ascii_case(bare))
}

/// Size words: they say how large a piece is, and are no part of the ingredient's name.
pub(super) const SIZES: &[&str] = &[
    "small",
    "medium",
    "large",
    "big",
    "sized",
    "medium-sized",
    "medium-size",
    "small-sized",
    "large-sized",
    "smallish",
    "largish",
    "extra-large",
    "x-large",
    "jumbo",
    "average",
    "average-sized",
    "good-sized",
    "small/medium-sized",
    "medium-large",
    "small-medium",
    "medium/large",
    "size",
    "standard",
    "regular-sized",
];

/// Words that may stand between a number and its unit: `2 heaped tbsp`, `1 large bunch`.
pub(super) const MODIFIERS: &[&str] = &[
    "heaping",
    "heaped",
    "level",
    "rounded",
    "scant",
    "generous",
    "packed",
    "lightly",
    "firmly",
    "loosely",
    "overfilled",
    "good",
    "full",
    "thin",
    "thick",
    "very",
    "thinly",
    "thickly",
    "cut",
    "fresh",
    "whole",
    "really",
    "chopped",
    "short",
    "long",
    "tiny",
    "little",
    "fat",
    "peeled",
    "additional",
    "extra",
    "more",
    "mini",
    "healthy",
    "hearty",
    "sliced",
    "slim",
    "ripe",
    "half-pint",
];

/// What makes `a …` no number: `a little`, `a few`.
pub(super) const VAGUE: &[&str] = &[
    "little",
    "bit",
    "few",
    "lot",
    "lots",
    "couple",
    "hint",
    "touch",
    "coating",
    "smattering",
    "amount",
    "variety",
    "mix",
    "mixture",
    "choice",
    "selection",
    "combination",
    "sufficient",
    "tad",
    "number",
    "generous",
    "while",
    "la",
    "type",
    "kind",
    "good",
    "some",
    "suggestion",
    "dusting",
    "ton",
    "lick",
];

/// What is done to an ingredient.
pub(super) const PREPARED: &[&str] = &[
    "chopped",
    "minced",
    "diced",
    "sliced",
    "grated",
    "crushed",
    "peeled",
    "cubed",
    "halved",
    "quartered",
    "shredded",
    "julienned",
    "melted",
    "softened",
    "beaten",
    "drained",
    "rinsed",
    "mashed",
    "pitted",
    "seeded",
    "deseeded",
    "cored",
    "trimmed",
    "juiced",
    "zested",
    "crumbled",
    "toasted",
    "sifted",
    "thawed",
    "defrosted",
    "divided",
    "pureed",
    "slivered",
    "torn",
    "washed",
    "cleaned",
    "blanched",
    "separated",
    "whisked",
    "bruised",
    "pressed",
    "cooked",
    "packed",
    "flaked",
    "whipped",
    "stemmed",
    "shelled",
    "deveined",
    "soaked",
    "warmed",
    "cut",
    "scalded",
    "chilled",
    "boiled",
    "squeezed",
    "stoned",
    "smashed",
    "scrubbed",
    "shaved",
    "cooled",
];

/// How it is done.
pub(super) const MANNERS: &[&str] = &[
    "finely", "roughly", "coarsely", "thinly", "freshly", "lightly", "thickly", "well", "very", "and",
    "fine", "thin", "firmly", "loosely", "then", "or", "into", "small-", "evenly", "neatly", "&",
];
