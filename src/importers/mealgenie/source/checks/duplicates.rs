//! Rows that are one and the same to a person, or that get in each other's way.

use std::collections::HashMap;

use heirloom_events::values::folded;

use super::super::defect::{Defect, DefectKind};
use super::super::rows::{Ingredient, Row, Rows};

fn defect<T>(
    row: &Row<T>,
    kind: DefectKind,
    column: &'static str,
    what: &str,
    why: String,
    becomes: &str,
) -> Defect {
    Defect {
        kind,
        table: row.table,
        row: row.row.clone(),
        column,
        what: what.to_owned(),
        why,
        what_becomes: becomes.to_owned(),
    }
}

/// Ingredients with one name: equal, spelled otherwise, or of another category.
pub(super) fn ingredients(rows: &mut Rows) {
    let mut by_name: HashMap<(i64, String), Vec<usize>> = HashMap::new();
    for at in 0..rows.ingredients.len() {
        let this = &rows.ingredients[at].data;
        let same = by_name.entry((this.user_id, folded(&this.name))).or_default();
        same.push(at);
        let [first, .., _] = same[..] else { continue };
        let earlier: Vec<&Ingredient> = same[..same.len() - 1]
            .iter()
            .map(|at| &rows.ingredients[*at].data)
            .collect();
        let kind = likeness(this, &earlier);
        let first = rows.ingredients[first].data.id;
        let why = match kind {
            DefectKind::SameIngredient => format!("ingredient {first} has the same name and category"),
            DefectKind::OtherSpelling => format!("ingredient {first} has the same name in another spelling"),
            _ => format!("ingredient {first} has the same name in another category"),
        };
        let becomes = format!("it becomes a duplicate of ingredient {first}; what uses it uses that one");
        let found = defect(
            &rows.ingredients[at],
            kind,
            "ingredient_name",
            &this.name,
            why,
            &becomes,
        );
        rows.defects.push(found);
        rows.ingredients[at].data.duplicate_of = Some(first);
    }
}

fn likeness(this: &Ingredient, earlier: &[&Ingredient]) -> DefectKind {
    if earlier
        .iter()
        .any(|other| other.name == this.name && other.category == this.category)
    {
        return DefectKind::SameIngredient;
    }
    let spelled = |other: &&Ingredient| folded(&other.category) == folded(&this.category);
    match earlier.iter().any(spelled) {
        true => DefectKind::OtherSpelling,
        false => DefectKind::OtherCategory,
    }
}

/// A meal that stands on the plan twice.
pub(super) fn planned(rows: &mut Rows) {
    let mut first: HashMap<i64, i64> = HashMap::new();
    let mut found = Vec::new();
    for row in rows.planner_entries.iter().filter(|row| !row.data.is_cleared) {
        let entry = &row.data;
        let before = *first.entry(entry.meal_id).or_insert(entry.id);
        if before != entry.id {
            let why = format!("entry {before} plans the same meal");
            let what = entry.meal_id.to_string();
            found.push(defect(
                row,
                DefectKind::PlannedTwice,
                "meal_id",
                &what,
                why,
                "both entries are kept",
            ));
        }
    }
    rows.defects.extend(found);
}

/// Two rules for one name and unit: the application takes the later.
pub(super) fn rules(rows: &mut Rows) {
    let mut last = HashMap::new();
    let key = |at: usize| {
        let rule = &rows.unit_conversion_rules[at].data;
        (
            rule.user_id,
            rule.ingredient_name.to_lowercase(),
            rule.from_unit.to_lowercase(),
        )
    };
    let mut found = Vec::new();
    for at in 0..rows.unit_conversion_rules.len() {
        if let Some(before) = last.insert(key(at), at) {
            let row: &Row<_> = &rows.unit_conversion_rules[before];
            let why = format!(
                "rule {} is for the same name and unit, and the later one counts",
                rows.unit_conversion_rules[at].row
            );
            let what = row.data.from_unit.clone();
            found.push(defect(
                row,
                DefectKind::OverriddenRule,
                "from_unit",
                &what,
                why,
                "both are kept, in their order",
            ));
        }
    }
    rows.defects.extend(found);
}

/// Two items with one key: before revision 24 nothing forbade it.
pub(super) fn keys(rows: &mut Rows) {
    let mut first: HashMap<(i64, &str), i64> = HashMap::new();
    let mut found = Vec::new();
    for row in &rows.shopping_items {
        let item = &row.data;
        let Some(key) = &item.aggregation_key else {
            continue;
        };
        let before = *first.entry((item.user_id, key)).or_insert(item.id);
        if before != item.id {
            let column = if row.columns.contains_key("state_key") {
                "state_key"
            } else {
                "aggregation_key"
            };
            let why = format!("item {before} has the same key");
            found.push(defect(
                row,
                DefectKind::SameKey,
                column,
                key,
                why,
                "both items are kept",
            ));
        }
    }
    rows.defects.extend(found);
}
