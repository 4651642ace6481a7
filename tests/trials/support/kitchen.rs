//! Commands of a small kitchen, one after another, without end and without chance.

use heirloom::commands::recipe::{ChangeLine, CreateRecipe, Draft, DraftLine, DraftStep, RenameRecipe, SetNotes};
use heirloom::commands::{Command, Envelope};
use heirloom::events::recipe::Line;
use heirloom::events::values::{Actor, HouseholdId, LineId, RecipeId};

/// The household of that number.
pub(crate) fn household(number: u64) -> HouseholdId {
    HouseholdId::derived(&format!("trial {number}"))
}

pub(crate) fn by(household: HouseholdId) -> Envelope {
    Envelope::new(household, Actor("ada".into())).because("a trial")
}

pub(crate) fn recipe(number: u64) -> RecipeId {
    RecipeId::derived(&format!("trial recipe {number}"))
}

/// A title that says how many lines the recipe has, so that a reader can tell whether both belong together.
pub(crate) fn title(number: u64, lines: u64) -> String {
    format!("Soup {number} of {lines}")
}

/// A new recipe.
pub(crate) fn create(number: u64) -> Command {
    let lines = 2 + number % 4;
    let draft = Draft {
        title: title(number, lines),
        lines: (0..lines).map(|at| line(number, at)).collect(),
        steps: vec![DraftStep::text("Boil the water."), DraftStep::text("Stir.")],
        id_seed: Some(format!("soup {number}")),
        ..Draft::default()
    };
    CreateRecipe { recipe_id: recipe(number), draft }.into()
}

fn line(number: u64, at: u64) -> DraftLine {
    DraftLine { line_id: Some(line_id(number, at)), ..DraftLine::text(format!("{} carrots", at + 1)) }
}

fn line_id(number: u64, at: u64) -> LineId {
    LineId::derived(&format!("soup {number} line {at}"))
}

/// The n-th command of the kitchen: it makes a recipe, then changes it four times, then goes on with the next.
pub(crate) fn command(n: u64) -> Command {
    let number = n / 5;
    let recipe_id = recipe(number);
    match n % 5 {
        0 => create(number),
        1 => RenameRecipe { recipe_id, title: format!("{}!", title(number, 2 + number % 4)) }.into(),
        2 => SetNotes { recipe_id, notes: Some(format!("Better the next day ({n}).")) }.into(),
        3 => ChangeLine {
            recipe_id,
            line: Line {
                line_id: line_id(number, 0),
                text: format!("{n} small carrots"),
                amount: None,
                unit: None,
                ingredient_id: None,
            },
        }
        .into(),
        _ => SetNotes { recipe_id, notes: None }.into(),
    }
}
