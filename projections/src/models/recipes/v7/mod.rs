//! Version 7: diets as a set of tags, and the words that have none. Released: never edit it; add a version instead.

mod checks;

use heirloom_events::recipe::Recipe;

use super::adds::{Adds, Key};
use super::{DIET_WORDS, DIETS};
use crate::models::versions::{Sql, Version, sql};
use crate::table::columns;
use crate::{RowSink, Table, Value};

pub(super) const VERSION: Version<Adds> = Version {
    tables: &[
        Table {
            name: "recipe_diets",
            columns: columns![
                household_id: Uuid,
                recipe_id: Uuid,
                diet: Text,
            ],
            key: 3,
            by_event: false,
        },
        Table {
            name: "recipe_diet_words",
            columns: columns![
                household_id: Uuid,
                recipe_id: Uuid,
                position: Int,
                word: Text,
            ],
            key: 3,
            by_event: false,
        },
    ],
    postgres: Sql {
        checks: &checks::CHECKS,
        ..sql!("postgres": tables, after_load)
    },
    sqlite: Sql {
        checks: &checks::CHECKS,
        ..sql!("sqlite": tables, after_load)
    },
    ..Version::filled_by(Adds {
        tables,
        ..Adds::NOTHING
    })
};

fn tables(key: Key, recipe: &Recipe, rows: &mut dyn RowSink) {
    let Some(diets) = &recipe.content.diets else {
        return;
    };
    let [household, recipe] = key.values();
    let distinct = diets.tags.iter().enumerate();
    for (_, tag) in distinct.filter(|(at, tag)| !diets.tags[..*at].contains(tag)) {
        let values = [household.clone(), recipe.clone(), Value::text(tag.as_str())];
        rows.row(DIETS, &values);
    }
    for (position, word) in (1..).zip(&diets.unmapped) {
        let values = [
            household.clone(),
            recipe.clone(),
            Value::Int(position),
            Value::text(word),
        ];
        rows.row(DIET_WORDS, &values);
    }
}
