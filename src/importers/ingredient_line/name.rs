//! Takes what is left beside the amount apart: name, preparation, alternative.

use super::measure::measure;
use super::place::brackets;
use super::second::whole;
use super::unit::kind;
use super::units::Kind;
use super::words::{MANNERS, PREPARED, SIZES, first_word, is_one_of, strip_any, strip_word};

/// The parts of a line without its amount.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) name: Option<String>,
    pub(super) preparation: Option<String>,
    pub(super) alternative: Option<String>,
}

/// Reads name, preparation and alternative.
pub(super) fn parts(text: &str, unit: Option<&str>) -> Parts {
    let text = text.trim_matches(|c: char| matches!(c, ' ' | '-' | '+' | '|' | '/' | '=' | ':' | ';'));
    let brackets = Brackets::of(text);
    let (head, tail) = split_tail(&brackets.outside);
    let (head, alternative) = split_or(&head);
    let head = lead_words(&head, unit);
    let (name, inner) = trailing_preparation(&head);
    let (name, before) = if inner.is_none() && tail.is_none() {
        leading_preparation(&name, unit)
    } else {
        (name, None)
    };
    let tail = tail.map(|t| trimmed(&t)).filter(|t| !t.is_empty());
    // `½ pint milk, or cold water`
    let (tail, other) = match tail
        .as_deref()
        .and_then(|t| strip_word(t, "or"))
        .filter(|t| strip_any(t, &["as", "to", "more"]).is_none())
    {
        Some(other) => (None, Some(other.trim_start_matches([',', ' ']).to_owned())),
        None => (tail, None),
    };
    let named = |text: &str| Some(trimmed(text)).filter(|name| name.chars().any(char::is_alphanumeric));
    Parts {
        // `4 pinches of (Mozzarella or Oaxaca)`: all of the name may be in brackets.
        name: named(&name).or_else(|| named(text.trim_matches(['(', ')', '.']).trim_start_matches("of ("))),
        preparation: joined(joined(before.or(inner), tail), brackets.preparation).map(|p| trimmed(&p)),
        alternative: alternative
            .or(brackets.alternative)
            .or(other)
            .map(|a| trimmed(&a))
            .filter(|a| !a.is_empty()),
    }
}

/// Two remarks as one.
pub(super) fn joined(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) => Some(format!("{first}, {second}")),
        (first, second) => first.or(second),
    }
}

struct Brackets {
    outside: String,
    preparation: Option<String>,
    alternative: Option<String>,
}

impl Brackets {
    /// Takes the brackets out: an alternative, a preparation; amounts and remarks go.
    fn of(text: &str) -> Self {
        let mut found = Self {
            outside: String::with_capacity(text.len()),
            preparation: None,
            alternative: None,
        };
        let mut at = 0;
        for (open, content) in brackets(text) {
            found.outside.push_str(&text[at..open]);
            // `clove(s)`: the bracket belongs to the word.
            if matches!(content, "s" | "es") && text[..open].ends_with(char::is_alphabetic) {
                found.outside.push_str(&text[open..=open + content.len() + 1]);
            } else {
                found.outside.push(' ');
                found.sort(content);
            }
            at = (open + content.len() + 2).min(text.len());
        }
        found.outside.push_str(&text[at..]);
        found
    }

    fn sort(&mut self, content: &str) {
        let content = content.trim();
        let or = strip_any(content, &["or", "alternatively,", "alternatively"])
            .filter(|rest| whole(rest).is_none());
        let prepared = content
            .split([' ', ',', '/'])
            .any(|word| is_one_of(word, PREPARED))
            && content.split(' ').count() <= 6;
        if let Some(or) = or {
            self.alternative.get_or_insert_with(|| or.to_owned());
        } else if prepared {
            self.preparation.get_or_insert_with(|| content.to_owned());
        }
    }
}

/// The tail behind the first comma, sentence end or spaced dash.
fn split_tail(text: &str) -> (String, Option<String>) {
    let cut = text.char_indices().find(|(at, c)| {
        let after = &text[at + c.len_utf8()..];
        match c {
            ',' | ';' => !after.starts_with(|c: char| c.is_ascii_digit()),
            '.' => after.starts_with(' ') && after.trim_start().len() > 1 && is_a_sentence_end(&text[..*at]),
            '-' | '—' => after.starts_with(' ') && text[..*at].ends_with(' '),
            _ => false,
        }
    });
    match cut {
        Some((at, c)) if at > 0 => (text[..at].to_owned(), Some(text[at + c.len_utf8()..].to_owned())),
        _ => (text.to_owned(), None),
    }
}

/// `St.`, `e.g.`, `lbs.` end no sentence.
fn is_a_sentence_end(before: &str) -> bool {
    let word = before.rsplit([' ', '(']).next().unwrap_or("");
    word.chars().count() > 3 && !word.contains('.') && kind(word).is_none()
}

/// ` or `: what may be taken instead, and the head noun that both share.
fn split_or(text: &str) -> (String, Option<String>) {
    let lower = text.to_ascii_lowercase();
    let Some(at) = lower.find(" or ") else {
        return (text.to_owned(), None);
    };
    let (left, right) = (text[..at].trim(), text[at + 4..].trim());
    let only_size = left
        .split(' ')
        .all(|word| is_one_of(word, SIZES) || is_one_of(word, &["long", "short", "thin", "thick"]));
    if only_size {
        // `10 small or 5 big mushrooms`: both are mushrooms.
        let noun = measure(right)
            .and_then(Result::ok)
            .map_or(right, |measure| measure.rest);
        let noun = first_word(noun.trim_start()).1.trim_start();
        return (
            if noun.is_empty() { right } else { noun }.to_owned(),
            Some(right.to_owned()),
        );
    }
    if right.is_empty() || is_one_of(left.rsplit(' ').next().unwrap_or(""), MANNERS) {
        return (text.to_owned(), None);
    }
    // `white or brown rice`: the first is white rice.
    let shared = left
        .rsplit(' ')
        .next()
        .is_some_and(|word| is_one_of(word, SHARED) || is_one_of(word, PREPARED))
        || stock(left, right);
    let noun = right
        .split(' ')
        .next_back()
        .filter(|_| shared && right.contains(' ') && !right.contains(|c: char| c.is_ascii_digit()));
    let name = noun.map_or_else(|| left.to_owned(), |noun| format!("{left} {noun}"));
    (name, Some(right.to_owned()))
}

fn stock(left: &str, right: &str) -> bool {
    let meat = [
        "chicken",
        "beef",
        "vegetable",
        "veggie",
        "fish",
        "veal",
        "mushroom",
        "pork",
        "turkey",
    ];
    let liquid = ["broth", "stock", "bouillon", "broth.", "stock."];
    left.rsplit(' ').next().is_some_and(|w| is_one_of(w, &meat))
        && right
            .split(' ')
            .next_back()
            .is_some_and(|w| is_one_of(w, &liquid))
}

/// Words that describe; before ` or ` they lack the noun.
const SHARED: &[&str] = &[
    "white",
    "brown",
    "red",
    "green",
    "black",
    "yellow",
    "sweet",
    "smoked",
    "light",
    "dark",
    "fresh",
    "dried",
    "frozen",
    "canned",
    "hot",
    "mild",
    "ground",
    "whole",
    "plain",
    "salted",
    "unsalted",
    "raw",
    "cooked",
    "dry",
    "active",
    "button",
    "hungarian",
    "purple",
    "bulk",
    "instant",
    "low-fat",
    "full-fat",
    "large",
    "small",
    "soft",
    "firm",
    "ripe",
    "pinto",
    "regular",
    "sunflower",
    "spicy",
    "sour",
];

/// Drops what leads to the name: `of`, size words, a container that a size stood before.
fn lead_words(text: &str, unit: Option<&str>) -> String {
    let mut rest = text.trim();
    if let Some(after) = unit
        .and_then(kind)
        .filter(|k| matches!(k, Kind::Length | Kind::Mass | Kind::Volume))
        .and_then(|_| package_word(rest))
    {
        rest = after;
    }
    loop {
        let (word, after) = first_word(rest);
        let after = after.trim_start();
        let size = is_one_of(word, SIZES)
            && after.starts_with(char::is_alphabetic)
            && strip_any(after, &["or", "and"]).is_none();
        let lead = matches!(
            word.to_ascii_lowercase().as_str(),
            "of" | "heaping" | "heaped" | "scant" | "each" | "x" | "×"
        ) && !after.is_empty()
            || is_one_of(word, &["worth", "total"]) && strip_word(after, "of").is_some();
        if !(size || lead) || after.is_empty() {
            return rest.to_owned();
        }
        rest = after;
    }
}

/// `28 oz can chickpeas`, `5 cm piece of ginger`: after a size, the container is no part of the name.
fn package_word(text: &str) -> Option<&str> {
    let (word, after) = first_word(text);
    let packed = kind(word).is_some_and(|k| k == Kind::Container)
        || is_one_of(word, &["piece", "pieces", "knob", "block", "long", "thumb"]);
    let after = after.trim_start();
    let after = strip_word(after, "of").unwrap_or(after);
    (packed && word.len() > 1 && after.starts_with(char::is_alphabetic)).then_some(after)
}

/// `1 Onion minced`, `Butter melted`, `Chicken cut into cubes`: what is done stands at the end.
fn trailing_preparation(text: &str) -> (String, Option<String>) {
    let words: Vec<&str> = text.split(' ').filter(|w| !w.is_empty()).collect();
    let named = |word: &str| is_one_of(word, PREPARED);
    let start = words.iter().enumerate().skip(1).find(|(at, word)| {
        let phrase = matches!(
            words.get(at + 1).copied(),
            Some("into" | "in" | "to" | "and" | "for" | "with")
        );
        named(word)
            && (phrase && !named(words[at - 1])
                || words[*at..].iter().all(|w| named(w) || is_one_of(w, MANNERS)))
    });
    let Some((at, _)) = start else {
        return (text.to_owned(), None);
    };
    let manner = words[1..at]
        .iter()
        .rev()
        .take_while(|w| is_one_of(w, MANNERS))
        .count();
    let at = at - manner;
    // A leading word of preparation is handled by the next step: `chopped and peeled tomatoes`.
    if words[..at].iter().all(|w| named(w) || is_one_of(w, MANNERS)) {
        return (text.to_owned(), None);
    }
    (words[..at].join(" "), Some(words[at..].join(" ")))
}

/// `finely chopped onion`, `chopped fresh basil`; not out of a can, where it names the product.
fn leading_preparation(text: &str, unit: Option<&str>) -> (String, Option<String>) {
    const PLAIN: &[&str] = &[
        "chopped",
        "minced",
        "diced",
        "peeled",
        "halved",
        "quartered",
        "cubed",
        "sliced",
        "melted",
        "softened",
        "sifted",
    ];
    let canned = unit.and_then(kind) == Some(Kind::Container);
    let words: Vec<&str> = text.split(' ').filter(|w| !w.is_empty()).collect();
    let count = words
        .iter()
        .take_while(|w| is_one_of(w, PREPARED) || is_one_of(w, MANNERS))
        .count();
    let lead = &words[..count];
    let plain = lead.iter().any(|w| is_one_of(w, PLAIN))
        || lead.first().is_some_and(|w| is_one_of(w, MANNERS)) && lead.len() > 1;
    let dangling = lead.last().is_some_and(|w| is_one_of(w, MANNERS));
    if canned || !plain || dangling || count == words.len() {
        return (text.to_owned(), None);
    }
    let name = words[count..].join(" ");
    let name = strip_word(&name, "of").unwrap_or(&name).to_owned();
    (name, Some(lead.join(" ")))
}

/// Without spaces and points around, and without a second space inside.
fn trimmed(text: &str) -> String {
    let one_space = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let inner =
        one_space.trim_matches(|c: char| matches!(c, ' ' | ',' | ';' | ':' | '-' | '/' | '|' | '+' | '='));
    inner.trim_end_matches(['.', ' ', ',']).to_owned()
}
