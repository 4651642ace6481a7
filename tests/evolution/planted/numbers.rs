//! Numbers, defaults, residues, clock and chance: a recipe's times, once without the total.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};

use heirloom_events::recipe::RecipeTimesSet as Today;
use heirloom_upcasters::StepError;
use serde::{Deserialize, Serialize};

old!("RecipeTimesSet" {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    prep_minutes: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cook_minutes: Option<u32>,
});

/// What `Old` cannot hold.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Residue {
    total_minutes: Option<u32>,
}

type Up = Result<Today, StepError>;
type Down<const N: u8> = Result<(Old<N>, Option<Residue>), StepError>;

fn up<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    Ok(Today {
        prep_minutes: old.prep_minutes,
        cook_minutes: old.cook_minutes,
        total_minutes: residue.and_then(|residue| residue.total_minutes),
    })
}

fn down<const N: u8>(new: Today) -> Down<N> {
    let total_minutes = new.total_minutes;
    let old = Old {
        prep_minutes: new.prep_minutes,
        cook_minutes: new.cook_minutes,
    };
    Ok((old, total_minutes.is_some().then_some(Residue { total_minutes })))
}

fn drops_a_field<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    Ok(Today {
        cook_minutes: None,
        ..up(old, residue)?
    })
}

fn drops_a_field_going_back<const N: u8>(new: Today) -> Down<N> {
    down(Today {
        prep_minutes: None,
        ..new
    })
}

fn swaps_fields<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let today = up(old, residue)?;
    Ok(Today {
        prep_minutes: today.cook_minutes,
        cook_minutes: today.prep_minutes,
        ..today
    })
}

fn swaps_defaults<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let total = residue.and_then(|residue| residue.total_minutes);
    Ok(Today {
        total_minutes: total.or(Some(30)),
        ..up(old, None)?
    })
}

fn takes_zero_for_nothing<const N: u8>(new: Today) -> Down<N> {
    let nothing = |minutes: Option<u32>| minutes.filter(|minutes| *minutes != 0);
    down(Today {
        cook_minutes: nothing(new.cook_minutes),
        ..new
    })
}

fn forgets_the_residue<const N: u8>(new: Today) -> Down<N> {
    Ok((down(new)?.0, None))
}

fn does_not_read_the_residue<const N: u8>(old: Old<N>, _: Option<Residue>) -> Up {
    up(old, None)
}

fn always_leaves_a_residue<const N: u8>(new: Today) -> Down<N> {
    let total_minutes = new.total_minutes;
    Ok((down(new)?.0, Some(Residue { total_minutes })))
}

fn adds_up<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    // overflows, where a number is large
    let sum = old.prep_minutes.unwrap_or(0) + old.cook_minutes.unwrap_or(0);
    up(old, residue).map(|today| Today {
        total_minutes: today.total_minutes.filter(|t| *t > sum),
        ..today
    })
}

fn refuses_what_is_legal<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    match old.cook_minutes {
        Some(minutes) if minutes > 1440 => Err(StepError::at("cook_minutes", "nobody cooks for days")),
        _ => up(old, residue),
    }
}

fn panics<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let prep = old.prep_minutes.expect("every recipe says how long it takes");
    up(old, residue).map(|today| Today {
        prep_minutes: Some(prep),
        ..today
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the mistake that is planted"
)]
fn rounds<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let hours = |minutes: u32| (f64::from(minutes) / 60.0 * 100.0).round() / 100.0;
    let back = old.cook_minutes.map(|minutes| (hours(minutes) * 60.0) as u32);
    Ok(Today {
        cook_minutes: back,
        ..up(old, residue)?
    })
}

fn loses_a_unit<const N: u8>(new: Today) -> Down<N> {
    let hours = new.prep_minutes.map(|minutes| minutes / 60);
    down(Today {
        prep_minutes: hours.map(|hours| hours * 60),
        ..new
    })
}

#[expect(clippy::cast_possible_truncation, reason = "the mistake that is planted")]
fn narrows<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let narrow = old.prep_minutes.map(|minutes| u32::from(minutes as u16));
    Ok(Today {
        prep_minutes: narrow,
        ..up(old, residue)?
    })
}

fn looks_at_the_clock<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let now = chrono::Utc::now().timestamp_subsec_nanos();
    let today = up(old, residue)?;
    Ok(Today {
        total_minutes: today.total_minutes.or(Some(now)),
        ..today
    })
}

#[expect(clippy::cast_possible_truncation, reason = "the mistake that is planted")]
fn rolls_dice<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let chance = uuid::Uuid::now_v7().as_u128() as u32;
    let today = up(old, residue)?;
    Ok(Today {
        total_minutes: today.total_minutes.or(Some(chance)),
        ..today
    })
}

fn counts_its_calls<const N: u8>(new: Today) -> Down<N> {
    static CALLS: AtomicU32 = AtomicU32::new(0);
    let calls = CALLS.fetch_add(1, Ordering::Relaxed);
    down(Today {
        prep_minutes: new.prep_minutes.map(|minutes| minutes ^ calls),
        ..new
    })
}

fn depends_on_the_order_of_a_hash_map<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let times = HashMap::from([
        ("prep", old.prep_minutes),
        ("cook", old.cook_minutes),
        ("rest", None),
    ]);
    let longest = times.into_values().find(Option::is_some).flatten();
    let today = up(old, residue)?;
    Ok(Today {
        total_minutes: today.total_minutes.or(longest),
        ..today
    })
}

plant!(Recipe, Today, Residue, right: up, down;
    1 "a field is dropped": drops_a_field, down;
    2 "a field is dropped on the way back": up, drops_a_field_going_back;
    3 "two fields are swapped": swaps_fields, down;
    4 "a default takes the place of nothing": swaps_defaults, down;
    5 "zero is taken for nothing": up, takes_zero_for_nothing;
    6 "the residue is forgotten": up, forgets_the_residue;
    7 "the residue is not read": does_not_read_the_residue, down;
    8 "a residue is always left": up, always_leaves_a_residue;
    9 "an integer overflows": adds_up, down;
    10 "a legal value is refused": refuses_what_is_legal, down;
    11 "the step panics": panics, down;
    12 "a float rounds": rounds, down;
    13 "a unit is converted with loss": up, loses_a_unit;
    14 "a number is cut to fewer bits": narrows, down;
    15 "the clock is read": looks_at_the_clock, down;
    16 "dice are rolled": rolls_dice, down;
    17 "the step remembers its last call": up, counts_its_calls;
    18 "the order of a hash map decides": depends_on_the_order_of_a_hash_map, down;
);
