//! What was ticked, and what is needed beyond it.

use std::collections::BTreeMap;

use heirloom_events::values::Quantity;
use num_traits::{CheckedAdd, CheckedMul, Zero};

use super::buy::buy;
use super::draft::Draft;
use super::graph::Graph;
use super::list::{Rest, Tick};
use super::marks::Standing;
use super::number::{Number, number};
use super::show::{in_unit, show};
use super::{Bucket, Input, Kind, Measure, Span, Step};

/// Marks the item as ticked, where it is, with an open rest where more is needed now.
pub(super) fn tick(draft: &mut Draft<'_>, standing: &Standing, input: &Input) {
    let Some(amounts) = standing.ticked() else {
        return;
    };
    let text = |(quantity, unit): &(Quantity, Option<String>)| {
        let unit = Measure::of_household(unit.as_deref().unwrap_or(""), &input.house);
        in_unit(&Span::exactly(number(*quantity)), unit).text
    };
    let real = amounts.iter().filter(|(quantity, _)| *quantity != Quantity::ZERO);
    let text = real.map(text).collect::<Vec<_>>().join(" + ");
    let rest = if amounts.is_empty() {
        Vec::new()
    } else {
        rest(draft, &amounts, input)
    };
    let item = &mut draft.item;
    if !rest.is_empty() {
        let shown: Vec<String> = rest
            .iter()
            .map(|bucket| show(bucket, &input.house).text)
            .collect();
        item.rest = Some(Rest {
            amount: shown.join(" + "),
            buy: rest
                .iter()
                .map(|bucket| buy(bucket, &draft.graph, &input.house, &draft.names))
                .collect(),
            open: rest,
        });
    }
    item.explanation.steps.push(Step::Ticked {
        amount: text.clone(),
        rest: item
            .rest
            .as_ref()
            .map(|rest| rest.amount.clone())
            .unwrap_or_default(),
    });
    let amounts = amounts
        .into_iter()
        .map(|(quantity, unit)| (quantity, unit.unwrap_or_default()))
        .collect();
    item.tick = Some(Tick { amounts, text });
}

/// What is to be bought beyond what was ticked. An amount that was shown may be 1 % below the exact one, so that
/// much more is no rest.
fn rest(draft: &Draft<'_>, ticked: &[(Quantity, Option<String>)], input: &Input) -> Vec<Bucket> {
    let mut by_kind = BTreeMap::<Kind, (Measure, Number)>::new();
    for (quantity, unit) in ticked {
        let measure = Measure::of_household(unit.as_deref().unwrap_or(""), &input.house);
        if let Some(kind) = measure.kind() {
            by_kind.insert(kind, (measure, number(*quantity)));
        }
    }
    let covered = |bucket: &Bucket, graph: &Graph| {
        let each = by_kind.values().filter_map(|(measure, number)| {
            let path = graph.path(measure, &bucket.unit, None)?;
            path.convert(&Span::exactly(*number)).map(|span| span.high)
        });
        each.fold(Number::zero(), |sum, number| {
            sum.checked_add(&number).unwrap_or(sum)
        })
    };
    let rest = |bucket: &Bucket| {
        let covered = covered(bucket, &draft.graph);
        let enough = covered.checked_mul(&Number::new_raw(101, 100)).unwrap_or(covered);
        let left = bucket.amount.less(covered)?;
        (bucket.amount.high > enough).then(|| Bucket {
            amount: left,
            ..bucket.clone()
        })
    };
    draft.item.open.iter().filter_map(rest).collect()
}
