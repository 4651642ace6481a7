//! Rules that contradict each other, whatever catalogue they are followed on.

use std::collections::HashMap;

use heirloom_events::values::folded;

use super::{Rule, RuleError};

/// # Errors
/// At the first rule that contradicts itself or an earlier one.
pub(super) fn refuse(rules: &[Rule]) -> Result<(), RuleError> {
    merges(rules)?;
    renames(rules)?;
    categories(rules)
}

/// Every name is merged into one other, and never, by however many steps, into itself.
fn merges(rules: &[Rule]) -> Result<(), RuleError> {
    let mut into_of: HashMap<String, (String, usize)> = HashMap::new();
    for (at, rule) in rules.iter().enumerate() {
        let Rule::Merge { names, into } = rule else {
            continue;
        };
        for name in names {
            if folded(name) == folded(into) {
                return Err(RuleError::at(at, format!("`{name}` is merged into itself")));
            }
            match into_of.get(&folded(name)) {
                Some((other, first)) if *other != folded(into) => {
                    let what = format!("`{name}` is merged into `{into}` here and into `{other}` elsewhere");
                    return Err(RuleError::at(at, what).beside(*first));
                }
                _ => drop(into_of.insert(folded(name), (folded(into), at))),
            }
            if let Some(way) = circle(&into_of, &folded(name)) {
                let what = format!("merging goes round in a circle: {}", way.join(" -> "));
                return Err(RuleError::at(at, what));
            }
        }
    }
    Ok(())
}

/// The way back to a name, where its merges lead there.
fn circle(into_of: &HashMap<String, (String, usize)>, name: &str) -> Option<Vec<String>> {
    let mut way = vec![name.to_owned()];
    let mut current = name;
    while let Some((next, _)) = into_of.get(current) {
        way.push(next.clone());
        if next == name {
            return Some(way);
        }
        current = next;
    }
    None
}

/// A name that is given up must not be named elsewhere: what such a rule does would depend on how often it is
/// followed.
fn renames(rules: &[Rule]) -> Result<(), RuleError> {
    for (at, rule) in rules.iter().enumerate() {
        let Rule::Rename { name, to } = rule else { continue };
        if folded(name) == folded(to) {
            continue;
        }
        let elsewhere =
            |(other, rule): &(usize, &Rule)| *other != at && named(rule).any(|n| folded(n) == folded(name));
        if let Some((other, _)) = rules.iter().enumerate().find(elsewhere) {
            let what = format!("`{name}` is renamed to `{to}` here and named elsewhere; write `{to}` there");
            return Err(RuleError::at(at, what).beside(other));
        }
        let same_aim = |(other, rule): &(usize, &Rule)| {
            *other < at && matches!(rule, Rule::Rename { to: theirs, .. } if folded(theirs) == folded(to))
        };
        if let Some((other, _)) = rules.iter().enumerate().find(same_aim) {
            let what = format!("two ingredients are renamed to `{to}`; merge them");
            return Err(RuleError::at(at, what).beside(other));
        }
    }
    Ok(())
}

fn named(rule: &Rule) -> Box<dyn Iterator<Item = &str> + '_> {
    match rule {
        Rule::Merge { names, into } => Box::new(names.iter().map(String::as_str).chain([into.as_str()])),
        Rule::Rename { name, to } => Box::new([name.as_str(), to.as_str()].into_iter()),
        Rule::Category { names, .. } => Box::new(names.iter().map(String::as_str)),
        Rule::Fold(_) => Box::new(std::iter::empty()),
    }
}

fn categories(rules: &[Rule]) -> Result<(), RuleError> {
    let mut category_of: HashMap<String, (&Option<String>, usize)> = HashMap::new();
    for (at, rule) in rules.iter().enumerate() {
        let Rule::Category { names, category } = rule else {
            continue;
        };
        for name in names {
            match category_of.insert(folded(name), (category, at)) {
                Some((other, first)) if other != category => {
                    let what = format!("`{name}` is put into two categories");
                    return Err(RuleError::at(at, what).beside(first));
                }
                _ => {}
            }
        }
    }
    Ok(())
}
