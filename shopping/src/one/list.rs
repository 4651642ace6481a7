//! The list as the application keeps it: changed in place by synchronisations and by people, never computed
//! anew.

use std::collections::{HashMap, HashSet};

use heirloom_events::values::{RecipeId, SelectionId};
use serde::Serialize;

use super::display::to_display;
use super::item::{Item1, RECIPE};
use super::python::capitalize;
use super::rules::{Rule, Rules};
use super::wanted::{Entry, Ingredient1, Wanted, wanted};

/// By how much a quantity must grow for the item to be open again. Units do not matter to it: 49 tsp that
/// became 1 cup did not grow.
const GROWN: f64 = 0.01;

/// A shopping list under the application's rules: a machine that is told what happened.
///
/// ```
/// use heirloom_events::values::{RecipeId, SelectionId, ShoppingMode};
/// use heirloom_shopping::one::{Entry, Ingredient1, ListOne};
///
/// let soup = RecipeId::derived("soup");
/// let leek = Ingredient1 { name: "Leek", category: "produce", quantity: Some(1.5), unit: Some("whole") };
/// let entry = SelectionId::derived("monday");
/// let plan = [Entry { entry, recipes: vec![soup], mode: ShoppingMode::All }];
///
/// let mut list = ListOne::default();
/// list.sync(&plan, &|_| vec![leek], &[]);
/// list.toggle_have("leek::count");
/// assert_eq!((list.items()[0].quantity, list.items()[0].have), (2.0, true));
/// ```
#[derive(Clone, Debug, Default)]
pub struct ListOne {
    pub(super) items: Vec<Item1>,
    /// The number of each item, in the order of the items.
    pub(super) numbers: Vec<u32>,
    /// How many items ever came.
    came: u32,
}

/// Two lists are equal where they show the same, whatever was on them before.
impl PartialEq for ListOne {
    fn eq(&self, other: &Self) -> bool {
        self.items == other.items
    }
}

/// What a synchronisation did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Synchronised {
    /// Items that came.
    pub created: usize,
    /// Items that were there; whether or not they changed.
    pub updated: usize,
    /// Items that went.
    pub deleted: usize,
    /// Contributions that the items of the plan now have.
    pub contributions: usize,
}

impl ListOne {
    /// The items, in the order in which they came.
    #[must_use]
    pub fn items(&self) -> &[Item1] {
        &self.items
    }

    /// The items with their numbers: the first that ever came on this list has 1, and one that went and came back has
    /// another than before, as the rows of the application's table have.
    pub fn numbered(&self) -> impl Iterator<Item = (u32, &Item1)> {
        self.numbers.iter().copied().zip(&self.items)
    }

    /// Puts a new item at the end.
    pub(super) fn push(&mut self, item: Item1) {
        self.came = self.came.saturating_add(1);
        self.numbers.push(self.came);
        self.items.push(item);
    }

    /// Takes off what does not stay; how many those were.
    pub(super) fn retain(&mut self, stays: impl Fn(&Item1) -> bool) -> usize {
        let before = self.items.len();
        let mut stay = self.items.iter().map(&stays).collect::<Vec<_>>().into_iter();
        self.numbers.retain(|_| stay.next().unwrap_or(true));
        self.items.retain(stays);
        before - self.items.len()
    }

    /// Makes the list what the plan asks for, keeping what people said of it as far as the application does:
    /// an item of the plan keeps its name, category and flag, and `have` unless its quantity grew by more
    /// than 0.01; one that the plan no longer asks for goes, with all that was said of it.
    ///
    /// `entries` are the active ones by position, `rules` in order of their making; `rows_of` gives a
    /// recipe's rows in order of their ingredients' making. Source: domain.md A 3.2.
    pub fn sync<'a>(
        &mut self,
        entries: &[Entry],
        rows_of: &dyn Fn(RecipeId) -> Vec<Ingredient1<'a>>,
        rules: &[Rule],
    ) -> Synchronised {
        let (rules, wanted) = (Rules::new(rules), wanted(entries, rows_of));
        let asked_for: HashSet<&str> = wanted.iter().map(|w| w.key.as_str()).collect();
        let mut done = Synchronised {
            deleted: self.retain(|item| !item.belongs_to_the_plan() || is_among(item, &asked_for)),
            contributions: wanted.iter().map(|w| w.contributions.len()).sum(),
            ..Synchronised::default()
        };
        let places = self.places();
        for want in wanted {
            let (quantity, unit) = shown(&want, &rules);
            match places.get(want.key.as_str()).map(|place| &mut self.items[*place]) {
                Some(item) => {
                    done.updated += 1;
                    update(item, want, quantity, unit);
                }
                None => {
                    done.created += 1;
                    self.push(created(want, quantity, unit));
                }
            }
        }
        done
    }

    /// A recipe was deleted: what it gave is gone, the items and their quantities stay as they are until the
    /// next synchronisation.
    pub fn recipe_gone(&mut self, recipe: RecipeId) {
        for item in &mut self.items {
            item.contributions.retain(|part| part.recipe != recipe);
        }
    }

    /// An entry of the plan was deleted with its meal: what it gave is gone, the items stay as they are until
    /// the next synchronisation.
    pub fn entry_gone(&mut self, entry: SelectionId) {
        for item in &mut self.items {
            item.contributions.retain(|part| part.entry != entry);
        }
    }

    /// Where the item of each aggregation key is, whatever its source.
    fn places(&self) -> HashMap<String, usize> {
        let keyed = self.items.iter().enumerate();
        keyed
            .filter_map(|(place, item)| Some((item.aggregation_key.clone()?, place)))
            .collect()
    }
}

fn is_among(item: &Item1, keys: &HashSet<&str>) -> bool {
    item.aggregation_key
        .as_deref()
        .is_some_and(|key| keys.contains(key))
}

/// The amount as the list shows it: rounded up in the unit that was written first, then by the household's
/// rule, which rounds for itself.
fn shown(want: &Wanted, rules: &Rules<'_>) -> (f64, String) {
    let (quantity, unit) = to_display(want.total(), want.dimension(), want.unit.as_deref());
    rules.apply(want.name(), quantity, unit)
}

fn update(item: &mut Item1, want: Wanted, quantity: f64, unit: String) {
    if quantity > item.quantity + GROWN {
        item.have = false;
    }
    item.quantity = quantity;
    item.unit = Some(unit);
    item.contributions = want.contributions;
}

fn created(want: Wanted, quantity: f64, unit: String) -> Item1 {
    Item1 {
        key: want.key.clone(),
        name: capitalize(want.name()),
        quantity,
        unit: Some(unit),
        category: Some(want.category).filter(|category| !category.is_empty()),
        source: RECIPE.to_owned(),
        have: false,
        flagged: false,
        contributions: want.contributions,
        aggregation_key: Some(want.key),
    }
}
