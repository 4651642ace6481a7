//! The application through heirloom's commands: what its users do becomes commands, and the lists are read from the
//! tables.

use heirloom::commands::catalogue::{
    DefineDuplicate, DefineIngredients, NewIngredient, RemoveIngredient, RenameIngredient, SetUnitRule,
};
use heirloom::commands::meal::{ArchiveMeal, ComposeMeal, CreateMeal};
use heirloom::commands::plan::{
    ClearMeal, CompleteMeal, RemoveMeal, ReopenMeal, ReorderPlan, SelectMeal, SetShoppingMode,
};
use heirloom::commands::recipe::{ArchiveRecipe, CreateRecipe, Draft, DraftLine, ReviseRecipe};
use heirloom::commands::shopping::{
    ChangeItem, FlagItem, PushExternal, RemoveItem, SetHave, SynchroniseList,
};
use heirloom::commands::{Command, Envelope, catalogue_key};
use heirloom::events::values::{Actor, Amount, HouseholdId, LineId, Quantity, RuleId, ShoppingMode};
use heirloom::importers::mealgenie::source::exact;
use heirloom_shopping::one::{Change1, Dimension, External, Item1, ListOne, Rule, external_key};
use tokio::runtime::Handle;

use super::super::taking::support::{Home, household, today};
use super::app::*;

pub(super) struct Commanded<'h> {
    home: &'h Home,
    household: HouseholdId,
    /// Lines that were ever written, and rules.
    made: usize,
}

fn quantity(float: f64) -> Quantity {
    exact(float).expect("quantities of scenarios are short decimals")
}

/// A line is on both lists, whatever else a mark is for.
fn algorithm(key: &str) -> u8 {
    u8::from(!key.starts_with("item::"))
}

impl<'h> Commanded<'h> {
    pub(super) fn new(home: &'h Home, name: &str) -> Self {
        Self {
            home,
            household: household(&format!("scenario {name}")),
            made: 0,
        }
    }

    #[track_caller]
    fn send(&self, command: impl Into<Command>) {
        let envelope = Envelope::new(self.household, Actor("app".into()));
        let command = command.into();
        let sent = Handle::current().block_on(self.home.heirloom.commands().send(envelope, command.clone()));
        if let Err(error) = sent {
            panic!("{command:?}: {error}");
        }
    }

    fn lines(&mut self, recipe: usize, links: &[Link]) -> Vec<DraftLine> {
        links
            .iter()
            .map(|(ingredient, amount, unit)| {
                self.made += 1;
                DraftLine {
                    line_id: Some(LineId::derived(&format!("{recipe}/{}", self.made))),
                    amount: amount.map(|amount| Amount::exactly(quantity(amount))),
                    unit: unit.clone().filter(|unit| !unit.trim().is_empty()),
                    ingredient_id: Some(ingredient_id(*ingredient)),
                    ..DraftLine::text("as typed")
                }
            })
            .collect()
    }

    fn draft(&mut self, recipe: usize, links: &[Link]) -> Draft {
        Draft {
            title: recipe.to_string(),
            lines: self.lines(recipe, links),
            ..Draft::default()
        }
    }
}

impl App for Commanded<'_> {
    /// A name belongs to one ingredient here; one of another category is a duplicate of it.
    fn ingredient(&mut self, number: usize, name: &str, category: &str) {
        let (id, category) = (ingredient_id(number), Some(category.to_owned()));
        let key = catalogue_key(self.household);
        let commands = self.home.heirloom.commands();
        let loaded = Handle::current()
            .block_on(commands.load(self.household, &key))
            .unwrap();
        let name = name.to_owned();
        match loaded.catalogue().state.find(&name) {
            Some(duplicate_of) => self.send(Command::Catalogue(
                DefineDuplicate {
                    ingredient_id: id,
                    duplicate_of,
                    name,
                    category,
                }
                .into(),
            )),
            None => self.send(Command::Catalogue(
                DefineIngredients {
                    ingredients: vec![NewIngredient {
                        ingredient_id: Some(id),
                        name,
                        category,
                    }],
                }
                .into(),
            )),
        }
    }

    fn rename_ingredient(&mut self, number: usize, name: &str) {
        self.send(RenameIngredient {
            ingredient_id: ingredient_id(number),
            name: name.to_owned(),
        });
    }

    fn delete_ingredient(&mut self, number: usize) {
        let ingredient_id = ingredient_id(number);
        self.send(RemoveIngredient { ingredient_id });
    }

    fn recipe(&mut self, number: usize, links: &[Link]) {
        let draft = self.draft(number, links);
        self.send(CreateRecipe {
            recipe_id: recipe_id(number),
            draft,
        });
    }

    fn update_recipe(&mut self, number: usize, links: &[Link]) {
        let draft = self.draft(number, links);
        self.send(ReviseRecipe {
            recipe_id: recipe_id(number),
            draft,
        });
    }

    fn delete_recipe(&mut self, number: usize) {
        let recipe_id = recipe_id(number);
        self.send(ArchiveRecipe { recipe_id });
    }

    fn meal(&mut self, number: usize, main: usize, sides: &[usize]) {
        self.send(CreateMeal {
            meal_id: meal_id(number),
            name: number.to_string(),
            main_recipe_id: recipe_id(main),
            sides: sides.iter().copied().map(recipe_id).collect(),
            tags: Vec::new(),
            saved: true,
        });
    }

    fn update_meal(&mut self, number: usize, main: usize, sides: &[usize]) {
        self.send(ComposeMeal {
            meal_id: meal_id(number),
            main_recipe_id: recipe_id(main),
            sides: sides.iter().copied().map(recipe_id).collect(),
        });
    }

    fn delete_meal(&mut self, number: usize) {
        let meal_id = meal_id(number);
        self.send(ArchiveMeal { meal_id });
    }

    fn plan(&mut self, entry: usize, meal: usize) {
        self.send(SelectMeal {
            selection_id: entry_id(entry),
            ..SelectMeal::of_meal(meal_id(meal), today())
        });
    }

    fn remove(&mut self, entries: &[usize]) {
        for entry in entries {
            self.send(RemoveMeal {
                selection_id: entry_id(*entry),
                planned_date: today(),
            });
        }
        if entries.is_empty() {
            self.sync();
        }
    }

    fn reorder(&mut self, entries: &[usize]) {
        let order = entries.iter().copied().map(entry_id).collect();
        self.send(ReorderPlan { week: today(), order });
    }

    fn mode(&mut self, entry: usize, shopping_mode: ShoppingMode) {
        self.send(SetShoppingMode {
            selection_id: entry_id(entry),
            planned_date: today(),
            shopping_mode,
        });
    }

    fn complete(&mut self, entry: usize, completed: bool) {
        let (selection_id, planned_date) = (entry_id(entry), today());
        match completed {
            true => self.send(CompleteMeal {
                selection_id,
                planned_date,
                completed_at: Default::default(),
                already_cooked: false,
            }),
            false => self.send(ReopenMeal {
                selection_id,
                planned_date,
            }),
        }
    }

    fn clear(&mut self, entries: &[usize]) {
        for entry in entries {
            self.send(ClearMeal {
                selection_id: entry_id(*entry),
                planned_date: today(),
            });
        }
        if entries.is_empty() {
            self.sync();
        }
    }

    fn rule(&mut self, rule: Rule) {
        self.made += 1;
        self.send(SetUnitRule {
            rule_id: RuleId::derived(&self.made.to_string()),
            ingredient_name: rule.ingredient_name,
            from_unit: rule.from_unit,
            to_unit: rule.to_unit,
            factor: quantity(rule.factor),
            round_up: rule.round_up,
        });
    }

    fn have(&mut self, key: &str, have: bool) {
        self.send(SetHave {
            week: today(),
            key: key.to_owned(),
            algorithm: 1,
            have,
        });
    }

    fn flag(&mut self, key: &str, flagged: bool) {
        self.send(FlagItem {
            week: today(),
            key: key.to_owned(),
            algorithm: 1,
            flagged,
        });
    }

    fn change(&mut self, key: &str, change: Change1) {
        self.send(ChangeItem {
            week: today(),
            key: key.to_owned(),
            algorithm: algorithm(key),
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
        self.send(RemoveItem {
            week: today(),
            key: key.to_owned(),
            algorithm: algorithm(key),
        });
    }

    fn push(&mut self, number: usize, push: External) -> bool {
        let known = self
            .list()
            .find(&external_key(&push.source, &push.name))
            .is_some();
        self.send(PushExternal {
            week: today(),
            source: push.source.parse().expect("sources of scenarios are slugs"),
            item_id: item_id(number),
            name: push.name,
            quantity: push.quantity.map(quantity),
            unit: push.unit,
            category: push.category,
        });
        !known
    }

    fn sync(&mut self) {
        self.send(SynchroniseList { week: today() });
    }

    fn list(&self) -> ListOne {
        Handle::current().block_on(shown(self.home, self.household))
    }
}

/// The list of the application's algorithm as the tables have it.
pub(super) async fn shown(home: &Home, household: HouseholdId) -> ListOne {
    let items = home.list(household, 1).await;
    let sources = home.sources(household, 1).await;
    let mut list = ListOne::default();
    for item in items {
        let of_it = sources.iter().filter(|source| source.key == item.key);
        let contributions = of_it.map(|source| heirloom_shopping::one::Contribution1 {
            entry: source.selection_id,
            recipe: source.recipe_id,
            base_quantity: number(source.amount.as_deref()),
            dimension: dimension(source.kind.as_deref()),
        });
        let contributions = contributions.collect();
        list.take_over(Item1 {
            quantity: number(item.quantity.as_deref()),
            key: item.key,
            aggregation_key: item.aggregation_key,
            name: item.name,
            unit: item.unit,
            category: item.category,
            source: item.source,
            have: item.have,
            flagged: item.flagged,
            contributions,
        });
    }
    list
}

fn number(text: Option<&str>) -> f64 {
    text.expect("this algorithm gives each a number")
        .parse()
        .expect("numbers stand as they are read")
}

fn dimension(kind: Option<&str>) -> Dimension {
    let all = [
        Dimension::Mass,
        Dimension::Volume,
        Dimension::Count,
        Dimension::Unknown,
    ];
    let known = all.into_iter().find(|one| Some(one.as_str()) == kind);
    known.expect("this algorithm names its dimensions")
}
