//! Ids that point nowhere, or into another user's rows. SQLite checks neither unless asked, and side dishes are only a
//! text there.

use std::collections::HashMap;

use super::super::defect::{Defect, DefectKind};
use super::super::rows::{Meal, OWNER, Row, Rows, SetAside};
use super::super::summary::Owned;

/// By id, whose row it is.
type Ids = HashMap<i64, i64>;

/// What a row points to: its column, the id, where that must be, and what it is.
type Reference<'a> = (&'static str, i64, &'a Ids, &'static str);

/// Every user that rows name must be there; one that is not becomes a household of its own.
pub(super) fn users(rows: &mut Rows) {
    let mut known: Vec<i64> = rows.users.iter().map(|user| user.data.id).collect();
    if known.is_empty() {
        known.push(OWNER);
    }
    let defects = &mut rows.defects;
    unknown(&rows.user_settings, &known, defects);
    unknown(&rows.recipes, &known, defects);
    unknown(&rows.ingredients, &known, defects);
    unknown(&rows.recipe_history, &known, defects);
    unknown(&rows.meals, &known, defects);
    unknown(&rows.planner_entries, &known, defects);
    unknown(&rows.shopping_items, &known, defects);
    unknown(&rows.shopping_states, &known, defects);
    unknown(&rows.unit_conversion_rules, &known, defects);
    unknown(&rows.recipe_groups, &known, defects);
    unknown(&rows.user_categories, &known, defects);
    unknown(&rows.user_ingredient_categories, &known, defects);
    unknown(&rows.user_ingredient_units, &known, defects);
}

fn unknown<T: Owned>(rows: &[Row<T>], known: &[i64], defects: &mut Vec<Defect>) {
    let strangers = rows.iter().filter(|row| !known.contains(&row.data.user_id()));
    defects.extend(strangers.map(|row| Defect {
        kind: DefectKind::Orphan,
        table: row.table,
        row: row.row.clone(),
        column: "user_id",
        what: row.data.user_id().to_string(),
        why: "there is no such user".to_owned(),
        what_becomes: "the user's rows are a household of their own".to_owned(),
    }));
}

/// Sets aside what points nowhere, and with it what points to that.
pub(super) fn rows(rows: &mut Rows) {
    let (recipes, ingredients) = (ids(&rows.recipes, |r| r.id), ids(&rows.ingredients, |i| i.id));
    let mut out = (
        std::mem::take(&mut rows.set_aside),
        std::mem::take(&mut rows.defects),
    );
    let recipe = |column, id| (column, id, &recipes, "recipe");
    keep(&mut rows.recipe_ingredients, &mut out, |line| {
        let ingredient = ("ingredient_id", line.ingredient_id, &ingredients, "ingredient");
        (None, vec![recipe("recipe_id", line.recipe_id), ingredient])
    });
    keep(&mut rows.recipe_history, &mut out, |entry| {
        (Some(entry.user_id), vec![recipe("recipe_id", entry.recipe_id)])
    });
    keep(&mut rows.meals, &mut out, |meal| {
        (
            Some(meal.user_id),
            vec![recipe("main_recipe_id", meal.main_recipe_id)],
        )
    });
    sides(&mut rows.meals, &recipes, &mut out.1);
    let meals = ids(&rows.meals, |meal| meal.id);
    keep(&mut rows.planner_entries, &mut out, |entry| {
        (
            Some(entry.user_id),
            vec![("meal_id", entry.meal_id, &meals, "meal")],
        )
    });
    let (entries, items) = (
        ids(&rows.planner_entries, |e| e.id),
        ids(&rows.shopping_items, |i| i.id),
    );
    keep(&mut rows.contributions, &mut out, |given| {
        let item = (
            "shopping_item_id",
            given.shopping_item_id,
            &items,
            "shopping item",
        );
        let entry = ("planner_entry_id", given.planner_entry_id, &entries, "plan entry");
        (None, vec![item, recipe("recipe_id", given.recipe_id), entry])
    });
    keep(&mut rows.nutrition_facts, &mut out, |facts| {
        (None, vec![recipe("recipe_id", facts.recipe_id)])
    });
    let groups = ids(&rows.recipe_groups, |group| group.id);
    keep(&mut rows.recipe_group_associations, &mut out, |one| {
        let group = ("group_id", one.group_id, &groups, "recipe group");
        (None, vec![recipe("recipe_id", one.recipe_id), group])
    });
    (rows.set_aside, rows.defects) = out;
}

fn ids<T: Owned>(rows: &[Row<T>], id: fn(&T) -> i64) -> Ids {
    rows.iter()
        .map(|row| (id(&row.data), row.data.user_id()))
        .collect()
}

fn keep<'a, T>(
    rows: &mut Vec<Row<T>>,
    out: &mut (Vec<SetAside>, Vec<Defect>),
    references: impl Fn(&T) -> (Option<i64>, Vec<Reference<'a>>),
) {
    for row in std::mem::take(rows) {
        let (user, references) = references(&row.data);
        match fault(user, &references) {
            None => rows.push(row),
            Some((kind, column, id, why)) => {
                out.1.push(Defect {
                    kind,
                    table: row.table,
                    row: row.row.clone(),
                    column,
                    what: id.to_string(),
                    why: why.clone(),
                    what_becomes: "the row is set aside".to_owned(),
                });
                out.0.push(row.set_aside(format!("`{column}`: {why}")));
            }
        }
    }
}

/// The first reference that points nowhere, or to another user than those before it.
fn fault(user: Option<i64>, references: &[Reference<'_>]) -> Option<(DefectKind, &'static str, i64, String)> {
    let mut user = user;
    for (column, id, known, what) in references {
        match (known.get(id), user) {
            (None, _) => {
                return Some((
                    DefectKind::Orphan,
                    column,
                    *id,
                    format!("there is no {what} {id}"),
                ));
            }
            (Some(theirs), Some(ours)) if *theirs != ours => {
                let why = format!("{what} {id} is user {theirs}'s, not user {ours}'s");
                return Some((DefectKind::OtherHousehold, column, *id, why));
            }
            (Some(theirs), _) => user = Some(*theirs),
        }
    }
    None
}

/// A side that points nowhere leaves its slot empty.
fn sides(meals: &mut [Row<Meal>], recipes: &Ids, defects: &mut Vec<Defect>) {
    for row in meals {
        let user = row.data.user_id;
        let (table, id) = (row.table, row.row.clone());
        row.data.sides.retain(|side| {
            let reference = ("side_recipe_ids", side.recipe_id, recipes, "recipe");
            let Some((kind, column, what, why)) = fault(Some(user), &[reference]) else {
                return true;
            };
            defects.push(Defect {
                kind,
                table,
                row: id.clone(),
                column,
                what: what.to_string(),
                why,
                what_becomes: format!("slot {} is empty", side.slot),
            });
            false
        });
    }
}
