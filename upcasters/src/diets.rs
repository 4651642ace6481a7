//! The free text about diets and the set of tags: for contents and for `RecipeDietSet`.
//!
//! What [`DietSet::from_text`] answers is part of these steps: its vocabulary may grow only with a further
//! version of the events, or old ones would mean something else.

use std::cell::RefCell;
use std::collections::HashMap;

use heirloom_events::values::DietSet;

use crate::step::{StepError, foreign};

/// The set itself, where its text does not mean it: tags that were chosen and not written.
pub type Residue = DietSet;

/// What a text means, unless the residue says it.
pub fn up(diet: Option<String>, residue: Option<Residue>) -> Result<Option<DietSet>, StepError> {
    match residue {
        None => Ok(diet.as_deref().map(meant)),
        Some(diets) if diet.as_ref() == Some(&diets.to_text()) => Ok(Some(diets)),
        Some(_) => Err(foreign("diet")),
    }
}

/// The text of a set.
pub fn down(diets: Option<DietSet>) -> (Option<String>, Option<Residue>) {
    let diet = diets.as_ref().map(DietSet::to_text);
    let residue = diets.filter(|diets| diet.as_deref().map(meant).as_ref() != Some(diets));
    (diet, residue)
}

/// How many texts are kept, and how long one may be, in bytes.
const KEPT: usize = 1_000;
const LONGEST: usize = 200;

thread_local! {
    /// Texts that were read before: a household writes the same few again and again, and taking one apart
    /// costs more than the rest of the event.
    static READ: RefCell<HashMap<String, DietSet>> = RefCell::default();
}

/// [`DietSet::from_text`], remembered.
fn meant(text: &str) -> DietSet {
    READ.with_borrow_mut(|read| {
        if let Some(known) = read.get(text) {
            return known.clone();
        }
        let diets = DietSet::from_text(text);
        if text.len() <= LONGEST && read.len() < KEPT {
            read.insert(text.to_owned(), diets.clone());
        }
        diets
    })
}
