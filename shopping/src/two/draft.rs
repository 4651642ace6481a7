//! An item as its sources make it: summed, and told where it comes from, before anything that was said of it.

use std::collections::HashMap;

use heirloom_events::values::{IngredientId, ShoppingSource, folded};

use super::account::{explanation, facts};
use super::consolidate::canonical;
use super::expand::Source;
use super::list::{AsWritten, Contribution, Facts, Item};
use super::number::number;
use super::sum::{Part, Said, Sum, said, state_of, sum};
use super::{Explanation, Food, Graph, Group, Input, Line, Measure, OwnLine, Pantry, Reason, Span};

/// The source of what recipes need.
pub(super) const RECIPE: &str = ShoppingSource::RECIPE;

/// What an item is made of, before anything that was said of it.
pub(super) struct Draft<'a> {
    pub item: Item,
    pub graph: Graph,
    pub stocks: Vec<&'a Pantry>,
    /// Folded names by which a household's unit finds it.
    pub names: Vec<String>,
}

/// The item of these sources, which all are one thing.
pub(super) fn draft<'a>(
    key: String,
    sources: &[&Source<'_>],
    input: &'a Input,
    members: &HashMap<IngredientId, Vec<IngredientId>>,
) -> Draft<'a> {
    let line = sources[0].line;
    let id = line.ingredient_id.map(|id| canonical(id, input));
    let family: &[IngredientId] = id.and_then(|id| members.get(&id)).map_or(&[], Vec::as_slice);
    let graph = match id {
        Some(id) => Graph::of(id, &input.foods, family, &input.house.rules),
        None => Graph::household(&input.house.rules),
    };
    let food = id.and_then(|id| input.foods.get(&id));
    let name = food.map_or_else(|| bare(line).to_owned(), |food| food.name.clone());
    let measures: Vec<Measure> = sources.iter().map(|source| measure(source.line, input)).collect();
    let needed = summed(sources, &measures, false, &graph);
    let optional = summed(sources, &measures, true, &graph);
    let item = Item {
        category: food.and_then(|food| food.category.clone()),
        source: RECIPE.to_owned(),
        contributions: contributions(sources, &needed, &optional),
        to_taste: sources
            .iter()
            .enumerate()
            .any(|(i, source)| !source.optional && needed.some.contains(&i)),
        as_written: as_written(sources, &needed),
        facts: facts(sources, &needed, &optional, input),
        explanation: explanation(&name, sources, &measures, &needed, &optional),
        needed: needed.buckets,
        optional: optional.buckets,
        ..blank(key, name)
    };
    let stocks = family.iter().chain(id.iter().filter(|id| !family.contains(id)));
    Draft {
        item,
        graph,
        stocks: stocks.filter_map(|id| input.pantry.get(id)).collect(),
        names: family
            .iter()
            .filter_map(|id| input.foods.get(id))
            .flat_map(names)
            .collect(),
    }
}

/// A line that somebody put there: as they wrote it.
pub(super) fn own_line<'a>(line: &OwnLine, input: &Input) -> Draft<'a> {
    let measure = Measure::of_household(line.unit.as_deref().unwrap_or(""), &input.house);
    let amount = Span::exactly(number(line.quantity));
    let graph = Graph::household(&input.house.rules);
    let said = match measure.kind() {
        Some(_) if !amount.is_zero() => Said::Exactly(measure, amount),
        _ => Said::Some,
    };
    let sum = sum(
        &[Part {
            index: 0,
            said,
            state: None,
        }],
        &graph,
    );
    let item = Item {
        category: line.category.clone(),
        source: line.source.to_string(),
        to_taste: false,
        needed: sum.buckets,
        facts: Facts {
            names: [folded(&line.name)].into(),
            units: [line.unit.clone().unwrap_or_default()].into(),
            ..Facts::default()
        },
        ..blank(format!("item::{}", line.item_id), line.name.clone())
    };
    Draft {
        item,
        graph,
        stocks: Vec::new(),
        names: Vec::new(),
    }
}

fn blank(key: String, name: String) -> Item {
    Item {
        explanation: Explanation {
            name: name.clone(),
            steps: Vec::new(),
        },
        key,
        name,
        category: None,
        group: Group::Buy,
        source: String::new(),
        needed: Vec::new(),
        optional: Vec::new(),
        open: Vec::new(),
        as_written: Vec::new(),
        to_taste: false,
        amount: String::new(),
        shown: Vec::new(),
        buy: Vec::new(),
        contributions: Vec::new(),
        flagged: false,
        tick: None,
        rest: None,
        have_some: false,
        facts: Facts::default(),
    }
}

fn measure(line: &Line, input: &Input) -> Measure {
    Measure::of_line(line.unit.as_deref(), line.unit_id.as_ref(), &input.house)
}

/// The sum of the optional sources, or of all others.
fn summed(sources: &[&Source<'_>], measures: &[Measure], optional: bool, graph: &Graph) -> Sum {
    let chosen = sources
        .iter()
        .zip(measures)
        .enumerate()
        .filter(|(_, (source, _))| source.optional == optional);
    let part = |(index, (source, measure)): (usize, (&&Source<'_>, &Measure))| Part {
        index,
        said: said(source.line, measure.clone(), source.scale),
        state: state_of(source.line, graph),
    };
    sum(&chosen.map(part).collect::<Vec<_>>(), graph)
}

fn contributions(sources: &[&Source<'_>], needed: &Sum, optional: &Sum) -> Vec<Contribution> {
    let contribution = |(index, source): (usize, &&Source<'_>)| {
        let sum = if source.optional { optional } else { needed };
        let gave = sum.gave.get(&index);
        Contribution {
            entry: source.entry,
            dish: source.dish,
            recipe: source.recipe.recipe_id,
            version: source.recipe.version,
            via: source.via.clone(),
            line: source.line.line_id,
            optional: source.optional,
            kind: gave.map(|(kind, _)| kind.clone()),
            amount: gave.map(|(_, amount)| *amount),
        }
    };
    sources.iter().enumerate().map(contribution).collect()
}

fn as_written(sources: &[&Source<'_>], sum: &Sum) -> Vec<AsWritten> {
    let written = |(index, reason): &(usize, Reason)| AsWritten {
        text: sources[*index].line.text.clone(),
        reason: *reason,
    };
    sum.as_written.iter().map(written).collect()
}

fn names(food: &Food) -> impl Iterator<Item = String> {
    food.aliases.iter().chain([&food.name]).map(|name| folded(name))
}

/// A line's text without the number and the unit that it begins with, as far as that leaves anything.
pub(super) fn bare(line: &Line) -> &str {
    let text = line.text.trim();
    if line.amount.is_none() {
        return text;
    }
    let is_number = |c: char| c.is_numeric() || c.is_whitespace() || "/⁄.,-–~".contains(c);
    let mut rest = text.trim_start_matches(is_number);
    if let Some(unit) = line
        .unit
        .as_deref()
        .map(str::trim)
        .filter(|unit| !unit.is_empty())
    {
        let behind = rest
            .strip_prefix(unit)
            .filter(|behind| !behind.starts_with(char::is_alphanumeric));
        rest = behind.unwrap_or(rest).trim_start_matches('.').trim_start();
    }
    if rest.is_empty() { text } else { rest }
}
