//! What was said of an item, what is at home, and how its amounts are shown.

use super::buy::buy;
use super::draft::Draft;
use super::list::Item;
use super::marks::Standing;
use super::number::number;
use super::pantry;
use super::show::{in_unit, show};
use super::sum::{Bucket, Part, Said, sum};
use super::tick::tick;
use super::{Group, Input, Measure, Shown, Span, Step};

/// Makes an item of what is needed and of what was said.
pub(super) fn finish(draft: Draft<'_>, standing: &Standing, input: &Input) -> Item {
    let mut draft = draft;
    let home = pantry::take(&draft.item.needed, &draft.stocks, &draft.graph, &input.house);
    let had_nothing = draft.item.needed.is_empty();
    let item = &mut draft.item;
    item.open = home.open;
    item.have_some = home.have_some;
    item.facts.pantry = home.took;
    item.flagged = standing.flagged;
    item.group = group(item, standing, home.on_hand, home.took, had_nothing);
    if item.group == Group::Optional {
        item.open.clone_from(&item.optional);
    }
    item.explanation.steps.extend(home.steps);
    if item.group == Group::Have && item.needed.len() == item.open.len() {
        item.explanation.steps.push(Step::AtHome);
    }
    rename(item, standing);
    change(&mut draft, standing, input);
    present(&mut draft, input);
    tick(&mut draft, standing, input);
    draft.item
}

fn group(item: &Item, standing: &Standing, on_hand: bool, took: bool, had_nothing: bool) -> Group {
    let is_own_line = item.contributions.is_empty();
    let required = is_own_line || !had_nothing || item.to_taste || !item.as_written.is_empty();
    let covered = !had_nothing && item.open.is_empty() && item.as_written.is_empty();
    match standing.have {
        Some(true) => Group::Have,
        None if required && (on_hand || covered && took) => Group::Have,
        // a pinch of what there is some of is no reason to go out
        None if required && had_nothing && item.as_written.is_empty() && item.have_some => Group::Have,
        _ if !required => Group::Optional,
        _ if !is_own_line && had_nothing && item.as_written.is_empty() => Group::ToTaste,
        _ => Group::Buy,
    }
}

fn rename(item: &mut Item, standing: &Standing) {
    if let Some(name) = &standing.name {
        item.name.clone_from(name);
        item.explanation.name.clone_from(name);
    }
    if standing.category.is_some() {
        item.category.clone_from(&standing.category);
    }
}

/// Puts the amount that somebody wants in the place of the one that was computed.
fn change(draft: &mut Draft<'_>, standing: &Standing, input: &Input) {
    if standing.quantity.is_none() && standing.unit.is_none() {
        return;
    }
    let before = draft
        .item
        .open
        .first()
        .map(|bucket| buy(bucket, &draft.graph, &input.house, &draft.names));
    let number = standing
        .quantity
        .map(number)
        .or(before.as_ref().map(|shown| shown.number));
    let unit = standing
        .unit
        .as_deref()
        .map(|unit| Measure::of_household(unit, &input.house));
    let unit = unit
        .or(before.map(|shown| shown.unit))
        .unwrap_or_else(Measure::each);
    let Some(amount) = number.map(Span::exactly) else {
        return;
    };
    let said = Said::Exactly(unit.clone(), amount);
    draft.item.open = sum(
        &[Part {
            index: 0,
            said,
            state: None,
        }],
        &draft.graph,
    )
    .buckets;
    draft.item.facts.changed = true;
    draft.item.to_taste = false;
    draft.item.as_written.clear();
    draft.item.explanation.steps.push(Step::Changed {
        amount: in_unit(&amount, unit).text,
    });
}

/// Gives every amount its words.
fn present(draft: &mut Draft<'_>, input: &Input) {
    let item = &mut draft.item;
    let as_said = item.contributions.is_empty() || item.facts.changed;
    let display = |bucket: &Bucket| match bucket.entered.first() {
        Some(unit) if as_said => own_unit(bucket, unit),
        _ => show(bucket, &input.house),
    };
    item.shown = item.open.iter().map(display).collect();
    item.buy = if as_said {
        item.shown.clone()
    } else {
        item.open
            .iter()
            .map(|bucket| buy(bucket, &draft.graph, &input.house, &draft.names))
            .collect()
    };
    item.amount = words(&item.shown, item);
    if item.contributions.is_empty() {
        let own = Step::Own {
            source: item.source.clone(),
            amount: item.amount.clone(),
        };
        item.explanation.steps.insert(0, own);
        return;
    }
    if as_said {
        return;
    }
    let rounded = item
        .open
        .iter()
        .zip(&item.shown)
        .zip(&item.buy)
        .map(|((bucket, shown), buy)| Step::Rounded {
            exact: bucket.amount,
            unit: bucket.unit.clone(),
            shown: shown.text.clone(),
            buy: buy.text.clone(),
            up: draft
                .graph
                .path(&buy.unit, &bucket.unit, None)
                .and_then(|path| path.convert(&Span::exactly(buy.number)))
                .is_none_or(|bought| bought.high != bucket.amount.high),
        });
    item.explanation.steps.extend(rounded.collect::<Vec<_>>());
}

/// An amount in the unit in which somebody wrote it.
fn own_unit(bucket: &Bucket, unit: &Measure) -> Shown {
    let amount = super::show::within(&bucket.amount, &bucket.kind, unit);
    match amount {
        Some(amount) => in_unit(&amount, unit.clone()),
        None => in_unit(&bucket.amount, bucket.unit.clone()),
    }
}

fn words(shown: &[Shown], item: &Item) -> String {
    let mut words: Vec<&str> = shown.iter().map(|shown| shown.text.as_str()).collect();
    words.extend(item.as_written.iter().map(|written| written.text.as_str()));
    if item.to_taste {
        words.push("to taste");
    }
    words.join(" + ")
}
