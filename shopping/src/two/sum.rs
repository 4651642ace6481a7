//! The sum of one ingredient: first per unit as entered, then converted into as few kinds as rules allow.

use std::collections::{BTreeMap, BTreeSet};

use heirloom_events::values::folded;
use serde::Serialize;

use super::edge::Path;
use super::explain::Step;
use super::graph::Graph;
use super::measure::Kind;
use super::{Line, Measure, Span};

/// The sum of what is of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bucket {
    /// Its kind: mass, volume, …
    pub kind: Kind,
    /// The unit of the amount: the one that the kind is summed in.
    pub unit: Measure,
    /// How much, exactly.
    pub amount: Span,
    /// The units in which it was entered.
    pub entered: BTreeSet<Measure>,
}

/// What one source says of an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// So much.
    Exactly(Measure, Span),
    /// Some: no number, a pinch, or none of it.
    Some,
    /// Nothing that can be summed, and why.
    AsWritten(Reason),
}

/// Why an amount is only shown as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The number left what can be computed exactly.
    Absurd,
    /// Temperatures are never summed.
    Temperature,
}

/// What is known of one amount that goes into a sum.
#[derive(Clone, Debug)]
pub(super) struct Part<'a> {
    /// The place of its source.
    pub index: usize,
    pub said: Said,
    /// The state of the ingredient (`sifted`), where a density is known of it.
    pub state: Option<&'a str>,
}

/// A sum in parts.
#[derive(Clone, Debug, Default)]
pub(super) struct Sum {
    pub buckets: Vec<Bucket>,
    /// Per source, by its place: the bucket's kind and how much it gave.
    pub gave: BTreeMap<usize, (Kind, Span)>,
    /// Sources that could not be summed, and why.
    pub as_written: Vec<(usize, Reason)>,
    /// Sources that give no number.
    pub some: Vec<usize>,
    pub steps: Vec<Step>,
}

/// What a line says, multiplied.
pub(super) fn said(line: &Line, measure: Measure, scale: Option<Span>) -> Said {
    let Some(amount) = line.amount.map(Span::from) else {
        return Said::Some;
    };
    let temperature = measure
        .unit()
        .is_some_and(|unit| matches!(unit.id.as_str(), "celsius" | "fahrenheit"));
    if temperature {
        return Said::AsWritten(Reason::Temperature);
    }
    if measure.kind().is_none() || amount.is_zero() {
        return Said::Some;
    }
    match scale.and_then(|scale| amount.scaled(&scale)) {
        Some(amount) => Said::Exactly(measure, amount),
        None => Said::AsWritten(Reason::Absurd),
    }
}

/// The state of an ingredient that a line names, of those that a density is known of.
pub(super) fn state_of<'g>(line: &Line, graph: &'g Graph) -> Option<&'g str> {
    let mut states = graph.states().peekable();
    states.peek()?;
    let texts = [line.preparation.as_deref().unwrap_or(""), &line.text].map(folded);
    let named = |state: &&str| {
        let is_there = |text: &String| {
            let words = |text: &str| {
                format!(
                    " {} ",
                    text.split(|c: char| !c.is_alphanumeric())
                        .collect::<Vec<_>>()
                        .join(" ")
                )
            };
            words(text).contains(&words(state))
        };
        texts.iter().any(is_there)
    };
    states.filter(named).min()
}

/// The unit and state in which amounts were entered.
type Entered<'a> = (Measure, Option<&'a str>);

/// One group of parts: all that was entered in one unit.
struct Group<'a> {
    kind: Kind,
    entered: Entered<'a>,
    parts: Vec<(usize, Span)>,
    total: Span,
}

/// Sums up what sources say, in the order of their places.
pub(super) fn sum(parts: &[Part<'_>], graph: &Graph) -> Sum {
    let mut sum = Sum::default();
    let mut groups = BTreeMap::<(Kind, Entered<'_>), Vec<(usize, Span)>>::new();
    for part in parts {
        match &part.said {
            Said::Some => sum.some.push(part.index),
            Said::AsWritten(reason) => sum.as_written.push((part.index, *reason)),
            Said::Exactly(measure, amount) => match measure.kind() {
                None => sum.some.push(part.index),
                Some(kind) => {
                    let group = groups.entry((kind, (measure.clone(), part.state))).or_default();
                    group.push((part.index, *amount));
                }
            },
        }
    }
    for ((kind, entered), parts) in groups {
        let total = parts
            .iter()
            .try_fold(Span::ZERO, |total, (_, amount)| total.plus(amount));
        match total {
            Some(total) => sum.add(
                Group {
                    kind,
                    entered,
                    parts,
                    total,
                },
                graph,
            ),
            None => sum.give_up(&parts),
        }
    }
    sum
}

impl Sum {
    /// Puts a group into the first bucket that a rule leads to, or into one of its own.
    fn add(&mut self, group: Group<'_>, graph: &Graph) {
        let (measure, state) = &group.entered;
        let ways = self.buckets.iter().enumerate();
        let way = ways
            .filter_map(|(at, bucket)| Some((Some(at), graph.path(measure, &bucket.unit, *state)?)))
            .next();
        let own = || Some((None, graph.path(measure, &group.kind.canonical(), *state)?));
        let Some((at, path)) = way.or_else(own) else {
            return self.give_up(&group.parts);
        };
        self.put(&group, at, &path);
    }

    fn put(&mut self, group: &Group<'_>, at: Option<usize>, path: &Path) {
        let converted = path.convert(&group.total);
        let before = at.map_or(Span::ZERO, |at| self.buckets[at].amount);
        let gave: Option<Vec<(usize, Span)>> = group
            .parts
            .iter()
            .map(|(index, amount)| Some((*index, path.convert(amount)?)))
            .collect();
        let (Some(converted), Some(gave)) = (converted, gave) else {
            return self.give_up(&group.parts);
        };
        let Some(amount) = before.plus(&converted) else {
            return self.give_up(&group.parts);
        };
        let at = at.unwrap_or_else(|| {
            self.buckets.push(Bucket {
                kind: group.kind.clone(),
                unit: group.kind.canonical(),
                amount: Span::ZERO,
                entered: BTreeSet::new(),
            });
            self.buckets.len() - 1
        });
        let bucket = &mut self.buckets[at];
        bucket.amount = amount;
        bucket.entered.insert(group.entered.0.clone());
        self.gave.extend(
            gave.into_iter()
                .map(|(index, amount)| (index, (bucket.kind.clone(), amount))),
        );
        if group.parts.len() > 1 {
            self.steps.push(Step::Sum {
                parts: group.parts.len(),
                total: group.total,
                unit: group.entered.0.clone(),
            });
        }
        if !path.0.is_empty() {
            self.steps.push(Step::Convert {
                amount: group.total,
                unit: group.entered.0.clone(),
                result: converted,
                path: path.clone(),
            });
        }
    }

    fn give_up(&mut self, parts: &[(usize, Span)]) {
        self.as_written
            .extend(parts.iter().map(|(index, _)| (*index, Reason::Absurd)));
        self.as_written.sort_unstable();
    }
}
