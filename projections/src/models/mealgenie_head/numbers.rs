//! The application's whole numbers: kept where an import has told them, else made from the log.
//!
//! A thing whose row was taken over keeps the number of that row. Any other has [`FIRST`] and the position of the event
//! that first brought it. Where one event brings several things of a table, the first has that number and each further
//! one the next lower one from [`i32::MAX`] down, in the order in which they came. So a number never changes unless an
//! import says of a thing that is there already which row it was.

use std::collections::{HashMap, HashSet};

use heirloom_events::source::TakenRow;

/// From here on numbers are made; those of imported rows lie below.
pub(super) const FIRST: i32 = 1_000_000_000;

/// How the word of an entry begins that says a day, beside that of what it became.
const DAY: &str = "scheduled/";

/// The tables that have numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Space {
    Recipe,
    Ingredient,
    Cooking,
    Meal,
    Entry,
    Item,
    Rule,
    Nutrition,
    Group,
    User,
}

/// A row of a source that was taken over: the thing that it became, under its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    space: Space,
    number: i32,
    thing: String,
    /// Whether it is an entry that says a day, which the application's services never write.
    has_day: bool,
}

impl Told {
    /// What a row says of a number; none where its table has none, or it became nothing that has one. The first word
    /// that names such a thing counts.
    pub(super) fn of(table: &str, row: &TakenRow) -> Option<Self> {
        let number = row.row.parse().ok().filter(|number| *number < FIRST)?;
        row.became.iter().find_map(|word| {
            let (kind, id) = word.split_once('/')?;
            let (space, thing) = meant(table, kind, id)?;
            let has_day = space == Space::Entry && row.became.iter().any(|word| word.starts_with(DAY));
            Some(Self {
                space,
                number,
                thing,
                has_day,
            })
        })
    }
}

/// Which table of numbers, and the thing's name in it.
fn meant(table: &str, kind: &str, id: &str) -> Option<(Space, String)> {
    let space = match (table, kind) {
        ("recipe", "recipe") => Space::Recipe,
        ("ingredients", "ingredient") => Space::Ingredient,
        ("recipe_history", "cooking") => Space::Cooking,
        ("meals" | "meal_selections", "meal") => Space::Meal,
        ("planner_entries" | "saved_meal_states", "selection") => Space::Entry,
        ("shopping_items", "item" | "mark") => Space::Item,
        ("unit_conversion_rules", "rule") => Space::Rule,
        ("nutrition_facts", "nutrition") => Space::Nutrition,
        ("recipe_groups", "tag") => Space::Group,
        ("users", "household") => Space::User,
        _ => return None,
    };
    let thing = match (space, kind) {
        // a meal that is planned for another week stays that entry
        (Space::Entry, _) => id.split('@').next().unwrap_or(id).to_owned(),
        (Space::Item, "item") => format!("item::{id}"),
        _ => id.to_owned(),
    };
    Some((space, thing))
}

/// All numbers of a household.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    by_thing: HashMap<(Space, String), i32>,
    /// Whose a number is, and which source said so.
    by_number: HashMap<(Space, i32), (String, String)>,
    made: HashMap<Space, Made>,
    /// Entries that say a day in their source.
    with_day: HashSet<String>,
}

/// What was made last in a table.
#[derive(Debug, Default)]
struct Made {
    position: u64,
    further: i32,
}

impl Numbers {
    /// The number that an import has told of a thing.
    pub(super) fn told(&self, space: Space, thing: impl ToString) -> Option<i32> {
        self.by_thing.get(&(space, thing.to_string())).copied()
    }

    /// Whether an entry said a day where it was imported from.
    pub(super) fn has_day(&self, entry: impl ToString) -> bool {
        self.with_day.contains(&entry.to_string())
    }

    /// A number for a new thing that an event brings.
    pub(super) fn make(&mut self, space: Space, position: u64) -> i32 {
        let made = self.made.entry(space).or_default();
        if made.position == position {
            made.further += 1;
            return i32::MAX - made.further + 1;
        }
        made.position = position;
        // a household of a thousand million events has other worries
        let position = i32::try_from(position).unwrap_or(i32::MAX);
        FIRST.saturating_add(position)
    }

    /// Whether [`hear`](Self::hear) would change anything.
    pub(super) fn is_news(&self, source: &str, told: &Told) -> bool {
        let thing = (told.space, told.thing.clone());
        if told.space == Space::Entry && self.with_day.contains(&told.thing) != told.has_day {
            return true;
        }
        self.is_new(source, told, thing)
    }

    fn is_new(&self, source: &str, told: &Told, thing: (Space, String)) -> bool {
        if self.by_thing.contains_key(&thing) {
            return false;
        }
        match self.by_number.get(&(told.space, told.number)) {
            // of two databases the first keeps its numbers
            Some((of, _)) => of == source,
            None => true,
        }
    }

    /// Takes in what a source says of a row. A row that became another thing than before takes its number along; a
    /// thing that several rows became keeps the first one's.
    pub(super) fn hear(&mut self, source: &str, told: Told) {
        match (told.space, told.has_day) {
            (Space::Entry, true) => drop(self.with_day.insert(told.thing.clone())),
            (Space::Entry, false) => drop(self.with_day.remove(&told.thing)),
            _ => {}
        }
        if !self.is_new(source, &told, (told.space, told.thing.clone())) {
            return;
        }
        let Told {
            space, number, thing, ..
        } = told;
        let holder = (source.to_owned(), thing.clone());
        if let Some((_, before)) = self.by_number.insert((space, number), holder) {
            self.by_thing.remove(&(space, before));
        }
        self.by_thing.insert((space, thing), number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(table: &str, row: &str, became: &[&str]) -> Option<Told> {
        let became = became.iter().map(|word| (*word).to_owned()).collect();
        let row = TakenRow {
            row: row.to_owned(),
            digest: String::new(),
            became,
        };
        Told::of(table, &row)
    }

    #[test]
    fn a_thing_keeps_the_number_of_its_row() {
        let mut numbers = Numbers::default();
        let row = told("recipe", "12", &["recipe/a"]).unwrap();
        assert!(numbers.is_news("s", &row));
        numbers.hear("s", row.clone());
        assert!(!numbers.is_news("s", &row));
        assert_eq!(numbers.told(Space::Recipe, "a"), Some(12));
        assert_eq!(numbers.told(Space::Meal, "a"), None);
    }

    #[test]
    fn a_row_that_became_another_thing_takes_its_number_along() {
        let mut numbers = Numbers::default();
        numbers.hear("s", told("ingredients", "3", &["ingredient/a"]).unwrap());
        numbers.hear("s", told("ingredients", "3", &["ingredient/b"]).unwrap());
        assert_eq!(numbers.told(Space::Ingredient, "a"), None);
        assert_eq!(numbers.told(Space::Ingredient, "b"), Some(3));
    }

    #[test]
    fn another_database_takes_no_number_away() {
        let mut numbers = Numbers::default();
        numbers.hear("s", told("meals", "3", &["meal/a"]).unwrap());
        let other = told("meals", "3", &["meal/b"]).unwrap();
        assert!(!numbers.is_news("t", &other));
        numbers.hear("t", other);
        assert_eq!(numbers.told(Space::Meal, "a"), Some(3));
    }

    #[test]
    fn words_without_a_number_of_their_own_are_none() {
        assert_eq!(told("recipe_ingredients", "3/4", &["line/a"]), None);
        assert_eq!(told("recipe", "1000000000", &["recipe/a"]), None);
        assert_eq!(told("shopping_items", "3", &[]), None);
        let item = told("shopping_items", "3", &["mark/x::count@w", "item/a@w"]).unwrap();
        assert_eq!(item.thing, "x::count@w");
    }

    #[test]
    fn an_entry_with_a_day_says_so() {
        let mut numbers = Numbers::default();
        let without = told("planner_entries", "5", &["selection/a@w"]).unwrap();
        let with = told("planner_entries", "5", &["selection/a@w", "scheduled/a"]).unwrap();
        numbers.hear("s", without.clone());
        assert!(!numbers.has_day("a") && numbers.is_news("s", &with));
        numbers.hear("s", with.clone());
        assert!(numbers.has_day("a") && !numbers.is_news("s", &with));
        numbers.hear("s", without);
        assert!(!numbers.has_day("a"));
    }

    #[test]
    fn things_of_one_event_have_numbers_of_their_own() {
        let mut numbers = Numbers::default();
        let made: Vec<i32> = [7, 7, 7, 8].map(|at| numbers.make(Space::Group, at)).to_vec();
        assert_eq!(made, [FIRST + 7, i32::MAX, i32::MAX - 1, FIRST + 8]);
    }
}
