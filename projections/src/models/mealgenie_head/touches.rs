//! Units: what they are called, and which of them an event may change.

use std::fmt;

use heirloom_events::catalogue::CatalogueEvent;
use heirloom_events::plan::PlanEvent;
use heirloom_events::recipe::RecipeEvent;
use heirloom_events::source::SourceEvent;
use heirloom_events::values::{IngredientId, MealId, RecipeId, WeekId};
use heirloom_events::{Event, Recorded, StreamKey, StreamType};

use super::head::Head;
use super::numbers::Told;
use crate::Unit;
use crate::models::stream_id::{meal_id, recipe_id};

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    Recipe(RecipeId),
    Ingredient(IngredientId),
    Meal(MealId),
    Week(WeekId),
    Groups,
    Rules,
}

impl fmt::Display for Meant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Recipe(id) => write!(f, "recipe/{id}"),
            Self::Ingredient(id) => write!(f, "ingredient/{id}"),
            Self::Meal(id) => write!(f, "meal/{id}"),
            Self::Week(id) => write!(f, "week/{id}"),
            Self::Groups => f.write_str("groups"),
            Self::Rules => f.write_str("rules"),
        }
    }
}

/// What a unit of that name is.
pub(super) fn meant(unit: &Unit) -> Option<Meant> {
    match unit.as_str().split_once('/') {
        Some(("recipe", id)) => id.parse().ok().map(Meant::Recipe),
        Some(("ingredient", id)) => id.parse().ok().map(Meant::Ingredient),
        Some(("meal", id)) => id.parse().ok().map(Meant::Meal),
        Some(("week", id)) => id.parse().ok().map(Meant::Week),
        Some(_) => None,
        None if unit.as_str() == "groups" => Some(Meant::Groups),
        None => (unit.as_str() == "rules").then_some(Meant::Rules),
    }
}

/// Every unit.
pub(super) fn all(head: &Head) -> Vec<Unit> {
    let recipes = head.dishes.keys().copied().map(Meant::Recipe);
    let ingredients = head.ingredients.keys().copied().map(Meant::Ingredient);
    let meals = head.meals.keys().copied().map(Meant::Meal);
    let weeks = head.weeks.keys().copied().map(Meant::Week);
    let each = recipes.chain(ingredients).chain(meals).chain(weeks);
    each.chain([Meant::Groups, Meant::Rules]).map(Unit::of).collect()
}

/// The units whose rows the event may change, judged before it is applied.
pub(super) fn of(head: &Head, event: &Recorded) -> Vec<Unit> {
    let opens = |part: &Event| match part {
        Event::Source(SourceEvent::SourceOpened(e)) => head.opens(&event.stream, &e.kind),
        _ => false,
    };
    if event.events.iter().any(opens) {
        return all(head);
    }
    if !head.is_open() {
        return Vec::new();
    }
    let mut units: Vec<Meant> = head.lists.touches(event).into_iter().map(Meant::Week).collect();
    for part in event.events.iter() {
        match part {
            Event::Recipe(e) => of_recipe(head, &event.stream, e, &mut units),
            Event::Catalogue(e) => of_catalogue(head, e, &mut units),
            Event::Meal(_) => {
                units.push(Meant::Meal(meal_id(&event.stream)));
                units.extend(weeks(head, &event.stream));
            }
            Event::Plan(e) => of_plan(head, &event.stream, e, &mut units),
            Event::Shopping(_) => units.extend(weeks(head, &event.stream)),
            Event::Source(e) if is_news(head, &event.stream, e) => return all(head),
            Event::Source(_) | Event::Household(_) => {}
        }
    }
    units.into_iter().map(Unit::of).collect()
}

/// The weeks that have to do with a stream: its own, those that plan its recipe or meal.
fn weeks(head: &Head, stream: &StreamKey) -> impl Iterator<Item = Meant> {
    head.lists.weeks_of(stream).into_iter().map(Meant::Week)
}

fn of_recipe(head: &Head, stream: &StreamKey, event: &RecipeEvent, units: &mut Vec<Meant>) {
    let id = recipe_id(stream);
    units.push(Meant::Recipe(id));
    let (in_groups, comes_or_goes) = match event {
        RecipeEvent::RecipeTagged(_) | RecipeEvent::RecipeUntagged(_) => (true, false),
        RecipeEvent::RecipeCreated(_)
        | RecipeEvent::RecipeArchived(_)
        | RecipeEvent::RecipeRestored(_)
        | RecipeEvent::RecipeReverted(_) => (true, true),
        // a dish that is no meal is called by its main dish
        RecipeEvent::RecipeRenamed(_) => (false, true),
        _ => (false, false),
    };
    if in_groups {
        units.push(Meant::Groups);
    }
    // whatever a stream begins with, the recipe is there from then on
    if comes_or_goes || !head.dishes.contains_key(&id) {
        let of_it = head
            .meals
            .iter()
            .filter(|(_, (meal, _))| meal.dishes().any(|dish| dish == id));
        units.extend(of_it.map(|(meal, _)| Meant::Meal(*meal)));
        units.extend(weeks(head, stream));
    }
}

fn of_catalogue(head: &Head, event: &CatalogueEvent, units: &mut Vec<Meant>) {
    let (id, comes_or_goes) = match event {
        CatalogueEvent::IngredientDefined(e) => (e.ingredient_id, true),
        CatalogueEvent::IngredientDuplicateDefined(e) => (e.ingredient_id, true),
        CatalogueEvent::IngredientRemoved(e) => (e.ingredient_id, true),
        CatalogueEvent::IngredientRenamed(e) => (e.ingredient_id, false),
        CatalogueEvent::IngredientRecategorised(e) => (e.ingredient_id, false),
        CatalogueEvent::UnitRuleSet(_) | CatalogueEvent::UnitRuleRemoved(_) => {
            return units.push(Meant::Rules);
        }
        _ => return,
    };
    units.push(Meant::Ingredient(id));
    if comes_or_goes {
        let of_it = head.dishes.iter().filter(|(_, dish)| dish.has_ingredient(id));
        units.extend(of_it.map(|(recipe, _)| Meant::Recipe(*recipe)));
    }
}

fn of_plan(head: &Head, stream: &StreamKey, event: &PlanEvent, units: &mut Vec<Meant>) {
    units.extend(weeks(head, stream));
    // an entry that is planned for another week takes its number along
    if let PlanEvent::MealSelected(e) = event {
        units.extend(head.homes.get(&e.selection_id).copied().map(Meant::Week));
    }
}

/// Whether an import tells a number that changes anything: nearly any row may name it then.
fn is_news(head: &Head, stream: &StreamKey, event: &SourceEvent) -> bool {
    let source = &stream.aggregate_id;
    debug_assert_eq!(stream.aggregate_type, StreamType::Source);
    match event {
        SourceEvent::SourceRowsTaken(e) if head.sources.contains(source) => {
            let mut told = e.rows.iter().filter_map(|row| Told::of(&e.table, row));
            told.any(|told| head.numbers.is_news(source, &told))
        }
        _ => false,
    }
}
