//! The list that the rows of a source come to when the application looks after it the next time, by its own rules
//! (`shopping@1`) and out of the rows alone.
//!
//! An import has the list made anew, so where the application has not looked after its own since the plan, a recipe or
//! a rule was changed, the two differ. That is the only excuse for a difference on an item of recipes: what heirloom
//! has must be what comes out here.

use std::collections::HashMap;

use heirloom_events::limits;
use heirloom_events::values::{RecipeId, SelectionId, ShoppingMode};
use heirloom_projections::Value;
use heirloom_shopping::one::{Entry, Ingredient1, Item1, ListOne, RECIPE, Rule};

use crate::importers::mealgenie::source::{DefectKind, Meal, Mode, PlannerEntry, Row, Rows, ShoppingItem};
use crate::importers::mealgenie::take::key_today;

/// The list, by the ids of its rows.
#[derive(Default)]
pub(super) struct Settled {
    items: HashMap<i64, Item1>,
    /// Rows whose key another row has today, with that row.
    joined: HashMap<i64, i64>,
}

impl Settled {
    /// Of one user's rows.
    pub(super) fn of(rows: &Rows, user: i64) -> Self {
        let mut settled = Self::default();
        let mut list = ListOne::default();
        let mut first: HashMap<String, i64> = HashMap::new();
        let mut ordered: Vec<_> = rows.shopping_items.iter().collect();
        ordered.sort_by_key(|row| row.data.id);
        for row in ordered.into_iter().filter(|row| row.data.user_id == user) {
            let item = as_it_stood(row, rows);
            match item
                .aggregation_key
                .as_ref()
                .and_then(|key| first.get(key).copied())
            {
                Some(other) => {
                    join(&mut list, other, &item);
                    settled.joined.insert(row.data.id, other);
                }
                None => {
                    first.extend(item.aggregation_key.clone().map(|key| (key, row.data.id)));
                    list.take_over(item);
                }
            }
        }
        let shelf = shelf(rows);
        let rows_of = |recipe: RecipeId| shelf.get(&recipe).cloned().unwrap_or_default();
        list.sync(&entries(rows, user), &rows_of, &rules(rows, user));
        let numbered = list.items().iter();
        settled.items = numbered
            .filter_map(|item| Some((item.key.parse().ok()?, item.clone())))
            .collect();
        settled
    }

    /// The row that has this row's key today, too.
    pub(super) fn joined(&self, row: i64) -> Option<i64> {
        self.joined.get(&row).copied()
    }

    /// Whether the item of that row is on the list.
    pub(super) fn has(&self, row: i64) -> bool {
        self.items.contains_key(&row)
    }

    /// What the item of that row says in a column that the application makes anew.
    pub(super) fn says(&self, row: i64, column: &str) -> Option<Value<'static>> {
        let item = self.items.get(&row)?;
        Some(match column {
            "quantity" => Value::double(item.quantity),
            "unit" => Value::opt_text(item.unit.as_deref()).into_owned(),
            "have" => Value::Bool(item.have),
            "aggregation_key" => Value::opt_text(item.aggregation_key.as_deref()).into_owned(),
            _ => return None,
        })
    }

    /// What a recipe of an entry gives to the item of that row, in its dimension's base.
    pub(super) fn gives(&self, [row, recipe, entry]: [i64; 3]) -> Option<(f64, &'static str)> {
        let (recipe, entry) = (recipe_id(recipe), entry_id(entry));
        let mut parts = self.items.get(&row)?.contributions.iter();
        let part = parts.find(|part| (part.recipe, part.entry) == (recipe, entry))?;
        Some((part.base_quantity, part.dimension.as_str()))
    }
}

fn recipe_id(id: i64) -> RecipeId {
    RecipeId::derived(&id.to_string())
}

fn entry_id(id: i64) -> SelectionId {
    SelectionId::derived(&id.to_string())
}

/// Its key on the list is its row.
fn as_it_stood(row: &Row<ShoppingItem>, rows: &Rows) -> Item1 {
    let item = &row.data;
    // a text in a boolean column is true to the application
    let is_text = |column: &str| {
        rows.defects.iter().any(|defect| {
            defect.kind == DefectKind::TextBoolean
                && (defect.table, defect.row.as_str(), defect.column) == (row.table, row.row.as_str(), column)
        })
    };
    Item1 {
        key: item.id.to_string(),
        aggregation_key: key_today(row),
        name: item.name.clone(),
        quantity: item.quantity.raw.unwrap_or_default(),
        unit: item.unit.clone(),
        category: item.category.clone(),
        source: item.source.clone(),
        have: item.have || is_text("have"),
        flagged: item.flagged || is_text("flagged"),
        contributions: Vec::new(),
    }
}

/// As the import joins rows of one key: the sum where they have one unit, ticked where both are.
fn join(list: &mut ListOne, other: i64, item: &Item1) {
    let key = other.to_string();
    let Some(mut known) = list.find(&key).cloned() else {
        return;
    };
    if known.unit == item.unit {
        known.quantity += item.quantity;
    }
    known.have &= item.have;
    known.flagged |= item.flagged;
    list.take_over(known);
}

/// The rows of each recipe in the order of their ingredients' making.
fn shelf(rows: &Rows) -> HashMap<RecipeId, Vec<Ingredient1<'_>>> {
    let ingredients: HashMap<i64, _> = rows
        .ingredients
        .iter()
        .map(|row| (row.data.id, &row.data))
        .collect();
    let mut lines: Vec<_> = rows.recipe_ingredients.iter().map(|row| &row.data).collect();
    lines.sort_by_key(|line| line.ingredient_id);
    let mut shelf: HashMap<RecipeId, Vec<Ingredient1<'_>>> = HashMap::new();
    for line in lines {
        if let Some(ingredient) = ingredients.get(&line.ingredient_id) {
            let row = Ingredient1 {
                name: &ingredient.name,
                category: &ingredient.category,
                quantity: line.quantity.raw.filter(|quantity| *quantity >= 0.0),
                unit: line.unit.as_deref(),
            };
            shelf.entry(recipe_id(line.recipe_id)).or_default().push(row);
        }
    }
    shelf
}

/// The entries that ask for something, in their order.
fn entries(rows: &Rows, user: i64) -> Vec<Entry> {
    let meals: HashMap<i64, &Meal> = rows.meals.iter().map(|row| (row.data.id, &row.data)).collect();
    let entries = rows.planner_entries.iter().map(|row| &row.data);
    let mut open: Vec<&PlannerEntry> = entries
        .filter(|entry| entry.user_id == user && !entry.is_completed && !entry.is_cleared)
        .collect();
    open.sort_by_key(|entry| (entry.position, entry.id));
    let of = |entry: &PlannerEntry| {
        let meal = meals.get(&entry.meal_id)?;
        let sides = meal.sides.iter().take(limits::SIDES).map(|side| side.recipe_id);
        let mut recipes: Vec<i64> = std::iter::once(meal.main_recipe_id).chain(sides).collect();
        recipes.sort_unstable();
        Some(Entry {
            entry: entry_id(entry.id),
            recipes: recipes.into_iter().map(recipe_id).collect(),
            mode: match entry.shopping_mode {
                Mode::All => ShoppingMode::All,
                Mode::ProduceOnly => ShoppingMode::ProduceOnly,
                Mode::None => ShoppingMode::None,
            },
        })
    };
    open.into_iter().filter_map(of).collect()
}

fn rules(rows: &Rows, user: i64) -> Vec<Rule> {
    let mut rules: Vec<_> = rows.unit_conversion_rules.iter().map(|row| &row.data).collect();
    rules.retain(|rule| rule.user_id == user);
    rules.sort_by_key(|rule| rule.id);
    let of = |rule: &crate::importers::mealgenie::source::UnitConversionRule| Rule {
        ingredient_name: rule.ingredient_name.clone(),
        from_unit: rule.from_unit.clone(),
        to_unit: rule.to_unit.clone(),
        factor: rule.factor.raw.unwrap_or_default(),
        round_up: rule.round_up,
    };
    rules.into_iter().map(of).collect()
}

/// Whether an item of the list comes from recipes.
pub(super) fn is_of_recipes(source: &Value<'_>) -> bool {
    *source == Value::text(RECIPE)
}
