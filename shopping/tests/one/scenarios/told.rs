//! The application through the events of a household: what its users do becomes events, and the lists come
//! of those alone.

use heirloom_events::catalogue::*;
use heirloom_events::meal::*;
use heirloom_events::plan::*;
use heirloom_events::recipe::line::Line;
use heirloom_events::recipe::{
    Content, IngredientLineAdded, IngredientLineRemoved, RecipeArchived, RecipeCreated,
};
use heirloom_events::shopping::*;
use heirloom_events::values::*;
use heirloom_events::{Event, Metadata, Parts, Recorded, StreamKey, StreamType};
use heirloom_shopping::one::{Change1, External, Household, ListOne, Rule, external_key};

use super::app::*;

#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    household: Household,
    position: u64,
    /// Lines that were ever added to recipes.
    lines: usize,
    /// The lines that each recipe has.
    of_recipe: std::collections::BTreeMap<usize, Vec<LineId>>,
    rules: usize,
    /// Whether each event is held to what it was said to touch.
    watches: bool,
}

fn week() -> WeekId {
    WeekId::derived("2026-W07")
}

fn quantity(float: f64) -> Quantity {
    float
        .to_string()
        .parse()
        .expect("quantities of scenarios are short decimals")
}

impl Told {
    /// One that fails where an event changes a list that it was not said to touch.
    pub(crate) fn watching() -> Self {
        Self {
            watches: true,
            ..Self::default()
        }
    }

    /// Events of one command.
    fn tell<E: Into<Event>>(
        &mut self,
        stream: StreamType,
        id: impl ToString,
        events: impl IntoIterator<Item = E>,
    ) {
        let command_id = Some(CommandId::derived(&format!("after {}", self.position)));
        for event in events {
            self.position += 1;
            let recorded = Recorded {
                household: HouseholdId::single(),
                position: self.position,
                stream: StreamKey::new(stream, id.to_string()),
                sequence: self.position,
                recorded_at: Default::default(),
                metadata: Metadata {
                    command_id,
                    ..Metadata::default()
                },
                events: Parts::from(event.into()),
            };
            let before = self
                .watches
                .then(|| (self.list(), self.household.touches(&recorded)));
            self.household.apply(&recorded);
            if let Some((list, touched)) = before {
                assert!(
                    list == self.list() || touched == [week()],
                    "{recorded:?} touched {touched:?}"
                );
            }
        }
    }

    fn plan_event(&mut self, event: impl Into<PlanEvent>) {
        self.tell(StreamType::Plan, week(), [event.into()]);
    }

    fn say(&mut self, event: impl Into<ShoppingEvent>) {
        self.tell(StreamType::Shopping, week(), [event.into()]);
    }

    fn catalogue(&mut self, event: impl Into<CatalogueEvent>) {
        self.tell(StreamType::Catalogue, "catalogue", [event.into()]);
    }

    fn new_lines(&mut self, recipe: usize, links: &[Link]) -> Vec<Line> {
        let mut lines = Vec::new();
        for (ingredient, amount, unit) in links {
            self.lines += 1;
            lines.push(Line {
                line_id: LineId::derived(&self.lines.to_string()),
                text: "as typed".to_owned(),
                amount: amount.map(|amount| Amount::exactly(quantity(amount))),
                unit: unit.clone(),
                unit_id: None,
                ingredient_id: Some(ingredient_id(*ingredient)),
                preparation_method: None,
                optional: false,
            });
        }
        self.of_recipe
            .insert(recipe, lines.iter().map(|line| line.line_id).collect());
        lines
    }
}

impl App for Told {
    fn ingredient(&mut self, number: usize, name: &str, category: &str) {
        self.catalogue(IngredientDefined {
            ingredient_id: ingredient_id(number),
            name: name.to_owned(),
            category: Some(category.to_owned()),
        });
    }

    fn rename_ingredient(&mut self, number: usize, name: &str) {
        self.catalogue(IngredientRenamed {
            ingredient_id: ingredient_id(number),
            name: name.to_owned(),
        });
    }

    fn delete_ingredient(&mut self, number: usize) {
        let ingredient_id = ingredient_id(number);
        self.catalogue(IngredientRemoved { ingredient_id });
    }

    fn recipe(&mut self, number: usize, links: &[Link]) {
        let content = Content {
            title: number.to_string(),
            lines: self.new_lines(number, links),
            ..Content::default()
        };
        let created = heirloom_events::recipe::RecipeEvent::from(RecipeCreated { content });
        self.tell(StreamType::Recipe, recipe_id(number), [created]);
    }

    /// Every line goes and comes back as another: one command, so one synchronisation. (A recipe that had no
    /// lines and gets none makes no event, so none here, where the application has one.)
    fn update_recipe(&mut self, number: usize, links: &[Link]) {
        use heirloom_events::recipe::RecipeEvent;
        let old = self.of_recipe.remove(&number).unwrap_or_default();
        let gone = old
            .into_iter()
            .map(|line_id| RecipeEvent::from(IngredientLineRemoved { line_id }));
        let mut events: Vec<RecipeEvent> = gone.collect();
        for line in self.new_lines(number, links) {
            events.push(IngredientLineAdded { line, after: None }.into());
        }
        self.tell(StreamType::Recipe, recipe_id(number), events);
    }

    fn delete_recipe(&mut self, number: usize) {
        let archived = heirloom_events::recipe::RecipeEvent::from(RecipeArchived {});
        self.tell(StreamType::Recipe, recipe_id(number), [archived]);
    }

    fn meal(&mut self, number: usize, main: usize, sides: &[usize]) {
        let created = MealCreated {
            name: number.to_string(),
            main_recipe_id: recipe_id(main),
            sides: sides.iter().copied().map(recipe_id).collect(),
            tags: Vec::new(),
            saved: true,
        };
        self.tell(StreamType::Meal, meal_id(number), [MealEvent::from(created)]);
    }

    fn update_meal(&mut self, number: usize, main: usize, sides: &[usize]) {
        let composed = MealComposed {
            main_recipe_id: recipe_id(main),
            sides: sides.iter().copied().map(recipe_id).collect(),
        };
        self.tell(StreamType::Meal, meal_id(number), [MealEvent::from(composed)]);
    }

    fn delete_meal(&mut self, number: usize) {
        self.tell(
            StreamType::Meal,
            meal_id(number),
            [MealEvent::from(MealArchived {})],
        );
    }

    fn plan(&mut self, entry: usize, meal: usize) {
        self.plan_event(MealSelected {
            selection_id: entry_id(entry),
            meal_id: Some(meal_id(meal)),
            // what is cooked follows the meal
            main_recipe_id: RecipeId::derived("unheard of"),
            sides: Vec::new(),
            planned_date: Default::default(),
            shopping_mode: ShoppingMode::All,
        });
    }

    fn remove(&mut self, entries: &[usize]) {
        let selections = entries.iter().map(|entry| entry_id(*entry));
        let removed: Vec<PlanEvent> = selections
            .map(|selection_id| MealRemoved { selection_id }.into())
            .collect();
        match removed.is_empty() {
            true => self.sync(),
            false => self.tell(StreamType::Plan, week(), removed),
        }
    }

    fn reorder(&mut self, entries: &[usize]) {
        let order = entries.iter().copied().map(entry_id).collect();
        self.plan_event(PlanReordered { order });
    }

    fn mode(&mut self, entry: usize, shopping_mode: ShoppingMode) {
        let selection_id = entry_id(entry);
        self.plan_event(MealShoppingSet {
            selection_id,
            shopping_mode,
        });
    }

    fn complete(&mut self, entry: usize, completed: bool) {
        let selection_id = entry_id(entry);
        let completed_at = Default::default();
        match completed {
            true => self.plan_event(MealCompleted {
                selection_id,
                completed_at,
            }),
            false => self.plan_event(MealReopened { selection_id }),
        }
    }

    fn clear(&mut self, entries: &[usize]) {
        let selections = entries.iter().map(|entry| entry_id(*entry));
        let cleared: Vec<PlanEvent> = selections
            .map(|selection_id| MealCleared { selection_id }.into())
            .collect();
        match cleared.is_empty() {
            true => self.sync(),
            false => self.tell(StreamType::Plan, week(), cleared),
        }
    }

    fn rule(&mut self, rule: Rule) {
        self.rules += 1;
        self.catalogue(UnitRuleSet {
            rule_id: RuleId::derived(&self.rules.to_string()),
            ingredient_name: rule.ingredient_name,
            from_unit: rule.from_unit,
            to_unit: rule.to_unit,
            factor: quantity(rule.factor),
            round_up: rule.round_up,
        });
    }

    fn have(&mut self, key: &str, have: bool) {
        let (key, algorithm) = (key.to_owned(), 1);
        self.say(ItemHaveSet { key, algorithm, have });
    }

    fn flag(&mut self, key: &str, flagged: bool) {
        let (key, algorithm) = (key.to_owned(), 1);
        self.say(ItemFlagged {
            key,
            algorithm,
            flagged,
        });
    }

    fn change(&mut self, key: &str, change: Change1) {
        self.say(ItemChanged {
            key: key.to_owned(),
            algorithm: 1,
            name: change.name,
            quantity: change.quantity.map(quantity),
            unit: change.unit,
            category: change.category,
        });
        if let Some(have) = change.have {
            self.have(key, have);
        }
    }

    fn take_off(&mut self, key: &str) {
        let (key, algorithm) = (key.to_owned(), 1);
        self.say(ItemRemoved { key, algorithm });
    }

    /// As commands do: a first push adds a line, a second changes it and opens it again.
    fn push(&mut self, number: usize, push: External) -> bool {
        let key = external_key(&push.source, &push.name);
        let category = push.category.map(|category| category.trim().to_lowercase());
        let known = self.list().find(&key).map(|item| item.key.clone());
        let Some(known) = known else {
            self.say(ShoppingLineAdded {
                item_id: item_id(number),
                name: push.name.trim().to_owned(),
                quantity: quantity(push.quantity.unwrap_or(1.0)),
                unit: push.unit,
                category,
                source: push.source.parse().expect("sources of scenarios are slugs"),
                key: Some(key),
            });
            return true;
        };
        self.say(ShoppingLineChanged {
            item_id: known
                .trim_start_matches("item::")
                .parse()
                .expect("it was pushed under its id"),
            name: None,
            quantity: push.quantity.map(quantity),
            unit: push.unit,
            category,
        });
        self.have(&known, false);
        false
    }

    fn sync(&mut self) {
        self.say(ListSynchronised {});
    }

    fn list(&self) -> ListOne {
        self.household
            .list(week())
            .map(std::borrow::Cow::into_owned)
            .unwrap_or_default()
    }
}
