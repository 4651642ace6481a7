//! A small kitchen: recipes by number, entries by number, and the list that comes of them.

use std::collections::BTreeMap;

use heirloom_events::values::{RecipeId, SelectionId, ShoppingMode};
use heirloom_shopping::one::{Entry, Ingredient1, Item1, ListOne, Rule, Synchronised};

/// Name, category, quantity, unit.
pub(crate) type Row = (&'static str, &'static str, Option<f64>, Option<&'static str>);

#[derive(Clone, Debug, Default)]
pub(crate) struct Kitchen {
    pub(crate) recipes: BTreeMap<RecipeId, Vec<Row>>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) list: ListOne,
}

pub(crate) fn recipe(number: usize) -> RecipeId {
    RecipeId::derived(&number.to_string())
}

pub(crate) fn entry(number: usize) -> SelectionId {
    SelectionId::derived(&number.to_string())
}

/// A row with an amount and a unit.
pub(crate) fn row(name: &'static str, quantity: f64, unit: &'static str) -> Row {
    (name, "x", Some(quantity), Some(unit))
}

pub(crate) fn rule(name: &str, from: &str, to: &str, factor: f64, round_up: bool) -> Rule {
    Rule {
        ingredient_name: name.to_owned(),
        from_unit: from.to_owned(),
        to_unit: to.to_owned(),
        factor,
        round_up,
    }
}

impl Kitchen {
    /// Recipes 1, 2, … with these rows; nothing planned.
    pub(crate) fn with(recipes: &[&[Row]]) -> Self {
        let numbered = recipes.iter().enumerate();
        Self {
            recipes: numbered
                .map(|(at, rows)| (recipe(at + 1), rows.to_vec()))
                .collect(),
            ..Self::default()
        }
    }

    /// Plans a meal of these recipes as the next entry, and synchronises.
    pub(crate) fn plan(&mut self, recipes: &[usize]) -> &mut Self {
        self.plan_in(recipes, ShoppingMode::All)
    }

    pub(crate) fn plan_in(&mut self, recipes: &[usize], mode: ShoppingMode) -> &mut Self {
        self.entries.push(Entry {
            entry: entry(self.entries.len() + 1),
            recipes: recipes.iter().copied().map(recipe).collect(),
            mode,
        });
        self.sync();
        self
    }

    pub(crate) fn sync(&mut self) -> Synchronised {
        let recipes = &self.recipes;
        let rows_of = |id: RecipeId| -> Vec<Ingredient1<'static>> {
            let rows = recipes.get(&id).into_iter().flatten();
            rows.map(|&(name, category, quantity, unit)| Ingredient1 {
                name,
                category,
                quantity,
                unit,
            })
            .collect()
        };
        self.list.sync(&self.entries, &rows_of, &self.rules)
    }

    /// Every item as `key: quantity unit`.
    pub(crate) fn shown(&self) -> Vec<String> {
        self.list.items().iter().map(line).collect()
    }
}

pub(crate) fn line(item: &Item1) -> String {
    let unit = item.unit.as_deref().unwrap_or("-");
    format!("{}: {} {unit}", item.key, item.quantity)
        .trim_end()
        .to_owned()
}
