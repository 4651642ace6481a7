//! From sources to items: grouped by what they are, summed, less what is at home, as somebody marked them.

use std::collections::{BTreeMap, HashMap};

use heirloom_events::values::{IngredientId, LineId, ShoppingSource, folded};

use super::expand::{Source, sources};
use super::finish::finish;
use super::list::{AsWritten, Contribution, Facts, Item};
use super::marks::{Standing, standings};
use super::number::number;
use super::sum::{Bucket, Part, Said, Sum, said, state_of, sum};
use super::{
    Explanation, Food, Graph, Group, Input, Kind, Line, List, Measure, Missing, OwnLine, Pantry, Span, Step,
    Via,
};

/// Keys that are longer end in an id of the whole text.
const KEY_CHARS: usize = 200;
/// The source of what recipes need.
const RECIPE: &str = ShoppingSource::RECIPE;

/// What an item is made of, before anything that was said of it.
pub(super) struct Draft<'a> {
    pub item: Item,
    pub graph: Graph,
    pub stocks: Vec<&'a Pantry>,
    /// Folded names by which a household's unit finds it.
    pub names: Vec<String>,
}

/// The list that follows from all this: the same input, in whatever order its entries, lines and ingredients
/// are given, gives the same list.
#[must_use]
pub fn consolidate(input: &Input) -> List {
    let (sources, problems) = sources(input);
    let members = members(input);
    let marks = standings(input);
    let mut by_key = BTreeMap::<String, Vec<&Source<'_>>>::new();
    for source in &sources {
        by_key.entry(key(source.line, input)).or_default().push(source);
    }
    let recipes = by_key
        .into_iter()
        .map(|(key, sources)| draft(key, &sources, input, &members));
    let own = input
        .lines
        .iter()
        .filter(|line| line.source.as_str() != RECIPE)
        .map(|line| own_line(line, input));
    let mut list = List {
        problems,
        ..List::default()
    };
    let nothing = Standing::default();
    for draft in recipes.chain(own) {
        let standing = marks.get(draft.item.key.as_str()).unwrap_or(&nothing);
        let item = finish(draft, standing, input);
        let place = if standing.removed {
            &mut list.removed
        } else {
            &mut list.items
        };
        place.push(item);
    }
    list.items.sort_by_cached_key(order);
    list.removed.sort_by_cached_key(order);
    list
}

fn order(item: &Item) -> (bool, String, String, String) {
    let category = item.category.as_deref().map(folded);
    (
        category.is_none(),
        category.unwrap_or_default(),
        folded(&item.name),
        item.key.clone(),
    )
}

/// Which ingredients stand for which one, by the latter.
fn members(input: &Input) -> HashMap<IngredientId, Vec<IngredientId>> {
    let mut members = HashMap::<_, Vec<_>>::new();
    for (id, food) in &input.foods {
        members.entry(food.canonical).or_default().push(*id);
    }
    members
}

fn canonical(id: IngredientId, input: &Input) -> IngredientId {
    input.foods.get(&id).map_or(id, |food| food.canonical)
}

/// What a line is a line of: its ingredient however it is prepared, else its text.
fn key(line: &Line, input: &Input) -> String {
    if let Some(id) = line.ingredient_id {
        return format!("ingredient/{}", canonical(id, input));
    }
    let text = folded(&line.text);
    match text.char_indices().nth(KEY_CHARS) {
        None => format!("text/{text}"),
        // any stable id of the text will do
        Some((end, _)) => format!("text/{}~{}", &text[..end], LineId::derived(&text)),
    }
}

fn draft<'a>(
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
fn own_line<'a>(line: &OwnLine, input: &Input) -> Draft<'a> {
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
    let written = |(index, reason): &(usize, super::Reason)| AsWritten {
        text: sources[*index].line.text.clone(),
        reason: *reason,
    };
    sum.as_written.iter().map(written).collect()
}

fn facts(sources: &[&Source<'_>], needed: &Sum, optional: &Sum, input: &Input) -> Facts {
    let ids = sources.iter().filter_map(|source| source.line.ingredient_id);
    let ids: std::collections::BTreeSet<IngredientId> = ids.collect();
    let name = |id: &IngredientId| input.foods.get(id).map(|food| folded(&food.name));
    let hops = needed
        .steps
        .iter()
        .chain(&optional.steps)
        .filter_map(|step| match step {
            Step::Convert { path, .. } => Some(&path.0),
            _ => None,
        });
    let by: Vec<&Via> = hops.flatten().map(|hop| &hop.via).collect();
    let mut names: std::collections::BTreeSet<String> = ids.iter().filter_map(name).collect();
    if ids.is_empty() {
        names.insert(folded(bare(sources[0].line)));
    }
    let any = |is: &dyn Fn(&Source<'_>) -> bool| sources.iter().any(|source| is(source));
    Facts {
        merged: ids.len() > 1,
        names,
        units: sources
            .iter()
            .map(|source| source.line.unit.clone().unwrap_or_default())
            .collect(),
        density: by.iter().any(|via| matches!(via, Via::Density { .. })),
        portion: by
            .iter()
            .any(|via| matches!(via, Via::Portion { .. } | Via::Household { .. })),
        optional: any(&|source| source.optional),
        range: any(&|source| source.line.amount.is_some_and(|amount| amount.up_to.is_some())),
        scaled: any(&|source| source.scale != Some(Span::ONE)),
        referenced: any(&|source| !source.via.is_empty()),
        inexact: !needed.some.is_empty() || !optional.some.is_empty(),
        pantry: false,
        changed: false,
    }
}

fn explanation(
    name: &str,
    sources: &[&Source<'_>],
    measures: &[Measure],
    needed: &Sum,
    optional: &Sum,
) -> Explanation {
    let mut steps: Vec<Step> = sources
        .iter()
        .zip(measures)
        .map(|(source, measure)| source_step(source, measure))
        .collect();
    let unsummed = needed.as_written.iter().chain(&optional.as_written);
    steps.extend(unsummed.map(|(index, reason)| Step::NotSummed {
        text: sources[*index].line.text.clone(),
        reason: *reason,
    }));
    steps.extend(needed.steps.iter().chain(&optional.steps).cloned());
    steps.extend(apart(&needed.buckets));
    Explanation {
        name: name.to_owned(),
        steps,
    }
}

fn source_step(source: &Source<'_>, measure: &Measure) -> Step {
    let amount = match said(source.line, measure.clone(), source.scale) {
        Said::Exactly(_, amount) => Some(amount),
        _ => None,
    };
    Step::Source {
        entry: source.entry,
        date: source.date,
        recipe: source.recipe.recipe_id,
        title: source.recipe.title.clone(),
        version: source.recipe.version,
        line: source.line.line_id,
        text: source.line.text.clone(),
        scale: source.scale,
        amount,
        unit: measure.clone(),
        optional: source.optional,
    }
}

/// Why there is more than one bucket: each beside the first.
fn apart(buckets: &[Bucket]) -> impl Iterator<Item = Step> {
    let first: Option<&Kind> = buckets.first().map(|bucket| &bucket.kind);
    buckets.iter().skip(1).filter_map(move |bucket| {
        let left = first?.clone();
        Some(Step::NotJoined {
            missing: Missing::between(&left, &bucket.kind),
            left,
            right: bucket.kind.clone(),
        })
    })
}

fn names(food: &Food) -> impl Iterator<Item = String> {
    food.aliases.iter().chain([&food.name]).map(|name| folded(name))
}

/// A line's text without the number and the unit that it begins with, as far as that leaves anything.
fn bare(line: &Line) -> &str {
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
