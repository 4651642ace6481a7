//! A household whose recipes stand in each other: what is planned of them is bought by what they are made of.

use chrono::NaiveDate;
use heirloom_events::Event;
use heirloom_events::plan::MealSelected;
use heirloom_events::recipe::*;
use heirloom_events::values::{Amount, RecipeId, SelectionId, ShoppingMode, WeekId, unit_of};

use crate::log::{Log, content, event};

/// `100 g butter`, as the n-th line of that recipe.
fn line(title: &str, place: usize, grams: u32, of: &str) -> Line {
    let mut lines = content(title, &["", "", ""], &[]).lines;
    Line {
        text: format!("{grams} g {of}"),
        amount: Some(Amount::exactly(grams.to_string().parse().unwrap())),
        unit: Some("g".to_owned()),
        unit_id: unit_of("g"),
        ..lines.swap_remove(place)
    }
}

fn stands_for(line: &Line, recipe: Option<RecipeId>) -> Event {
    let (line_id, recipe_id) = (line.line_id, recipe);
    event(IngredientLineReferenceSet { line_id, recipe_id })
}

/// A roast with gravy, half of what the gravy makes; one that says nothing of how much it makes; one that
/// nobody wrote down; and two that stand in each other.
pub(crate) fn recipes_in_recipes() -> Log {
    let mut log = Log::default();
    let made_of = |title: &str, lines: &[Line]| Content {
        lines: lines.to_vec(),
        servings: Some(4),
        ..content(title, &[], &[])
    };
    let [gravy, stock, salad] =
        [("gravy", 0), ("stock", 1), ("salad", 2)].map(|(of, place)| line("Roast", place, 250, of));
    let sauce = Content {
        yield_text: Some("makes about 500 g".to_owned()),
        ..made_of("Gravy", &[line("Gravy", 0, 80, "butter")])
    };
    let sauce = log.recipe(sauce);
    let broth = log.recipe(made_of("Stock", &[line("Stock", 0, 30, "bones")]));
    let roast = log.recipe(made_of("Roast", &[gravy.clone(), stock.clone(), salad.clone()]));
    log.push(roast, stands_for(&gravy, Some(sauce)));
    log.push(roast, stands_for(&stock, Some(broth)));
    log.push(
        roast,
        stands_for(&salad, Some(RecipeId::derived("Nobody's salad"))),
    );
    log.push(broth, stands_for(&line("Stock", 0, 30, "bones"), Some(roast)));
    log.push(broth, stands_for(&line("Stock", 0, 30, "bones"), None));
    log.push(sauce, stands_for(&line("Gravy", 0, 80, "butter"), Some(roast)));
    log.push(
        sauce,
        stands_for(&line("Gravy", 1, 80, "a line that is not there"), Some(roast)),
    );
    let planned = MealSelected {
        selection_id: SelectionId::derived("sunday"),
        meal_id: None,
        main_recipe_id: roast,
        sides: Vec::new(),
        planned_date: NaiveDate::from_ymd_opt(2026, 2, 1).unwrap(),
        shopping_mode: ShoppingMode::All,
    };
    log.push(WeekId::derived("2026-W05"), Event::Plan(planned.into()));
    log
}
