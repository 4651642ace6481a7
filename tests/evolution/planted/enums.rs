//! Words that were renamed: a recipe's difficulty, once a number of stars.

use heirloom_events::StreamType::Recipe;
use heirloom_events::recipe::RecipeDifficultySet as Today;
use heirloom_events::values::Difficulty;
use heirloom_upcasters::StepError;
use serde::{Deserialize, Serialize};

use super::plant::{Planted, by_golden};

old!("RecipeDifficultySet" {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stars: Option<Stars>,
});

/// How hard, in stars.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Stars {
    /// Easy.
    One,
    /// Neither.
    Two,
    /// Hard.
    Three,
}

type Up = Result<Today, StepError>;
type Down<const N: u8> = Result<(Old<N>, Option<()>), StepError>;

fn word(stars: Stars) -> Difficulty {
    match stars {
        Stars::One => Difficulty::Easy,
        Stars::Two => Difficulty::Medium,
        Stars::Three => Difficulty::Hard,
    }
}

fn stars(word: Difficulty) -> Stars {
    match word {
        Difficulty::Easy => Stars::One,
        Difficulty::Medium => Stars::Two,
        Difficulty::Hard => Stars::Three,
    }
}

fn up<const N: u8>(old: Old<N>, _: Option<()>) -> Up {
    Ok(Today {
        difficulty: old.stars.map(word),
    })
}

fn down<const N: u8>(new: Today) -> Down<N> {
    Ok((
        Old {
            stars: new.difficulty.map(stars),
        },
        None,
    ))
}

fn turns_the_scale_round<const N: u8>(old: Old<N>, _: Option<()>) -> Up {
    let turned = old.stars.map(|stars| match stars {
        Stars::One => Stars::Three,
        Stars::Two => Stars::Two,
        Stars::Three => Stars::One,
    });
    up(Old::<N> { stars: turned }, None)
}

fn makes_one_of_two<const N: u8>(old: Old<N>, _: Option<()>) -> Up {
    let fewer = old
        .stars
        .map(|stars| if stars == Stars::Three { Stars::Two } else { stars });
    up(Old::<N> { stars: fewer }, None)
}

fn shows_a_default_as_chosen<const N: u8>(old: Old<N>, _: Option<()>) -> Up {
    Ok(Today {
        difficulty: Some(old.stars.map_or(Difficulty::DEFAULT, word)),
    })
}

fn takes_a_chosen_default_for_none<const N: u8>(new: Today) -> Down<N> {
    let chosen = new
        .difficulty
        .filter(|difficulty| *difficulty != Difficulty::DEFAULT);
    down(Today { difficulty: chosen })
}

/// Lawful, as what it gives goes back: the scale is turned round both ways.
fn turns_the_scale_round_going_back<const N: u8>(new: Today) -> Down<N> {
    let (old, _) = down::<N>(new)?;
    let today = turns_the_scale_round(old, None)?;
    down(today)
}

pub(crate) fn turned() -> Planted {
    by_golden::<Old<5>, Old<0>>(
        "words of an enum mean another thing, both ways",
        Recipe,
        r#"{"stars": "three"}"#,
    )
}

plant!(@step Today, (), 5, turns_the_scale_round, turns_the_scale_round_going_back);

plant!(Recipe, Today, (), right: up, down;
    1 "words of an enum are swapped": turns_the_scale_round, down;
    2 "two words of an enum become one": makes_one_of_two, down;
    3 "a default is shown as chosen": shows_a_default_as_chosen, down;
    4 "a chosen default is taken for none": up, takes_a_chosen_default_for_none;
);
