//! Rules for ingredients as people write them: one a line.
//!
//! ```text
//! # spellings and plurals, name by name
//! merge: tomatoes, tomatoe -> tomato
//! rename: creme fraiche -> crème fraîche
//! category: tomato, leek -> produce
//! fold: case
//! "milk, whole" is a name with a comma: it stands in quotes
//! ```
//!
//! (The last line would be an error: a line is a rule, a comment after `#`, or empty.)

use crate::commands::catalogue::{Fold, Rule};

/// A line that is no rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct RulesError {
    /// The line, from 1.
    pub line: usize,
    /// Why, and what would do.
    pub why: String,
}

const KINDS: &str = "write `merge: NAME, NAME -> NAME`, `rename: NAME -> NAME`, `category: NAME, NAME -> CATEGORY`, \
                     `fold: case` or `fold: spaces`";

/// The rules of a text, each with its line.
///
/// # Errors
/// At the first line that is none.
///
/// ```
/// use heirloom::upkeep::rules_file::parse;
/// let rules = parse("# plurals\nmerge: leeks, \"leek, fresh\" -> leek\n").unwrap();
/// assert_eq!(rules[0].0, 2);
/// assert!(parse("merge: leeks").unwrap_err().to_string().starts_with("line 1: "));
/// ```
pub fn parse(text: &str) -> Result<Vec<(usize, Rule)>, RulesError> {
    let mut rules = Vec::new();
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line_number = at + 1;
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let rule = rule(line).map_err(|why| RulesError {
            line: line_number,
            why,
        })?;
        rules.push((line_number, rule));
    }
    Ok(rules)
}

fn rule(line: &str) -> Result<Rule, String> {
    let Some((kind, rest)) = line.split_once(':') else {
        return Err(format!("`{line}` is no rule; {KINDS}"));
    };
    match kind.trim() {
        "merge" => {
            let (names, into) = sides(rest)?;
            Ok(Rule::Merge {
                names,
                into: only(into)?,
            })
        }
        "rename" => {
            let (names, to) = sides(rest)?;
            Ok(Rule::Rename {
                name: only(names)?,
                to: only(to)?,
            })
        }
        "category" => {
            let (names, category) = sides(rest)?;
            let category = Some(only(category)?);
            Ok(Rule::Category { names, category })
        }
        "fold" => match rest.trim() {
            "case" => Ok(Rule::Fold(Fold::Case)),
            "spaces" => Ok(Rule::Fold(Fold::Spaces)),
            other => Err(format!(
                "`{other}` cannot be folded; write `fold: case` or `fold: spaces`"
            )),
        },
        other => Err(format!("there is no rule `{other}`; {KINDS}")),
    }
}

/// The names on both sides of the arrow.
fn sides(text: &str) -> Result<(Vec<String>, Vec<String>), String> {
    let mut sides = vec![Vec::new()];
    let mut rest = text.trim();
    loop {
        let (name, after) = name(rest)?;
        sides
            .last_mut()
            .into_iter()
            .for_each(|side| side.push(name.clone()));
        rest = after.trim_start();
        match (rest.strip_prefix(','), rest.strip_prefix("->")) {
            (Some(more), _) => rest = more.trim_start(),
            (_, Some(more)) => {
                sides.push(Vec::new());
                rest = more.trim_start();
            }
            _ if rest.is_empty() => break,
            _ => {
                return Err(format!(
                    "`{rest}` stands behind a name in quotes; write a comma or `->` there"
                ));
            }
        }
    }
    match <[Vec<String>; 2]>::try_from(sides) {
        Ok([left, right]) => Ok((left, right)),
        Err(_) => Err("it has not exactly one arrow; write `NAMES -> NAME`".to_owned()),
    }
}

/// The name at the start, and what follows it.
fn name(text: &str) -> Result<(String, &str), String> {
    if let Some(quoted) = text.strip_prefix('"') {
        let end = quoted.find('"').ok_or("a quotation mark is not closed")?;
        return match quoted[..end].trim() {
            "" => Err("a name is empty".to_owned()),
            name => Ok((name.to_owned(), &quoted[end + 1..])),
        };
    }
    let end = [text.find(','), text.find("->")].into_iter().flatten().min();
    let (name, rest) = text.split_at(end.unwrap_or(text.len()));
    match name.trim() {
        "" => Err("a name is missing before or behind a comma or the arrow".to_owned()),
        name => Ok((name.to_owned(), rest)),
    }
}

fn only(mut names: Vec<String>) -> Result<String, String> {
    match (names.pop(), names.is_empty()) {
        (Some(name), true) => Ok(name),
        _ => Err("there is more than one name where one is wanted; a comma inside a name needs quotes: `\"milk, whole\"`".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rules_are_read_with_their_lines() {
        let text = "\u{feff}# spellings\r\nmerge: Tomatoes, tomatoe->Tomato\r\n\r\n  rename: \"milk, whole\" -> milk \ncategory: leek -> produce\nfold: case\nfold: spaces";
        let rules = parse(text).unwrap();
        let merge = Rule::Merge {
            names: vec!["Tomatoes".into(), "tomatoe".into()],
            into: "Tomato".into(),
        };
        let rename = Rule::Rename {
            name: "milk, whole".into(),
            to: "milk".into(),
        };
        assert_eq!(rules[..2], [(2, merge), (4, rename)]);
        assert_eq!(
            rules.iter().map(|(line, _)| *line).collect::<Vec<_>>(),
            [2, 4, 5, 6, 7]
        );
    }

    #[test]
    fn what_is_no_rule_is_named_with_its_line() {
        let mistake = |line: &str, part: &str| {
            let error = parse(&format!("# one\n{line}\n")).unwrap_err();
            assert_eq!(error.line, 2);
            assert!(error.why.contains(part), "`{error}` lacks `{part}`");
        };
        mistake("tomatoes -> tomato", "is no rule");
        mistake("join: a -> b", "there is no rule `join`");
        mistake("merge: a, b", "exactly one arrow");
        mistake("merge: a -> b -> c", "exactly one arrow");
        mistake("merge: a -> b, c", "more than one name");
        mistake("merge: a,, b -> c", "a name is missing");
        mistake("merge: -> c", "a name is missing");
        mistake("merge: a ->", "a name is missing");
        mistake("merge: \"a -> c", "not closed");
        mistake("merge: \"a\" b -> c", "behind a name in quotes");
        mistake("fold: all", "cannot be folded");
    }

    proptest! {
        #[test]
        fn any_text_is_answered_without_a_panic(text in "(merge|rename|category|fold|#)?:?[a-z,\" >-]{0,20}\n?\\PC{0,20}") {
            let _ = parse(&text);
        }
    }
}
