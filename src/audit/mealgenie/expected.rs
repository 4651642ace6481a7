//! What the rows of a source must be in the application's newest tables.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use heirloom_projections::Value;

use crate::importers::mealgenie::source::{
    Contribution, HistoryEntry, Ingredient, Meal, NutritionFacts, PlannerEntry, Recipe, RecipeIngredient,
    Row, Rows, ShoppingItem, UnitConversionRule,
};

/// A row of a source, in the newest shape.
pub(super) struct Expected {
    /// The table in which it lies there.
    pub(super) from: &'static str,
    /// Its table at the newest revision.
    pub(super) table: &'static str,
    /// Its primary key as text.
    pub(super) row: String,
    /// Its primary key, by column.
    pub(super) key: Vec<(&'static str, i64)>,
    /// What it says. A column of which nothing is known is not in it.
    pub(super) columns: Columns,
}

impl Expected {
    /// Its first id.
    pub(super) fn id(&self) -> i64 {
        self.key.first().map_or(0, |(_, id)| *id)
    }

    /// The ids of a row that has three.
    pub(super) fn three(&self) -> [i64; 3] {
        [0, 1, 2].map(|n| self.key.get(n).map_or(0, |(_, id)| *id))
    }
}

pub(super) type Columns = Vec<(&'static str, Value<'static>)>;

/// All that is compared, of one user.
pub(super) fn of(rows: &Rows, user: i64) -> Vec<Expected> {
    let of_recipe: HashMap<i64, i64> = rows
        .recipes
        .iter()
        .map(|row| (row.data.id, row.data.user_id))
        .collect();
    let mine = |recipe: i64| of_recipe.get(&recipe) == Some(&user);
    let mut all: Vec<Expected> = Vec::new();
    macro_rules! take {
        ($list:expr, $table:literal, $is:expr, $columns:expr) => {
            let rows = $list.iter().filter(|row| $is(&row.data));
            all.extend(rows.map(|row| one($table, row, vec![("id", row.data.id)], $columns(&row.data))));
        };
    }
    take!(rows.recipes, "recipe", |row: &Recipe| row.user_id == user, recipe);
    take!(
        rows.ingredients,
        "ingredients",
        |row: &Ingredient| row.user_id == user,
        ingredient
    );
    for row in rows
        .recipe_ingredients
        .iter()
        .filter(|row| mine(row.data.recipe_id))
    {
        let key = vec![
            ("recipe_id", row.data.recipe_id),
            ("ingredient_id", row.data.ingredient_id),
        ];
        all.push(one("recipe_ingredients", row, key, line(&row.data)));
    }
    take!(
        rows.recipe_history,
        "recipe_history",
        |row: &HistoryEntry| row.user_id == user,
        history
    );
    take!(rows.meals, "meals", |row: &Meal| row.user_id == user, meal);
    take!(
        rows.planner_entries,
        "planner_entries",
        |row: &PlannerEntry| row.user_id == user,
        entry
    );
    take!(
        rows.shopping_items,
        "shopping_items",
        |row: &ShoppingItem| row.user_id == user,
        item
    );
    for row in rows.contributions.iter().filter(|row| mine(row.data.recipe_id)) {
        let key = vec![
            ("shopping_item_id", row.data.shopping_item_id),
            ("recipe_id", row.data.recipe_id),
            ("planner_entry_id", row.data.planner_entry_id),
        ];
        all.push(one(
            "shopping_item_contributions",
            row,
            key,
            contribution(&row.data),
        ));
    }
    take!(
        rows.nutrition_facts,
        "nutrition_facts",
        |row: &NutritionFacts| mine(row.recipe_id),
        facts
    );
    take!(
        rows.unit_conversion_rules,
        "unit_conversion_rules",
        |row: &UnitConversionRule| row.user_id == user,
        rule
    );
    for row in rows.recipe_groups.iter().filter(|row| row.data.user_id == user) {
        let mut columns = vec![("name", text(&row.data.name))];
        columns.extend(time("created_at", row.data.created_at));
        all.push(one("recipe_groups", row, vec![("id", row.data.id)], columns));
    }
    for row in rows
        .recipe_group_associations
        .iter()
        .filter(|row| mine(row.data.recipe_id))
    {
        let key = vec![("recipe_id", row.data.recipe_id), ("group_id", row.data.group_id)];
        all.push(one("recipe_group_association", row, key, Vec::new()));
    }
    all
}

fn one<T>(table: &'static str, row: &Row<T>, key: Vec<(&'static str, i64)>, columns: Columns) -> Expected {
    Expected {
        from: row.table,
        table,
        row: row.row.clone(),
        key,
        columns,
    }
}

fn text(text: &str) -> Value<'static> {
    Value::owned(text.to_owned())
}

fn opt_text(value: Option<&String>) -> Value<'static> {
    value.map_or(Value::Null, |value| text(value))
}

fn int(number: i64) -> Value<'static> {
    i32::try_from(number).map_or(Value::Int(number), Value::Integer)
}

fn opt_int(number: Option<i64>) -> Value<'static> {
    number.map_or(Value::Null, int)
}

/// A time, where one is known.
fn time(column: &'static str, time: Option<DateTime<Utc>>) -> Option<(&'static str, Value<'static>)> {
    Some((column, Value::Time(time?)))
}

fn recipe(row: &Recipe) -> Columns {
    let mut columns = vec![
        ("recipe_name", text(&row.name)),
        ("recipe_category", text(&row.category)),
        ("meal_type", text(&row.meal_type)),
        ("diet_pref", opt_text(row.diet_pref.as_ref())),
        ("servings", opt_int(row.servings)),
        ("directions", opt_text(row.directions.as_ref())),
        ("is_favorite", Value::Bool(row.is_favorite)),
        ("notes", opt_text(row.notes.as_ref())),
        (
            "reference_image_path",
            opt_text(row.reference_image_path.as_ref()),
        ),
        ("banner_image_path", opt_text(row.banner_image_path.as_ref())),
        ("user_id", int(row.user_id)),
        ("is_ai_generated", Value::Bool(row.is_ai_generated)),
        ("description", opt_text(row.description.as_ref())),
        ("prep_time", opt_int(row.prep_time)),
        ("cook_time", opt_int(row.cook_time)),
        ("difficulty", opt_text(row.difficulty.as_ref())),
        ("source_url", opt_text(row.source_url.as_ref())),
    ];
    columns.extend(time("created_at", row.created_at));
    columns.extend(row.image_key.as_ref().map(|key| ("image_key", text(key))));
    columns
}

fn ingredient(row: &Ingredient) -> Columns {
    vec![
        ("ingredient_name", text(&row.name)),
        ("ingredient_category", text(&row.category)),
        ("user_id", int(row.user_id)),
    ]
}

fn line(row: &RecipeIngredient) -> Columns {
    vec![
        ("quantity", Value::opt_double(row.quantity.raw)),
        ("unit", opt_text(row.unit.as_ref())),
    ]
}

fn history(row: &HistoryEntry) -> Columns {
    let mut columns = vec![("recipe_id", int(row.recipe_id)), ("user_id", int(row.user_id))];
    columns.extend(time("cooked_at", row.cooked_at));
    columns
}

fn meal(row: &Meal) -> Columns {
    let sides: Vec<i64> = row.sides.iter().map(|side| side.recipe_id).collect();
    let mut columns = vec![
        ("meal_name", text(&row.name)),
        ("main_recipe_id", int(row.main_recipe_id)),
        ("side_recipe_ids", json(&sides)),
        ("tags", json(&row.tags)),
        ("is_saved", Value::Bool(row.is_saved)),
        ("user_id", int(row.user_id)),
    ];
    columns.extend(time("created_at", row.created_at));
    columns
}

/// A list as JSON; lists are compared as what they say, not as they are written.
fn json(list: &impl serde::Serialize) -> Value<'static> {
    serde_json::to_string(list).map_or(Value::Null, Value::owned)
}

fn entry(row: &PlannerEntry) -> Columns {
    let mode = serde_json::to_value(row.shopping_mode).unwrap_or_default();
    vec![
        ("meal_id", int(row.meal_id)),
        ("position", int(row.position)),
        ("is_completed", Value::Bool(row.is_completed)),
        ("completed_at", Value::opt_time(row.completed_at)),
        (
            "scheduled_date",
            row.scheduled_date.map_or(Value::Null, Value::Date),
        ),
        ("is_cleared", Value::Bool(row.is_cleared)),
        ("shopping_mode", text(mode.as_str().unwrap_or_default())),
        ("user_id", int(row.user_id)),
    ]
}

fn item(row: &ShoppingItem) -> Columns {
    vec![
        ("ingredient_name", text(&row.name)),
        ("quantity", Value::double(row.quantity.raw.unwrap_or(0.0))),
        ("unit", opt_text(row.unit.as_ref())),
        ("category", opt_text(row.category.as_ref())),
        ("source", text(&row.source)),
        ("have", Value::Bool(row.have)),
        ("flagged", Value::Bool(row.flagged)),
        ("user_id", int(row.user_id)),
        ("aggregation_key", opt_text(row.aggregation_key.as_ref())),
    ]
}

fn contribution(row: &Contribution) -> Columns {
    vec![
        ("base_quantity", Value::opt_double(row.base_quantity)),
        ("dimension", text(&row.dimension)),
    ]
}

fn facts(row: &NutritionFacts) -> Columns {
    let number = Value::opt_double;
    vec![
        ("recipe_id", int(row.recipe_id)),
        ("calories", opt_int(row.calories)),
        ("protein_g", number(row.protein_g)),
        ("total_fat_g", number(row.total_fat_g)),
        ("saturated_fat_g", number(row.saturated_fat_g)),
        ("trans_fat_g", number(row.trans_fat_g)),
        ("cholesterol_mg", number(row.cholesterol_mg)),
        ("sodium_mg", number(row.sodium_mg)),
        ("total_carbs_g", number(row.total_carbs_g)),
        ("dietary_fiber_g", number(row.dietary_fiber_g)),
        ("total_sugars_g", number(row.total_sugars_g)),
        ("is_ai_estimated", Value::Bool(row.is_ai_estimated)),
    ]
}

fn rule(row: &UnitConversionRule) -> Columns {
    let mut columns = vec![
        ("ingredient_name", text(&row.ingredient_name)),
        ("from_unit", text(&row.from_unit)),
        ("to_unit", text(&row.to_unit)),
        ("factor", Value::opt_double(row.factor.raw)),
        ("round_up", Value::Bool(row.round_up)),
        ("user_id", int(row.user_id)),
    ];
    columns.extend(time("created_at", row.created_at));
    columns
}
