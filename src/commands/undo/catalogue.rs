//! A catalogue: names, categories, merges and rules of conversion are taken back; what was defined or aliased
//! stays, because recipes may name it.

use heirloom_events::catalogue::{Catalogue, CatalogueEvent, Ingredient};
use heirloom_events::values::{CorrelationId, IngredientId};
use heirloom_events::{Event, Stream};

use super::catalogue_rules::{self, Value};
use super::{Undone, belongs};
use crate::commands::Loaded;
use crate::commands::catalogue::{
    CatalogueCommand, MergeIngredient, RecategoriseIngredient, RenameIngredient, UnmergeIngredient,
};

pub(super) fn undo(stream: &Loaded, bulk: CorrelationId) -> Undone {
    let mut undone = Undone::default();
    let mut folded = stream.catalogue().clone();
    let mut defined = 0;
    for Edit { event, before, rule } in edits(stream, bulk).into_iter().rev() {
        let step = match (&event, &before, &rule) {
            (event, _, Some((before, after))) => catalogue_rules::back(event, (before, after), &folded.state),
            (CatalogueEvent::IngredientDefined(_) | CatalogueEvent::IngredientDuplicateDefined(_), _, _) => {
                defined += 1;
                continue;
            }
            (CatalogueEvent::IngredientAliased(e), _, _) => Err(format!("the alias `{}` stays", e.alias)),
            (event, _, _) if !is_taken_back(event) => Err(format!("`{}` stays", event.event_type())),
            (_, Some(before), _) => back(&event, before, &folded.state),
            (_, None, _) => continue,
        };
        let decided = step.and_then(|command| match command {
            None => Ok(vec![]),
            Some(command) => command.decide(&folded).map_err(|refusal| refusal.to_string()),
        });
        match decided {
            Err(why) => undone.left.push(why),
            Ok(events) => events.into_iter().for_each(|event| {
                folded.state.apply(event.clone());
                undone.events.push(event.into());
            }),
        }
    }
    if defined > 0 {
        undone.left.push(format!(
            "{defined} ingredients that it defined stay in the catalogue; recipes may name them"
        ));
    }
    undone
}

/// One of the edit's events and what it found: the ingredient, or the rule, and that after it.
struct Edit {
    event: CatalogueEvent,
    before: Option<Ingredient>,
    rule: Option<(Value, Value)>,
}

/// The edit's events, in order, with what each found.
fn edits(stream: &Loaded, bulk: CorrelationId) -> Vec<Edit> {
    let mut state = Catalogue::default();
    let mut edits = Vec::new();
    for recorded in &stream.events {
        for event in recorded
            .events
            .clone()
            .into_iter()
            .filter_map(Event::into_catalogue)
        {
            let found = (
                subject(&event).and_then(|id| state.get(id)).cloned(),
                Value::of(&state, &event),
            );
            state.apply(event.clone());
            if belongs(recorded, bulk) {
                let (before, rule) = found;
                let rule = rule.zip(Value::of(&state, &event));
                edits.push(Edit { event, before, rule });
            }
        }
    }
    edits
}

/// The ingredient that the event is about, where it is one that [`back`] knows a way back from.
fn subject(event: &CatalogueEvent) -> Option<IngredientId> {
    match event {
        CatalogueEvent::IngredientRenamed(e) => Some(e.ingredient_id),
        CatalogueEvent::IngredientRecategorised(e) => Some(e.ingredient_id),
        CatalogueEvent::IngredientMerged(e) => Some(e.ingredient_id),
        CatalogueEvent::IngredientUnmerged(e) => Some(e.ingredient_id),
        _ => None,
    }
}

fn is_taken_back(event: &CatalogueEvent) -> bool {
    subject(event).is_some()
}

/// The command that takes one event back; none where that is done already; why not, where others made
/// something else of it.
fn back(
    event: &CatalogueEvent,
    before: &Ingredient,
    now: &Catalogue,
) -> Result<Option<CatalogueCommand>, String> {
    let found = subject(event).and_then(|id| now.get(id).map(|current| (id, current)));
    let Some((ingredient_id, current)) = found else {
        return Ok(None);
    };
    let changed = || Err(format!("ingredient `{}` was changed since", current.name));
    match event {
        CatalogueEvent::IngredientRenamed(_) if current.name == before.name => Ok(None),
        CatalogueEvent::IngredientRenamed(e) if current.name == e.name => Ok(Some(
            RenameIngredient {
                ingredient_id,
                name: before.name.clone(),
            }
            .into(),
        )),
        CatalogueEvent::IngredientRecategorised(_) if current.category == before.category => Ok(None),
        CatalogueEvent::IngredientRecategorised(e) if current.category == e.category => Ok(Some(
            RecategoriseIngredient {
                ingredient_id,
                category: before.category.clone(),
            }
            .into(),
        )),
        CatalogueEvent::IngredientMerged(_) if current.merged_into == before.merged_into => Ok(None),
        CatalogueEvent::IngredientMerged(e) if current.merged_into == Some(e.into) => {
            Ok(Some(UnmergeIngredient { ingredient_id }.into()))
        }
        CatalogueEvent::IngredientUnmerged(_) if current.merged_into == before.merged_into => Ok(None),
        CatalogueEvent::IngredientUnmerged(_) if current.merged_into.is_none() => Ok(before
            .merged_into
            .map(|into| MergeIngredient { ingredient_id, into }.into())),
        _ => changed(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::catalogue::testing::*;
    use crate::testing::recorded::stream_of;
    use heirloom_events::catalogue::{IngredientRenamed, IngredientUnmerged};
    use heirloom_events::{StreamKey, StreamType};

    fn undone(events: &[(CatalogueEvent, bool)]) -> Undone {
        let bulk = CorrelationId::derived("bulk");
        let key = StreamKey::new(StreamType::Catalogue, "home");
        let events = events
            .iter()
            .map(|(event, ours)| (event.clone().into(), ours.then_some(bulk)));
        undo(&Loaded::new(key.clone(), stream_of(key, events)), bulk)
    }

    fn renamed(of: &str, name: &str) -> CatalogueEvent {
        IngredientRenamed {
            ingredient_id: id(of),
            name: name.into(),
        }
        .into()
    }

    #[test]
    fn merges_and_names_are_taken_back_newest_first() {
        let undone = undone(&[
            (defined("leek"), false),
            (defined("leeks"), true),
            (renamed("leek", "Leek"), true),
            (merged("leeks", "leek"), true),
        ]);
        let unmerged = IngredientUnmerged {
            ingredient_id: id("leeks"),
        };
        let expected: [CatalogueEvent; 2] = [unmerged.into(), renamed("leek", "leek")];
        assert_eq!(undone.events, expected.map(Event::from));
        assert_eq!(undone.left.len(), 1);
        assert!(
            undone.left[0].contains("1 ingredients that it defined stay"),
            "{undone:?}"
        );
    }

    #[test]
    fn rules_of_conversion_become_what_they_were() {
        let none = undone(&[
            (defined("flour"), false),
            (density("flour", None, "0.5"), true),
            (density("flour", None, "0.6"), true),
            (portion("flour", "", "100", "gram"), true),
        ]);
        let gone = CatalogueEvent::from(heirloom_events::catalogue::DensityRemoved {
            ingredient_id: id("flour"),
            state: None,
        });
        assert_eq!(none.left, Vec::<String>::new());
        assert_eq!(none.events.len(), 3);
        assert_eq!(none.events[2], Event::from(gone));
        let back = undone(&[
            (defined("flour"), false),
            (density("flour", None, "0.5"), false),
            (density("flour", None, "0.6"), true),
        ]);
        assert_eq!(back.events, [Event::from(density("flour", None, "0.5"))]);
        let theirs = undone(&[
            (defined("flour"), false),
            (density("flour", None, "0.5"), true),
            (density("flour", None, "0.6"), false),
        ]);
        assert_eq!(theirs.left, ["`DensitySet`: it was changed since"]);
    }

    #[test]
    fn what_others_renamed_since_stays() {
        let undone = undone(&[
            (defined("leek"), false),
            (renamed("leek", "Leek"), true),
            (renamed("leek", "Lauch"), false),
        ]);
        assert_eq!(
            (undone.events, undone.left),
            (vec![], vec!["ingredient `Lauch` was changed since".into()])
        );
    }
}
