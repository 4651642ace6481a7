//! Ingredients, the household's unit rules, and groups of recipes.

use std::collections::BTreeSet;

use heirloom_events::values::IngredientId;

use super::head::Head;
use super::numbers::Space;
use super::v1::tables::{INGREDIENTS, RECIPE_GROUPS, UNIT_CONVERSION_RULES};
use super::written::float;
use crate::{RowSink, Value};

impl Head {
    /// The ingredient's number; none where it is not there, or was taken out.
    pub(super) fn ingredient_number(&self, id: IngredientId) -> Option<i32> {
        let there = self.catalogue.get(id).filter(|ingredient| !ingredient.removed);
        let made = there.and_then(|_| self.ingredients.get(&id))?;
        Some(self.number(Space::Ingredient, id, *made))
    }

    /// The row of an ingredient. One that was merged into another stays: the application's duplicates are rows of
    /// their own.
    pub(super) fn ingredient_row(&self, id: IngredientId, rows: &mut dyn RowSink) {
        let (Some(number), Some(ingredient)) = (self.ingredient_number(id), self.catalogue.get(id)) else {
            return;
        };
        let row = [
            Value::Uuid(self.household.0),
            Value::Integer(number),
            Value::text(&ingredient.name),
            Value::text(ingredient.category.as_deref().unwrap_or_default()),
            self.user(),
        ];
        rows.row(INGREDIENTS, &row);
    }

    /// The groups: every tag that a recipe has.
    pub(super) fn group_rows(&self, rows: &mut dyn RowSink) {
        let there = self.dishes.values().filter(|dish| dish.is_there());
        let used: BTreeSet<&str> = there.flat_map(|dish| dish.tags()).collect();
        for tag in used {
            let Some(made) = self.tags.get(tag) else {
                continue;
            };
            let row = [
                Value::Uuid(self.household.0),
                Value::Integer(self.number(Space::Group, tag, made.number)),
                Value::text(tag),
                Value::Time(made.at),
                self.user(),
            ];
            rows.row(RECIPE_GROUPS, &row);
        }
    }

    /// The unit rules.
    pub(super) fn rule_rows(&self, rows: &mut dyn RowSink) {
        for rule in self.catalogue.unit_rules() {
            let Some(made) = self.rules.get(&rule.rule_id) else {
                continue;
            };
            let row = [
                Value::Uuid(self.household.0),
                Value::Integer(self.number(Space::Rule, rule.rule_id, made.number)),
                Value::text(&rule.ingredient_name),
                Value::text(&rule.from_unit),
                Value::text(&rule.to_unit),
                Value::double(float(rule.factor)),
                Value::Bool(rule.round_up),
                Value::Time(made.at),
                self.user(),
            ];
            rows.row(UNIT_CONVERSION_RULES, &row);
        }
    }
}
