//! Version 2: calories and how hard it is to prepare. Released: never edit it; add a version instead.

use heirloom_events::recipe::Recipe;
use heirloom_events::values::Difficulty;

use super::RECIPES;
use super::adds::{Adds, Row};
use crate::Value;
use crate::models::versions::{Version, sql};
use crate::table::columns;

pub(super) const VERSION: Version<Adds> = Version {
    columns: &[(
        RECIPES,
        columns![
            calories_per_serving: Integer,
            preparation_difficulty: Varchar(20),
            preparation_difficulty_is_default: Bool,
        ],
    )],
    postgres: sql!("postgres": tables),
    sqlite: sql!("sqlite": tables),
    ..Version::filled_by(Adds {
        recipe,
        ..Adds::NOTHING
    })
};

fn recipe<'a>(recipe: &'a Recipe, row: &mut Row<'a>) {
    let facts = recipe.content.nutrition.as_ref();
    let chosen = recipe.content.preparation_difficulty;
    row.extend([
        Value::opt_integer(facts.and_then(|facts| facts.calories)),
        Value::text(chosen.unwrap_or(Difficulty::DEFAULT).as_str()),
        Value::Bool(chosen.is_none()),
    ]);
}
