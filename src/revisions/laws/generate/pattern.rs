//! Texts that match a pattern: of regular expressions the part that our schemas use, `^[a-z]{1,3}(/[0-9]+)?$`.

use heirloom_events::values::Quantity;

use super::super::dice::Dice;

/// The pattern of a [`Quantity`], which asks for more than a pattern can say: lowest terms and bounds.
const QUANTITY: &str = "^[0-9]{1,10}(/[0-9]{1,7})?$";

/// How often `*` and `+` repeat at most.
const OPEN_END: usize = 8;

/// A text that matches.
pub(super) fn matching(pattern: &str, dice: &mut Dice) -> String {
    if pattern == QUANTITY {
        return quantity(dice).to_string();
    }
    let mut signs = pattern.chars().peekable();
    let mut text = String::new();
    sequence(&mut signs, dice, &mut text, true);
    text
}

fn quantity(dice: &mut Dice) -> Quantity {
    let numerators = [0, 1, 2, 3, 7, 250, 999_999_999, 1_000_000_000];
    let denominators = [1, 1, 1, 2, 3, 4, 8, 16, 999_999, 1_000_000];
    let numerator = dice.pick(&numerators).copied().unwrap_or(1);
    let denominator = dice.pick(&denominators).copied().unwrap_or(1);
    Quantity::new(numerator, denominator).unwrap_or(Quantity::ONE)
}

type Signs<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// Reads up to a closing bracket or the end, and writes what it reads where `write` says so.
fn sequence(signs: &mut Signs<'_>, dice: &mut Dice, text: &mut String, write: bool) {
    while let Some(sign) = signs.next() {
        let atom = match sign {
            ')' => return,
            '^' | '$' => continue,
            '[' => Atom::OneOf(class(signs)),
            '(' => Atom::Group(signs.clone()),
            '\\' => Atom::OneOf(escaped(signs.next())),
            literal => Atom::OneOf(vec![literal]),
        };
        if matches!(atom, Atom::Group(_)) {
            sequence(signs, dice, &mut String::new(), false);
        }
        let (least, most) = repeats(signs);
        let times = if write { dice.between(least, most) } else { 0 };
        for _ in 0..times {
            match &atom {
                Atom::OneOf(signs) => text.extend(dice.pick(signs)),
                Atom::Group(inside) => sequence(&mut inside.clone(), dice, text, true),
            }
        }
    }
}

enum Atom<'a> {
    OneOf(Vec<char>),
    Group(Signs<'a>),
}

fn escaped(sign: Option<char>) -> Vec<char> {
    match sign {
        Some('d') => ('0'..='9').collect(),
        other => other.into_iter().collect(),
    }
}

fn class(signs: &mut Signs<'_>) -> Vec<char> {
    let mut all = Vec::new();
    while let Some(sign) = signs.next().filter(|sign| *sign != ']') {
        let from = if sign == '\\' {
            signs.next().unwrap_or(sign)
        } else {
            sign
        };
        let mut ahead = signs.clone();
        match (ahead.next(), ahead.next()) {
            (Some('-'), Some(to)) if to != ']' => {
                all.extend(from..=to);
                *signs = ahead;
            }
            _ => all.push(from),
        }
    }
    all
}

/// How often what stands before is repeated.
fn repeats(signs: &mut Signs<'_>) -> (usize, usize) {
    let (least, most) = match signs.peek() {
        Some('?') => (0, 1),
        Some('*') => (0, OPEN_END),
        Some('+') => (1, OPEN_END),
        Some('{') => {
            let inside: String = signs.by_ref().skip(1).take_while(|sign| *sign != '}').collect();
            let (least, most) = inside.split_once(',').unwrap_or((&inside, &inside));
            let least = least.parse().unwrap_or(0);
            return (least, most.parse().unwrap_or(least + OPEN_END));
        }
        _ => return (1, 1),
    };
    signs.next();
    (least, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_matches_the_pattern() {
        for pattern in [
            QUANTITY,
            "^[a-z][a-z0-9_]{0,39}$",
            "^[a-z][a-z0-9_-]*@[1-9][0-9]{0,8}$",
            r"^(x\d+)?y{2}$",
            "^[0-9a-f]{64}$",
        ] {
            let schema = serde_json::json!({"type": "string", "pattern": pattern});
            for number in 0..200 {
                let text = matching(pattern, &mut Dice::new(1, pattern, number));
                assert!(
                    jsonschema::is_valid(&schema, &text.clone().into()),
                    "{pattern}: {text}"
                );
            }
        }
    }
}
