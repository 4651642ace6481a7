//! Lists: a recipe's directions, once without headings.

use std::collections::{BTreeMap, HashMap};

use heirloom_events::recipe::{DirectionsRevised as Today, Step as Direction};
use heirloom_events::values::StepId;
use heirloom_upcasters::StepError;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

old!("DirectionsRevised" {
    steps: Vec<OldDirection>,
});

/// One step of the directions, without its heading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OldDirection {
    step_id: Uuid,
    text: String,
}

/// The headings, by the places of their steps.
type Residue = BTreeMap<usize, String>;
type Up = Result<Today, StepError>;
type Down<const N: u8> = Result<(Old<N>, Option<Residue>), StepError>;

fn up<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let mut headings = residue.unwrap_or_default();
    let direction = |(place, old): (usize, OldDirection)| Direction {
        step_id: StepId(old.step_id),
        section: headings.remove(&place),
        text: old.text,
    };
    Ok(Today {
        steps: old.steps.into_iter().enumerate().map(direction).collect(),
    })
}

fn down<const N: u8>(new: Today) -> Down<N> {
    let mut headings = Residue::new();
    let mut steps = Vec::new();
    for (place, new) in new.steps.into_iter().enumerate() {
        headings.extend(new.section.map(|section| (place, section)));
        steps.push(OldDirection {
            step_id: new.step_id.0,
            text: new.text,
        });
    }
    Ok((Old { steps }, (!headings.is_empty()).then_some(headings)))
}

fn sorts<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let mut today = up(old, residue)?;
    today.steps.sort_by(|a, b| a.text.cmp(&b.text));
    Ok(today)
}

fn reverses_going_back<const N: u8>(new: Today) -> Down<N> {
    let (mut old, residue) = down(new)?;
    old.steps.reverse();
    Ok((old, residue))
}

fn makes_a_set<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let mut today = up(old, residue)?;
    let mut seen = std::collections::HashSet::new();
    today.steps.retain(|step| seen.insert(step.text.clone()));
    Ok(today)
}

fn takes_only_the_first_few<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let mut today = up(old, residue)?;
    today.steps.truncate(4);
    Ok(today)
}

fn leaves_out_empty_ones<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let mut today = up(old, residue)?;
    today.steps.retain(|step| !step.text.is_empty());
    Ok(today)
}

fn puts_the_residue_at_the_next_place<const N: u8>(new: Today) -> Down<N> {
    let (old, residue) = down(new)?;
    let moved = residue.map(|all| {
        all.into_iter()
            .map(|(place, heading)| (place + 1, heading))
            .collect()
    });
    Ok((old, moved))
}

fn keeps_one_heading_of_all<const N: u8>(new: Today) -> Down<N> {
    let (old, residue) = down(new)?;
    Ok((old, residue.map(|all| all.into_iter().take(1).collect())))
}

fn makes_new_ids<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let mut today = up(old, residue)?;
    today
        .steps
        .iter_mut()
        .for_each(|step| step.step_id = StepId::new());
    Ok(today)
}

fn derives_ids_from_texts<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let mut today = up(old, residue)?;
    today
        .steps
        .iter_mut()
        .for_each(|step| step.step_id = StepId::derived(&step.text));
    Ok(today)
}

fn goes_through_a_hash_map<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let today = up(old, residue)?;
    let by_id: HashMap<_, _> = today.steps.into_iter().map(|step| (step.step_id, step)).collect();
    Ok(Today {
        steps: by_id.into_values().collect(),
    })
}

plant!(Recipe, Today, Residue, right: up, down;
    1 "a list is sorted": sorts, down;
    2 "a list is turned round on the way back": up, reverses_going_back;
    3 "a list becomes a set": makes_a_set, down;
    4 "a list is cut": takes_only_the_first_few, down;
    5 "empty items are left out": leaves_out_empty_ones, down;
    6 "the residue stands under the wrong id": up, puts_the_residue_at_the_next_place;
    7 "the residue holds only the first item": up, keeps_one_heading_of_all;
    8 "items get new ids": makes_new_ids, down;
    9 "ids are derived from what may be said twice": derives_ids_from_texts, down;
    10 "a list goes through a hash map": goes_through_a_hash_map, down;
);
