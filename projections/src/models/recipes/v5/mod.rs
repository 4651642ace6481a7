//! Version 5: where the picture is kept, and its key there. Released: never edit it; add a version instead.

use heirloom_events::recipe::Recipe;

use super::RECIPES;
use super::adds::{Adds, Row};
use crate::Value;
use crate::models::versions::{Version, sql};
use crate::table::columns;

pub(super) const VERSION: Version<Adds> = Version {
    columns: &[(RECIPES, columns![image_storage: Text, image_key: Text])],
    postgres: sql!("postgres": tables),
    sqlite: sql!("sqlite": tables),
    ..Version::filled_by(Adds {
        recipe,
        ..Adds::NOTHING
    })
};

fn recipe<'a>(recipe: &'a Recipe, row: &mut Row<'a>) {
    let image = recipe.content.image.as_ref();
    row.extend([
        Value::opt_text(image.map(|image| image.storage.as_str())),
        Value::opt_text(image.map(|image| image.key.as_str())),
    ]);
}
