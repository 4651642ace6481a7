//! Laws that hold for any commands on any household, decided without a database.

use std::collections::{HashMap, HashSet};

use heirloom_events::recipe::Content;
use heirloom_events::values::{HouseholdId, UnitId, folded, unit_of};
use heirloom_events::{Event, State, StreamKey, limits};
use proptest::prelude::*;

use super::decision::{decide, decide_expecting};
use super::plan::PlanCommand;
use super::recipe::{ChangeLine, CreateRecipe, RecipeCommand, ReviseRecipe};
use super::shopping::ShoppingCommand;
use super::{Command, Envelope, Loaded, Refusal};
use crate::testing::household::commands;
use crate::testing::recorded::stream_of;

/// A household in memory: what the handler would load.
#[derive(Default)]
struct House(HashMap<StreamKey, Vec<Event>>);

fn home() -> HouseholdId {
    HouseholdId::single()
}

impl House {
    fn load(&self, command: &Command) -> Vec<Loaded> {
        let keys = command.streams(home()).into_iter().chain(command.looks_at());
        let mut loaded: Vec<Loaded> = keys.map(|key| self.one(key)).collect();
        loop {
            let mut more = command.follows(&loaded);
            more.retain(|key| !loaded.iter().any(|stream| stream.key == *key));
            if more.is_empty() {
                return loaded;
            }
            loaded.extend(more.into_iter().map(|key| self.one(key)));
        }
    }

    fn one(&self, key: StreamKey) -> Loaded {
        let events = self.0.get(&key).cloned().unwrap_or_default();
        let events = events.into_iter().map(|event| (event, None));
        Loaded::new(key.clone(), stream_of(key, events))
    }

    fn append(&mut self, streams: &[Loaded], decided: Vec<Vec<Event>>) {
        for (stream, events) in streams.iter().zip(decided) {
            self.0.entry(stream.key.clone()).or_default().extend(events);
        }
    }

    fn send(&mut self, command: &Command) -> Result<usize, Refusal> {
        let streams = self.load(command);
        let decided = decide(command, &streams)?;
        let count = decided.iter().map(Vec::len).sum();
        self.append(&streams, decided);
        Ok(count)
    }
}

/// Whether a line carries a unit's meaning that is not the one its unit has.
fn chooses_a_unit(command: &Command) -> bool {
    let chosen =
        |unit: &Option<String>, id: &Option<UnitId>| id.is_some() && *id != unit.as_deref().and_then(unit_of);
    let Command::Recipe(command) = command else {
        return false;
    };
    match command {
        RecipeCommand::CreateRecipe(CreateRecipe { draft, .. })
        | RecipeCommand::ReviseRecipe(ReviseRecipe { draft, .. }) => {
            draft.lines.iter().any(|line| chosen(&line.unit, &line.unit_id))
        }
        RecipeCommand::ChangeLine(ChangeLine { line, .. }) => chosen(&line.unit, &line.unit_id),
        _ => false,
    }
}

/// Whether only a list knows what the command changes: what the application's own algorithm may have wiped is
/// said again.
fn said_each_time(command: &Command) -> bool {
    let Command::Shopping(command) = command else {
        return false;
    };
    match command {
        ShoppingCommand::SynchroniseList(_) => true,
        ShoppingCommand::TickItem(c) => c.algorithm != 2,
        ShoppingCommand::SetHave(c) => c.algorithm != 2 && c.have,
        ShoppingCommand::FlagItem(c) => c.algorithm != 2 && c.flagged,
        ShoppingCommand::ChangeItem(c) => c.algorithm != 2,
        ShoppingCommand::MoveItem(c) => c.algorithm != 2,
        ShoppingCommand::RemoveItem(c) => c.algorithm != 2,
        ShoppingCommand::RemoveItems(c) => c.algorithm != 2,
        _ => false,
    }
}

fn sound(content: &Content) -> bool {
    let unique = |count: usize, distinct: usize| count == distinct;
    let lines: HashSet<_> = content.lines.iter().map(|line| line.line_id).collect();
    let steps: HashSet<_> = content.steps.iter().map(|step| step.step_id).collect();
    let tags: HashSet<_> = content.tags.iter().map(|tag| folded(tag)).collect();
    !content.title.trim().is_empty()
        && unique(content.lines.len(), lines.len())
        && unique(content.steps.len(), steps.len())
        && unique(content.tags.len(), tags.len())
        && content.lines.len() <= limits::LINES
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_command_given_again_at_once_changes_nothing(sent in prop::collection::vec(commands(), 1..40)) {
        let mut house = House::default();
        for command in &sent {
            if house.send(command).is_ok() {
                if matches!(command, Command::Recipe(RecipeCommand::MarkCooked(_))) {
                    // Of cookings the fold knows the latest alone: an earlier one, given again, counts again.
                    continue;
                }
                if matches!(command, Command::Plan(PlanCommand::CycleShoppingMode(_))) {
                    // It goes on by one each time that it is given: that is what it is for.
                    continue;
                }
                if chooses_a_unit(command) {
                    // A meaning that its unit does not have is taken for a left-over once, then for a choice.
                    continue;
                }
                if said_each_time(command) {
                    continue;
                }
                // Refused is as good: the line to remove is gone, the recipe to create is there.
                let again = house.send(command).unwrap_or(0);
                prop_assert_eq!(again, 0, "{:?}", command);
            }
        }
    }

    #[test]
    fn what_commands_make_is_always_sound(sent in prop::collection::vec(commands(), 1..40)) {
        let mut house = House::default();
        for command in &sent {
            let _ = house.send(command);
            for stream in house.load(command) {
                if let State::Recipe(recipe) = &stream.state && recipe.exists() {
                    prop_assert!(sound(&recipe.state.content), "{:?}: {:?}", command, recipe.state.content);
                }
            }
        }
    }

    #[test]
    fn no_recipe_ever_contains_itself(sent in prop::collection::vec(crate::testing::household::recipe_commands(), 1..60)) {
        let mut house = House::default();
        for command in &sent {
            let _ = house.send(command);
        }
        let mut inside: HashMap<String, HashSet<String>> = HashMap::new();
        for key in house.0.keys() {
            let recipe = house.one(key.clone());
            let references = recipe.recipe().state.references.values().map(ToString::to_string);
            inside.insert(key.aggregate_id.clone(), references.collect());
        }
        // all that is in each, however far
        for _ in 0..inside.len() {
            let before = inside.clone();
            for all in inside.values_mut() {
                let further = all.iter().filter_map(|id| before.get(id)).flatten().cloned();
                all.extend(further.collect::<Vec<_>>());
            }
        }
        for (recipe, all) in &inside {
            prop_assert!(!all.contains(recipe), "{} contains itself", recipe);
        }
    }

    #[test]
    fn each_name_has_one_ingredient(sent in prop::collection::vec(crate::testing::household::catalogue_commands(), 1..40)) {
        let mut house = House::default();
        for command in &sent {
            let _ = house.send(command);
        }
        let streams = house.load(&sent[0]);
        let catalogue = &streams[0].catalogue().state;
        let mut names = HashSet::new();
        for (id, ingredient) in catalogue.iter().filter(|(_, ingredient)| !ingredient.removed) {
            if ingredient.merged_into.is_some() && catalogue.owner_of(&ingredient.name) != Some(id) {
                // A duplicate claims no name, and stands for itself only where nobody else has it.
                continue;
            }
            prop_assert!(names.insert(folded(&ingredient.name)), "`{}` stands twice", ingredient.name);
            for alias in &ingredient.aliases {
                prop_assert_eq!(catalogue.owner_of(alias), Some(id), "`{}`", alias);
            }
            let answer = catalogue.canonical(id);
            let answer = catalogue.get(answer);
            prop_assert!(answer.is_some_and(|i| i.merged_into.is_none()), "a cycle at `{}`", id);
            prop_assert!(answer.is_some_and(|i| !i.removed), "`{}` was removed under its names", id);
        }
    }

    #[test]
    fn an_edit_of_an_old_version_is_merged_refused_or_a_conflict_and_stays_sound(
        sent in prop::collection::vec(crate::testing::household::recipe_commands(), 1..30), back in 1..5_u64,
    ) {
        let mut house = House::default();
        for command in &sent {
            let streams = house.load(command);
            let expected = streams[0].version().saturating_sub(back);
            let envelope = Envelope::new(home(), heirloom_events::values::Actor("ada".into()));
            let envelope = envelope.expecting(expected).merging();
            if let Ok(decided) = decide_expecting(&envelope, command, &streams) {
                house.append(&streams, decided);
            }
            if let State::Recipe(recipe) = &house.load(command)[0].state && recipe.exists() {
                prop_assert!(sound(&recipe.state.content), "{:?}", command);
            }
        }
    }
}
