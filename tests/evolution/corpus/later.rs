//! What golden files tell since there are meals with names and shopping lists: `format` 2.

use heirloom::events::catalogue::{Catalogue, Ingredient};
use heirloom::events::meal::Meal;
use heirloom::events::plan::{MealSelection, WeekPlan};
use heirloom::events::shopping::{Line, Mark, Said, ShoppingList};
use heirloom::events::source::Source;
use heirloom::events::values::{ItemId, SelectionId};
use serde_json::{Value, json};

/// What is known of ingredients beside their names, and the rules for units.
pub(super) fn kitchen(catalogue: &Catalogue) -> Value {
    let densities = |ingredient: &Ingredient| -> Vec<Value> {
        let all = ingredient.densities.iter();
        all.map(|(state, density)| json!([state, density])).collect()
    };
    let portions = |ingredient: &Ingredient| -> Vec<Value> {
        let all = ingredient.portions.iter();
        all.map(|(unit, portion)| json!([unit, portion.amount, portion.unit]))
            .collect()
    };
    let one = |(id, ingredient): (_, &Ingredient)| {
        let pantry = ingredient.pantry.as_ref();
        json!({
            "id": id,
            "removed": ingredient.removed,
            "densities": densities(ingredient),
            "portions": portions(ingredient),
            "pantry": pantry.map(|pantry| json!([pantry.on_hand, pantry.quantity, pantry.unit])),
        })
    };
    let rules = catalogue.unit_rules().iter().map(|rule| {
        let units = [&rule.from_unit, &rule.to_unit];
        json!({
            "id": rule.rule_id,
            "ingredient": rule.ingredient_name,
            "units": units,
            "factor": rule.factor,
            "round_up": rule.round_up,
        })
    });
    json!({
        "ingredients": catalogue.iter().map(one).collect::<Vec<_>>(),
        "unit_rules": rules.collect::<Vec<_>>(),
    })
}

pub(super) fn week(week: &WeekPlan) -> Value {
    let one = |(id, meal): (&SelectionId, &MealSelection)| {
        let sides = meal.sides.iter().map(|side| json!([side.slot, side.recipe_id]));
        json!({
            "id": id,
            "meal": meal.meal_id,
            "main": meal.main_recipe_id,
            "sides": sides.collect::<Vec<_>>(),
            "on": meal.planned_date,
            "shopping_mode": meal.shopping_mode,
            "servings": meal.servings,
            "completed_at": meal.completed_at,
            "cleared": meal.cleared,
            "position": meal.position,
        })
    };
    json!({
        "meals": week.selections.iter().map(one).collect::<Vec<_>>(),
        "diets": week.diets,
    })
}

pub(super) fn meal(meal: &Meal) -> Value {
    json!({
        "name": meal.name,
        "main": meal.main_recipe_id,
        "sides": meal.sides,
        "tags": meal.tags,
        "saved": meal.saved,
        "archived": meal.archived,
    })
}

pub(super) fn shopping(list: &ShoppingList) -> Value {
    let line = |(id, line): (ItemId, &Line)| {
        json!({
            "id": id,
            "name": line.name,
            "quantity": line.quantity,
            "unit": line.unit,
            "category": line.category,
            "source": line.source,
            "key": line.key,
        })
    };
    let mark = |mark: &Mark| json!([mark.key, mark.algorithm, said(&mark.said)]);
    json!({
        "lines": list.in_order().into_iter().map(line).collect::<Vec<_>>(),
        "marks": list.marks.iter().map(mark).collect::<Vec<_>>(),
        "synchronised": list.synchronised,
    })
}

fn said(said: &Said) -> Value {
    match said {
        Said::Ticked(quantity, unit) => json!(["ticked", quantity, unit]),
        Said::Unticked => json!(["unticked"]),
        Said::Have(have) => json!(["have", have]),
        Said::Flagged(flagged) => json!(["flagged", flagged]),
        Said::Changed(to) => json!(["changed", to.name, to.quantity, to.unit, to.category]),
        Said::Moved(category) => json!(["moved", category]),
        Said::Removed => json!(["removed"]),
    }
}

pub(super) fn source(source: &Source) -> Value {
    let rows = source.rows.iter().flat_map(|(table, rows)| {
        let one = move |(row, taken): (_, &heirloom::events::source::Taken)| {
            json!([table, row, taken.digest, taken.became])
        };
        rows.iter().map(one)
    });
    json!({
        "kind": source.kind,
        "name": source.name,
        "revision": source.revision,
        "rows": rows.collect::<Vec<_>>(),
    })
}
