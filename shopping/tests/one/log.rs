//! A household whose events are told one by one. Ids by number.

use heirloom_events::catalogue::*;
use heirloom_events::meal::*;
use heirloom_events::plan::*;
use heirloom_events::recipe::line::Line as RecipeLine;
use heirloom_events::recipe::*;
use heirloom_events::shopping::*;
use heirloom_events::values::*;
use heirloom_events::{Event, Metadata, Parts, Recorded, StreamKey, StreamType};
use heirloom_shopping::one::Household;

use crate::support;

#[derive(Clone, Default)]
pub(crate) struct Log {
    pub(crate) household: Household,
    position: u64,
    /// The command whose events come; none: each event is one of its own.
    pub(crate) command: Option<CommandId>,
}

pub(crate) fn week(number: usize) -> WeekId {
    WeekId::derived(&number.to_string())
}

pub(crate) fn id<T>(derived: fn(&str) -> T, number: usize) -> T {
    derived(&number.to_string())
}

impl Log {
    pub(crate) fn recorded(&self, stream: StreamType, id: impl ToString, events: Parts<Event>) -> Recorded {
        Recorded {
            household: HouseholdId::single(),
            position: self.position + 1,
            stream: StreamKey::new(stream, id.to_string()),
            sequence: self.position + 1,
            recorded_at: Default::default(),
            metadata: Metadata {
                command_id: self.command,
                ..Metadata::default()
            },
            events,
        }
    }

    /// Applies an event; the weeks that it was said to touch.
    pub(crate) fn take(
        &mut self,
        stream: StreamType,
        id: impl ToString,
        event: impl Into<Event>,
    ) -> Vec<WeekId> {
        let recorded = self.recorded(stream, id, Parts::One(event.into()));
        self.position += 1;
        let touched = self.household.touches(&recorded);
        self.household.apply(&recorded);
        touched
    }

    pub(crate) fn recipe(&mut self, number: usize, event: impl Into<RecipeEvent>) -> Vec<WeekId> {
        self.take(StreamType::Recipe, id(RecipeId::derived, number), event.into())
    }

    pub(crate) fn meal(&mut self, number: usize, event: impl Into<MealEvent>) -> Vec<WeekId> {
        self.take(StreamType::Meal, id(MealId::derived, number), event.into())
    }

    pub(crate) fn plan(&mut self, number: usize, event: impl Into<PlanEvent>) -> Vec<WeekId> {
        self.take(StreamType::Plan, week(number), event.into())
    }

    pub(crate) fn say(&mut self, number: usize, event: impl Into<ShoppingEvent>) -> Vec<WeekId> {
        self.take(StreamType::Shopping, week(number), event.into())
    }

    pub(crate) fn catalogue(&mut self, event: impl Into<CatalogueEvent>) -> Vec<WeekId> {
        self.take(StreamType::Catalogue, "catalogue", event.into())
    }

    pub(crate) fn ingredient(&mut self, number: usize, name: &str, category: Option<&str>) {
        self.catalogue(IngredientDefined {
            ingredient_id: id(IngredientId::derived, number),
            name: name.to_owned(),
            category: category.map(str::to_owned),
        });
    }

    pub(crate) fn with_recipe(mut self, number: usize, lines: Vec<RecipeLine>) -> Self {
        let content = Content {
            lines,
            ..Content::default()
        };
        self.recipe(number, RecipeCreated { content });
        self
    }

    pub(crate) fn with_meal(mut self, number: usize, main: usize, sides: &[usize]) -> Self {
        self.meal(
            number,
            MealCreated {
                name: "Supper".to_owned(),
                main_recipe_id: id(RecipeId::derived, main),
                sides: sides.iter().map(|side| id(RecipeId::derived, *side)).collect(),
                tags: Vec::new(),
                saved: true,
            },
        );
        self
    }

    pub(crate) fn select(
        &mut self,
        number: usize,
        entry: usize,
        meal: Option<usize>,
        dishes: &[usize],
    ) -> Vec<WeekId> {
        let dishes: Vec<RecipeId> = dishes.iter().map(|dish| id(RecipeId::derived, *dish)).collect();
        self.plan(
            number,
            MealSelected {
                selection_id: id(SelectionId::derived, entry),
                meal_id: meal.map(|meal| id(MealId::derived, meal)),
                main_recipe_id: dishes[0],
                sides: Side::in_order(dishes[1..].iter().copied()),
                planned_date: Default::default(),
                shopping_mode: ShoppingMode::All,
            },
        )
    }

    pub(crate) fn shown(&self, number: usize) -> Vec<String> {
        let list = self.household.list(week(number)).unwrap_or_default();
        list.items().iter().map(support::line).collect()
    }
}

pub(crate) fn line(number: usize, amount: &str, unit: Option<&str>, ingredient: Option<usize>) -> RecipeLine {
    let (low, high) = amount.split_once('-').unwrap_or((amount, amount));
    let [low, high] = [low, high].map(|end| end.parse::<Quantity>().unwrap());
    RecipeLine {
        line_id: id(LineId::derived, number),
        text: "One Onion".to_owned(),
        amount: Some(Amount::range(low, high).unwrap()),
        unit: unit.map(str::to_owned),
        unit_id: None,
        ingredient_id: ingredient.map(|number| id(IngredientId::derived, number)),
        preparation_method: None,
        optional: false,
    }
}

/// Onion and rice; recipe 1 with an onion, recipe 2 with a cup of rice.
pub(crate) fn kitchen() -> Log {
    let mut log = Log::default();
    log.ingredient(1, "Onion", Some("produce"));
    log.ingredient(2, "Rice", None);
    log.with_recipe(1, vec![line(1, "1", Some("whole"), Some(1))])
        .with_recipe(2, vec![line(2, "1", Some("cup"), Some(2))])
}
