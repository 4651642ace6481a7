//! What is true of an item, and where it comes from: written down while it is summed.

use std::collections::BTreeSet;

use heirloom_events::values::{IngredientId, folded};

use super::draft::bare;
use super::expand::Source;
use super::list::Facts;
use super::sum::{Bucket, Said, Sum, said};
use super::{Explanation, Input, Kind, Measure, Missing, Span, Step, Via};

pub(super) fn facts(sources: &[&Source<'_>], needed: &Sum, optional: &Sum, input: &Input) -> Facts {
    let ids = sources.iter().filter_map(|source| source.line.ingredient_id);
    let ids: BTreeSet<IngredientId> = ids.collect();
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
    let mut names: BTreeSet<String> = ids.iter().filter_map(name).collect();
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

pub(super) fn explanation(
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
        within: source.within.iter().map(|title| (*title).to_owned()).collect(),
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
