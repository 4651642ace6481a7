//! A household's diary: events by name, told to the machine in order.

use std::collections::HashMap;

use heirloom_events::values::{HouseholdId, IngredientId, MealId, RecipeId, SelectionId, WeekId};
use heirloom_events::{Event, Metadata, Recorded, StreamKey, StreamType};
use heirloom_shopping::two::{Household, List};
use serde_json::{Value, json};

/// What is said of which stream.
pub(crate) type Said = (StreamKey, &'static str, Value);

#[derive(Clone, Debug, Default)]
pub(crate) struct Diary {
    pub(crate) household: Household,
    versions: HashMap<StreamKey, u64>,
    position: u64,
}

pub(crate) fn week(n: usize) -> WeekId {
    WeekId::derived(&n.to_string())
}

pub(crate) fn recipe(n: usize) -> RecipeId {
    RecipeId::derived(&n.to_string())
}

pub(crate) fn meal(n: usize) -> MealId {
    MealId::derived(&n.to_string())
}

pub(crate) fn selection(n: usize) -> SelectionId {
    SelectionId::derived(&n.to_string())
}

pub(crate) fn ingredient(n: usize) -> IngredientId {
    IngredientId::derived(&n.to_string())
}

pub(crate) fn of_recipe(n: usize, name: &'static str, payload: Value) -> Said {
    (StreamKey::new(StreamType::Recipe, recipe(n)), name, payload)
}

pub(crate) fn of_meal(n: usize, name: &'static str, payload: Value) -> Said {
    (StreamKey::new(StreamType::Meal, meal(n)), name, payload)
}

pub(crate) fn of_plan(n: usize, name: &'static str, payload: Value) -> Said {
    (StreamKey::new(StreamType::Plan, week(n)), name, payload)
}

pub(crate) fn of_list(n: usize, name: &'static str, payload: Value) -> Said {
    (StreamKey::new(StreamType::Shopping, week(n)), name, payload)
}

pub(crate) fn of_catalogue(name: &'static str, payload: Value) -> Said {
    (
        StreamKey::new(StreamType::Catalogue, HouseholdId::single()),
        name,
        payload,
    )
}

pub(crate) fn setting(key: &str, value: &str) -> Said {
    let payload = json!({"settings": {key: value}});
    (
        StreamKey::new(StreamType::Household, HouseholdId::single()),
        "HouseholdSettingsChanged",
        payload,
    )
}

/// A line of an ingredient: its number, how much, in what.
pub(crate) fn line(id: &str, of: usize, quantity: &str, unit: Option<&str>) -> Value {
    let mut line = json!({
        "line_id": heirloom_events::values::LineId::derived(id),
        "text": format!("{quantity} {} food {of}", unit.unwrap_or("")),
        "amount": {"quantity": quantity},
        "ingredient_id": ingredient(of),
        "optional": false,
    });
    if let Some(unit) = unit {
        line["unit"] = unit.into();
        line["unit_id"] = heirloom_events::values::unit_of(unit).unwrap().as_str().into();
    }
    line
}

pub(crate) fn selected(n: usize, main: usize, of_meal: Option<usize>) -> Value {
    let mut payload = json!({
        "selection_id": selection(n),
        "main_recipe_id": recipe(main),
        "sides": [],
        "planned_date": "2026-11-23",
        "shopping_mode": "all",
    });
    if let Some(number) = of_meal {
        payload["meal_id"] = json!(meal(number));
    }
    payload
}

impl Diary {
    pub(crate) fn recorded(&mut self, (stream, name, payload): &Said) -> Recorded {
        let sequence = self.versions.entry(stream.clone()).or_default();
        *sequence += 1;
        self.position += 1;
        let bytes = payload.to_string();
        let event = Event::read(stream.aggregate_type, name, bytes.as_bytes());
        Recorded {
            household: HouseholdId::single(),
            position: self.position,
            stream: stream.clone(),
            sequence: *sequence,
            recorded_at: chrono::DateTime::UNIX_EPOCH,
            metadata: Metadata::default(),
            events: event
                .unwrap_or_else(|| panic!("no `{name}`"))
                .unwrap_or_else(|e| panic!("{name} {bytes}: {e}"))
                .into(),
        }
    }

    pub(crate) fn tell(&mut self, said: Said) -> &mut Self {
        let event = self.recorded(&said);
        self.household.apply(&event);
        self
    }

    pub(crate) fn list(&self, n: usize) -> List {
        self.household.list(week(n)).unwrap_or_default()
    }

    /// The list of a week: name and amount.
    pub(crate) fn page(&self, n: usize) -> Vec<String> {
        self.list(n)
            .items
            .iter()
            .map(|item| format!("{}: {}", item.name, item.amount))
            .collect()
    }
}
