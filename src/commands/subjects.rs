//! What an event is about: the things that two writers must not both touch unseen.

use heirloom_events::Event;
use heirloom_events::catalogue::CatalogueEvent;
use heirloom_events::household::HouseholdEvent;
use heirloom_events::meal::MealEvent;
use heirloom_events::plan::PlanEvent;
use heirloom_events::shopping::ShoppingEvent;

/// The subjects of an event in words. Those of a recipe are found by its content instead.
pub(crate) fn of(event: &Event) -> Vec<String> {
    match event {
        Event::Catalogue(event) => of_catalogue(event),
        Event::Household(HouseholdEvent::HouseholdOpened(_)) => vec!["the household's name".into()],
        Event::Household(HouseholdEvent::HouseholdSettingsChanged(e)) => {
            e.settings.keys().map(|key| format!("setting `{key}`")).collect()
        }
        Event::Plan(event) => vec![of_plan(event)],
        Event::Meal(event) => vec![of_meal(event).to_owned()],
        Event::Shopping(event) => vec![of_shopping(event)],
        Event::Source(_) => vec!["the source".to_owned()],
        Event::Recipe(_) => Vec::new(),
    }
}

fn of_catalogue(event: &CatalogueEvent) -> Vec<String> {
    let ingredient = |id| format!("ingredient `{id}`");
    match event {
        CatalogueEvent::IngredientDefined(e) => vec![ingredient(e.ingredient_id)],
        CatalogueEvent::IngredientRenamed(e) => vec![ingredient(e.ingredient_id)],
        CatalogueEvent::IngredientAliased(e) => vec![ingredient(e.ingredient_id)],
        CatalogueEvent::IngredientRecategorised(e) => vec![ingredient(e.ingredient_id)],
        CatalogueEvent::IngredientMerged(e) => vec![ingredient(e.ingredient_id), ingredient(e.into)],
        CatalogueEvent::IngredientUnmerged(e) => vec![ingredient(e.ingredient_id)],
        CatalogueEvent::IngredientDuplicateDefined(e) => {
            vec![ingredient(e.ingredient_id), ingredient(e.duplicate_of)]
        }
        CatalogueEvent::IngredientRemoved(e) => vec![ingredient(e.ingredient_id)],
        // What one is, weighs and how much of it is at home are things of their own.
        CatalogueEvent::DensitySet(e) => vec![format!("density of ingredient `{}`", e.ingredient_id)],
        CatalogueEvent::DensityRemoved(e) => vec![format!("density of ingredient `{}`", e.ingredient_id)],
        CatalogueEvent::PortionSet(e) => vec![format!("portions of ingredient `{}`", e.ingredient_id)],
        CatalogueEvent::PortionRemoved(e) => vec![format!("portions of ingredient `{}`", e.ingredient_id)],
        CatalogueEvent::PantrySet(e) => vec![format!("pantry of ingredient `{}`", e.ingredient_id)],
        CatalogueEvent::UnitRuleSet(e) => vec![format!("unit rule `{}`", e.rule_id)],
        CatalogueEvent::UnitRuleRemoved(e) => vec![format!("unit rule `{}`", e.rule_id)],
    }
}

fn of_plan(event: &PlanEvent) -> String {
    let id = match event {
        PlanEvent::MealSelected(e) => e.selection_id,
        PlanEvent::MealMoved(e) => e.selection_id,
        PlanEvent::MealRemoved(e) => e.selection_id,
        PlanEvent::MealServingsSet(e) => e.selection_id,
        PlanEvent::MealCompleted(e) => e.selection_id,
        PlanEvent::MealReopened(e) => e.selection_id,
        PlanEvent::MealCleared(e) => e.selection_id,
        PlanEvent::MealShoppingSet(e) => e.selection_id,
        PlanEvent::PlanReordered(_) => return "the order of the meals".to_owned(),
        PlanEvent::DietaryConstraintsSet(_) => return "the diets of the week".to_owned(),
    };
    format!("meal `{id}`")
}

fn of_meal(event: &MealEvent) -> &'static str {
    match event {
        MealEvent::MealCreated(_) => "the meal",
        MealEvent::MealRenamed(_) => "the meal's name",
        MealEvent::MealComposed(_) => "the meal's dishes",
        MealEvent::MealTagsSet(_) => "the meal's tags",
        MealEvent::MealSavedSet(_) => "whether the meal is kept",
        MealEvent::MealArchived(_) | MealEvent::MealRestored(_) => "whether the meal is put away",
    }
}

fn of_shopping(event: &ShoppingEvent) -> String {
    let line = |id| format!("line `{id}`");
    let key = match event {
        ShoppingEvent::ShoppingLineAdded(e) => return line(e.item_id),
        ShoppingEvent::ShoppingLineChanged(e) => return line(e.item_id),
        ShoppingEvent::ShoppingLineRemoved(e) => return line(e.item_id),
        ShoppingEvent::ListSynchronised(_) => return "the whole list".to_owned(),
        ShoppingEvent::ItemTicked(e) => &e.key,
        ShoppingEvent::ItemUnticked(e) => &e.key,
        ShoppingEvent::ItemHaveSet(e) => &e.key,
        ShoppingEvent::ItemFlagged(e) => &e.key,
        ShoppingEvent::ItemChanged(e) => &e.key,
        ShoppingEvent::ItemMoved(e) => &e.key,
        ShoppingEvent::ItemRemoved(e) => &e.key,
    };
    format!("item `{key}`")
}
