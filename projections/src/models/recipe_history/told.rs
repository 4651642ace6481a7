//! What one version says of itself, whatever its stored event means today.

use heirloom_events::Stream;
use heirloom_events::recipe::{Recipe, RecipeEvent};

use super::what;

/// One version in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The names of its events; nearly always one, else joined by ` + `.
    pub event_type: String,
    /// What changed.
    pub what: String,
}

/// Tells one version: all events of today that its stored event stands for.
#[must_use]
pub fn told(before: &Recipe, happened: &[RecipeEvent]) -> Told {
    match happened {
        [] => Told {
            event_type: String::new(),
            what: "means nothing any more".into(),
        },
        [one] => Told {
            event_type: one.event_type().into(),
            what: what(before, one),
        },
        several => {
            let mut state = before.clone();
            let mut whats = Vec::with_capacity(several.len());
            for event in several {
                whats.push(what(&state, event));
                state.apply(event.clone());
            }
            let types: Vec<&str> = several.iter().map(RecipeEvent::event_type).collect();
            Told {
                event_type: types.join(" + "),
                what: whats.join("; "),
            }
        }
    }
}
