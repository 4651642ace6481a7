//! Texts: a recipe's notes, once called `note` and at most ten characters long.

use heirloom_events::recipe::RecipeNotesSet as Today;
use heirloom_upcasters::StepError;

/// The longest note, in characters.
const LONGEST: usize = 10;

old!("RecipeNotesSet" {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 10))]
    note: Option<String>,
});

/// The whole text, where it was too long.
type Residue = String;
type Up = Result<Today, StepError>;
type Down<const N: u8> = Result<(Old<N>, Option<Residue>), StepError>;

fn up<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    Ok(Today {
        notes: residue.or(old.note),
    })
}

fn down<const N: u8>(new: Today) -> Down<N> {
    let cut = |notes: &String| notes.chars().take(LONGEST).collect::<String>();
    let note = new.notes.as_ref().map(cut);
    let whole = new.notes.filter(|whole| Some(whole) != note.as_ref());
    Ok((Old { note }, whole))
}

fn changed<const N: u8>(old: Old<N>, residue: Option<Residue>, change: impl Fn(String) -> String) -> Up {
    up(
        Old::<N> {
            note: old.note.map(change),
        },
        residue,
    )
}

fn folds_case<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    changed(old, residue, |text| text.to_lowercase())
}

fn trims<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    changed(old, residue, |text| text.trim().to_owned())
}

fn normalises<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    changed(old, residue, |text| heirloom_events::values::folded(&text))
}

fn mends_line_ends<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    changed(old, residue, |text| text.replace("\r\n", "\n"))
}

fn takes_nothing_for_an_empty_text<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let note = Some(old.note.unwrap_or_default());
    up(Old::<N> { note }, residue)
}

fn takes_an_empty_text_for_nothing<const N: u8>(old: Old<N>, residue: Option<Residue>) -> Up {
    let note = old.note.filter(|note| !note.is_empty());
    up(Old::<N> { note }, residue)
}

fn cuts<const N: u8>(new: Today) -> Down<N> {
    Ok((down(new)?.0, None))
}

fn cuts_bytes<const N: u8>(new: Today) -> Down<N> {
    let cut = |notes: &String| notes[..notes.len().min(LONGEST)].to_owned();
    let note = new.notes.as_ref().map(cut);
    let whole = new.notes.filter(|whole| Some(whole) != note.as_ref());
    Ok((Old { note }, whole))
}

fn writes_more_than_its_schema_allows<const N: u8>(new: Today) -> Down<N> {
    Ok((Old { note: new.notes }, None))
}

plant!(Recipe, Today, Residue, right: up, down;
    1 "case is folded": folds_case, down;
    2 "a text is trimmed": trims, down;
    3 "a text is normalised": normalises, down;
    4 "line ends are mended": mends_line_ends, down;
    5 "an absent text becomes an empty one": takes_nothing_for_an_empty_text, down;
    6 "an empty text becomes an absent one": takes_an_empty_text_for_nothing, down;
    7 "a long text is cut": up, cuts;
    8 "a text is cut inside a character": up, cuts_bytes;
    9 "what is written is too long for its schema": up, writes_more_than_its_schema_allows;
);
