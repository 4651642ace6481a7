//! Splits: notes and times, once set together by one event.

use heirloom::revisions::laws::LawReport;
use heirloom_events::StreamType::Recipe;
use heirloom_events::recipe::{RecipeNotesSet, RecipeTimesSet};
use heirloom_events::values::Change;
use heirloom_upcasters::{Released, Split, StepError, parts, split};
use serde::{Deserialize, Serialize};

use super::plant::{Planted, by_golden, by_law, report, today};

old!("RecipeNotesAndTimesSet" {
    #[serde(default, deserialize_with = "Change::named", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    notes: Option<Change<String>>,
    #[serde(default, deserialize_with = "Change::named", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<u32>")]
    prep_minutes: Option<Change<u32>>,
});

/// What `Old` cannot hold.
#[derive(Serialize, Deserialize)]
pub(crate) struct Residue {
    cook_minutes: Option<u32>,
    total_minutes: Option<u32>,
}

parts!(
    /// What became of it.
    pub(crate) enum Part {
        /// Of its notes.
        Notes(RecipeNotesSet),
        /// Of its times.
        Times(RecipeTimesSet),
    }
);

type Up = Result<Vec<Part>, StepError>;
type Down<const N: u8> = Result<(Old<N>, Option<Residue>), StepError>;

fn up<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let notes = old.notes.map(|notes| {
        Part::Notes(RecipeNotesSet {
            notes: notes.into_value(),
        })
    });
    let times = old.prep_minutes.map(|prep| {
        let rest = residue.unwrap_or(Residue {
            cook_minutes: None,
            total_minutes: None,
        });
        Part::Times(RecipeTimesSet {
            prep_minutes: prep.into_value(),
            cook_minutes: rest.cook_minutes,
            total_minutes: rest.total_minutes,
        })
    });
    Ok(notes.into_iter().chain(times).collect())
}

fn down<const N: u8>(part: Part) -> Down<N> {
    let nothing = Old {
        notes: None,
        prep_minutes: None,
    };
    Ok(match part {
        Part::Notes(set) => (
            Old {
                notes: Some(set.notes.into()),
                ..nothing
            },
            None,
        ),
        Part::Times(set) => {
            let rest = Residue {
                cook_minutes: set.cook_minutes,
                total_minutes: set.total_minutes,
            };
            let says_more = rest.cook_minutes.or(rest.total_minutes).is_some();
            let old = Old {
                prep_minutes: Some(set.prep_minutes.into()),
                ..nothing
            };
            (old, says_more.then_some(rest))
        }
    })
}

fn join<const N: u8>(all: Vec<Old<N>>) -> Old<N> {
    let nothing = Old {
        notes: None,
        prep_minutes: None,
    };
    all.into_iter().fold(nothing, |joined, one| Old {
        notes: one.notes.or(joined.notes),
        prep_minutes: one.prep_minutes.or(joined.prep_minutes),
    })
}

fn doubles_a_part<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let mut parts = up(old, residue)?;
    parts.extend(parts.first().cloned());
    Ok(parts)
}

fn loses_a_part<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let mut parts = up(old, residue)?;
    parts.truncate(1);
    Ok(parts)
}

fn swaps_parts_now_and_then<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let mut parts = up(old, residue)?;
    if uuid::Uuid::now_v7().as_u128().is_multiple_of(2) {
        parts.reverse();
    }
    Ok(parts)
}

fn adds_a_part_where_there_was_none<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let notes = old.notes.or(Some(Change::Removed));
    up(Old::<N> { notes, ..old }, residue)
}

fn takes_one_part_for_another<const N: u8>(part: Part) -> Down<N> {
    match part {
        Part::Notes(_) => down(Part::Notes(RecipeNotesSet { notes: None })),
        other => down(other),
    }
}

fn joins_only_the_last<const N: u8>(all: Vec<Old<N>>) -> Old<N> {
    all.into_iter().next_back().unwrap_or(Old {
        notes: None,
        prep_minutes: None,
    })
}

/// Lawful: the parts have a fixed order, but not the one in which they were released.
fn swaps_parts_always<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let mut parts = up(old, residue)?;
    parts.reverse();
    Ok(parts)
}

/// The split of `Old<N>`.
pub(crate) struct S<const N: u8>;

macro_rules! splits {
    (lawful: $m:literal $up_lawful:ident;
     $($n:literal $name:literal: $up:ident, $down:ident, $join:ident;)+) => {
        splits!(@split $m $up_lawful, down, join);
        $(splits!(@split $n $up, $down, $join);)+

        pub(crate) fn planted() -> Vec<Planted> {
            let today = || -> Vec<Released> {
                vec![today::<RecipeNotesSet>(Recipe), today::<RecipeTimesSet>(Recipe)]
            };
            let right = report::<Old<0>>(Recipe, today());
            let all = vec![$(by_law($name, &report::<Old<$n>>(Recipe, today()), &right)),+];
            all.into_iter().skip(1).chain([swapped(report::<Old<$m>>(Recipe, today()))]).collect()
        }
    };
    (@split $n:literal $up:ident, $down:ident, $join:ident) => {
        impl Split for S<$n> {
            type Old = Old<$n>;
            type Part = Part;
            type Residue = Residue;

            fn up(old: Self::Old, residue: Option<Residue>) -> Up {
                $up(old, residue)
            }

            fn down(part: Part) -> Down<$n> {
                $down(part)
            }

            fn join(all: Vec<Self::Old>) -> Self::Old {
                $join(all)
            }
        }

        split!(S<$n>: Old<$n>);
    };
}

splits!(
    lawful: 7 swaps_parts_always;
    0 "none: this one is right": up, down, join;
    1 "a part of a split is doubled": doubles_a_part, down, join;
    2 "a part of a split is lost": loses_a_part, down, join;
    3 "the parts of a split have no fixed order": swaps_parts_now_and_then, down, join;
    4 "a split adds a part": adds_a_part_where_there_was_none, down, join;
    5 "a part goes back without what it says": up, takes_one_part_for_another, join;
    6 "the parts of a split are joined wrongly": up, down, joins_only_the_last;
);

/// No law says in which order parts stand; the golden file does.
fn swapped(laws: LawReport) -> Planted {
    assert!(laws.ok(), "it is lawful: {:?}", laws.counterexamples);
    let sample = r#"{"notes": "better on day two", "prep_minutes": 40}"#;
    by_golden::<Old<7>, Old<0>>("the parts of a split are swapped", Recipe, sample)
}
