//! Which weeks' lists an event may change, judged before it is applied: too many where that is cheaper to know,
//! never too few. A law of the tests holds it against all weeks.

use std::collections::BTreeSet;

use heirloom_events::catalogue::CatalogueEvent;
use heirloom_events::household::HouseholdEvent;
use heirloom_events::meal::MealEvent;
use heirloom_events::plan::PlanEvent;
use heirloom_events::recipe::RecipeEvent;
use heirloom_events::shopping::ShoppingEvent;
use heirloom_events::values::{IngredientId, MealId, RecipeId, RuleId, ShoppingSource, WeekId};
use heirloom_events::{Event, Recorded, StreamKey};

use super::kitchen::KEYS;
use super::{Household, shelf};

/// Weeks, each once.
type Weeks = BTreeSet<WeekId>;

impl Household {
    /// The weeks whose list this event may change, judged before it is applied. Others do not change.
    #[must_use]
    pub fn touches(&self, event: &Recorded) -> Vec<WeekId> {
        let single = event.events.len() == 1;
        let mut weeks = Weeks::new();
        for part in event.events.iter() {
            weeks.extend(self.touched_by(&event.stream, part, single));
        }
        weeks.into_iter().collect()
    }

    /// `single`: nothing comes before this in the same place, so that what is so now is what it meets.
    fn touched_by(&self, stream: &StreamKey, event: &Event, single: bool) -> Weeks {
        let id = &stream.aggregate_id;
        let weeks = match event {
            Event::Household(e) => Some(self.of_settings(e)),
            Event::Catalogue(_) if !single => Some(self.weeks().collect()),
            Event::Catalogue(e) => Some(self.of_catalogue(e)),
            Event::Recipe(e) => id.parse().ok().map(|id| self.of_recipe(id, e, single)),
            Event::Meal(e) => id.parse().ok().map(|id| self.of_meal(id, e)),
            Event::Plan(e) => id
                .parse()
                .ok()
                .filter(|_| matters_in_plan(e))
                .map(|id| Weeks::from([id])),
            Event::Shopping(e) => id
                .parse()
                .ok()
                .filter(|id| self.matters_in_list(*id, e))
                .map(|id| Weeks::from([id])),
            Event::Source(_) => None,
        };
        weeks.unwrap_or_default()
    }

    fn of_settings(&self, event: &HouseholdEvent) -> Weeks {
        match event {
            HouseholdEvent::HouseholdSettingsChanged(e)
                if KEYS.iter().any(|key| e.settings.contains_key(*key)) =>
            {
                self.weeks().collect()
            }
            _ => Weeks::new(),
        }
    }

    fn of_recipe(&self, id: RecipeId, event: &RecipeEvent, single: bool) -> Weeks {
        if !shelf::matters(event) {
            return Weeks::new();
        }
        let comes_or_goes = matches!(
            event,
            RecipeEvent::RecipeArchived(_) | RecipeEvent::RecipeRestored(_)
        );
        let mut weeks = self.weeks_of_recipe(id);
        if single && self.follows_planned() && !comes_or_goes {
            // a meal that remembers its version does not look at a new one
            let users = self.with_users(id);
            weeks.retain(|week| self.cooks_unpinned(*week, id, &users));
        }
        weeks
    }

    /// The weeks with an entry that lists may look at and that cooks the recipe, be it in another one.
    fn weeks_of_recipe(&self, id: RecipeId) -> Weeks {
        let all = self.with_users(id).into_iter();
        all.flat_map(|recipe| self.weeks_with_dish(recipe)).collect()
    }

    /// The recipe, and all of which a line ever stood for it, however far.
    fn with_users(&self, id: RecipeId) -> BTreeSet<RecipeId> {
        let mut all = BTreeSet::from([id]);
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            let users = self.mentions.users_of_recipe.get(&id).into_iter().flatten();
            open.extend(users.filter(|user| all.insert(**user)));
        }
        all
    }

    fn weeks_with_dish(&self, id: RecipeId) -> Weeks {
        let inline = self
            .mentions
            .weeks_of_recipe
            .get(&id)
            .into_iter()
            .flatten()
            .copied();
        let meals = self.mentions.meals_of_recipe.get(&id).into_iter().flatten();
        let entries = meals
            .flat_map(|meal| self.mentions.entries_of_meal.get(meal))
            .flatten();
        let mut weeks: Weeks = inline.chain(entries.map(|(week, _)| *week)).collect();
        weeks.retain(|week| self.cooks(*week, id));
        weeks
    }

    fn cooks(&self, week: WeekId, recipe: RecipeId) -> bool {
        let selections = self
            .weeks
            .get(&week)
            .into_iter()
            .flat_map(|week| week.plan.selections.values());
        let mut listed = selections.filter(|s| s.is_open() && !s.shopping_mode.excludes());
        listed.any(|selection| self.dishes(selection).contains(&recipe))
    }

    /// Whether an entry cooks one of `users`, and does not remember a version of `recipe`, which is in them all.
    fn cooks_unpinned(&self, id: WeekId, recipe: RecipeId, users: &BTreeSet<RecipeId>) -> bool {
        let Some(week) = self.weeks.get(&id) else {
            return false;
        };
        week.plan.selections.iter().any(|(entry, selection)| {
            let pinned = week
                .pins
                .get(entry)
                .is_some_and(|pins| pins.contains_key(&recipe));
            !pinned && self.dishes(selection).iter().any(|dish| users.contains(dish))
        })
    }

    fn of_meal(&self, id: MealId, event: &MealEvent) -> Weeks {
        match event {
            MealEvent::MealCreated(_)
            | MealEvent::MealComposed(_)
            | MealEvent::MealArchived(_)
            | MealEvent::MealRestored(_) => {
                let entries = self.mentions.entries_of_meal.get(&id).into_iter().flatten();
                entries.map(|(week, _)| *week).collect()
            }
            MealEvent::MealRenamed(_) | MealEvent::MealTagsSet(_) | MealEvent::MealSavedSet(_) => {
                Weeks::new()
            }
        }
    }

    fn of_catalogue(&self, event: &CatalogueEvent) -> Weeks {
        match event {
            CatalogueEvent::IngredientDefined(e) => self.of_ingredients([e.ingredient_id]),
            CatalogueEvent::IngredientDuplicateDefined(e) => {
                self.of_ingredients([e.ingredient_id, e.duplicate_of])
            }
            CatalogueEvent::IngredientRenamed(e) => self.of_ingredients([e.ingredient_id]),
            CatalogueEvent::IngredientAliased(e) => self.of_ingredients([e.ingredient_id]),
            CatalogueEvent::IngredientRecategorised(e) => self.of_ingredients([e.ingredient_id]),
            CatalogueEvent::IngredientMerged(e) => self.of_ingredients([e.ingredient_id, e.into]),
            CatalogueEvent::IngredientUnmerged(e) => self.of_ingredients([e.ingredient_id]),
            // still in its recipes, still on the list
            CatalogueEvent::IngredientRemoved(_) => Weeks::new(),
            CatalogueEvent::DensitySet(e) => self.of_ingredients([e.ingredient_id]),
            CatalogueEvent::DensityRemoved(e) => self.of_ingredients([e.ingredient_id]),
            CatalogueEvent::PortionSet(e) => self.of_ingredients([e.ingredient_id]),
            CatalogueEvent::PortionRemoved(e) => self.of_ingredients([e.ingredient_id]),
            CatalogueEvent::PantrySet(e) => self.of_ingredients([e.ingredient_id]),
            CatalogueEvent::UnitRuleSet(e) => {
                let mut weeks = self.of_rule(e.rule_id);
                weeks.extend(self.of_name(&e.ingredient_name));
                weeks
            }
            CatalogueEvent::UnitRuleRemoved(e) => self.of_rule(e.rule_id),
        }
    }

    fn of_rule(&self, id: RuleId) -> Weeks {
        let rule = self.shelf.rules().iter().find(|rule| rule.rule_id == id);
        rule.map(|rule| self.of_name(&rule.ingredient_name))
            .unwrap_or_default()
    }

    /// The weeks in which a rule for that name may count: for every ingredient where it has none.
    fn of_name(&self, name: &str) -> Weeks {
        if name.trim().is_empty() {
            return self.weeks().collect();
        }
        self.of_ingredients(self.shelf.named(name))
    }

    fn of_ingredients(&self, ids: impl IntoIterator<Item = IngredientId>) -> Weeks {
        let family = self.shelf.family(ids.into_iter().collect());
        let recipes = family
            .iter()
            .filter_map(|id| self.mentions.recipes_of_ingredient.get(id));
        let recipes: BTreeSet<RecipeId> = recipes.flatten().copied().collect();
        recipes
            .into_iter()
            .flat_map(|recipe| self.weeks_of_recipe(recipe))
            .collect()
    }

    fn matters_in_list(&self, id: WeekId, event: &ShoppingEvent) -> bool {
        let imported = |source: &ShoppingSource| source.as_str() == ShoppingSource::RECIPE;
        match event {
            ShoppingEvent::ListSynchronised(_) => false,
            ShoppingEvent::ShoppingLineAdded(e) => {
                let before = self
                    .weeks
                    .get(&id)
                    .and_then(|week| week.shopping.lines.get(&e.item_id));
                !imported(&e.source) || before.is_some()
            }
            _ => true,
        }
    }
}

/// Everything but the order of meals, whose entries the list does not look at, and diets.
fn matters_in_plan(event: &PlanEvent) -> bool {
    !matches!(
        event,
        PlanEvent::PlanReordered(_) | PlanEvent::DietaryConstraintsSet(_)
    )
}
