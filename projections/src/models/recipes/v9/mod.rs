//! Version 9: the recipe that a line stands for, by what it stands in too. Released: never edit it; add a version instead.

use heirloom_events::recipe::{Line, Recipe};

use super::INGREDIENTS;
use super::adds::{Adds, Row};
use crate::Value;
use crate::models::versions::{Version, sql};
use crate::table::columns;

pub(super) const VERSION: Version<Adds> = Version {
    columns: &[(INGREDIENTS, columns![references_recipe_id: Uuid])],
    postgres: sql!("postgres": tables, after_load),
    sqlite: sql!("sqlite": tables, after_load),
    ..Version::filled_by(Adds {
        line,
        ..Adds::NOTHING
    })
};

fn line<'a>(recipe: &'a Recipe, line: &'a Line, row: &mut Row<'a>) {
    let inside = recipe.references.get(&line.line_id);
    row.push(Value::opt_uuid(inside.map(|id| id.0)));
}
