//! The rows of a recipe and of what belongs to it: its ingredients, its facts, when it was cooked, its groups.

use heirloom_events::recipe::Content;
use heirloom_events::values::{CommandId, Difficulty, NutritionFacts, Quantity, RecipeId};

use super::dish::Dish;
use super::head::Head;
use super::numbers::Space;
use super::v1::tables::{
    NUTRITION_FACTS, RECIPE, RECIPE_GROUP_ASSOCIATION, RECIPE_HISTORY, RECIPE_INGREDIENTS,
};
use super::written;
use crate::{RowSink, Value};

/// What the application takes where nobody chose a meal type.
const MEAL_TYPE: &str = "Dinner";
/// How the method of facts begins that a model guessed.
const GUESSED: &str = "ai-";

impl Head {
    /// The rows of a recipe; none where it is not there.
    pub(super) fn recipe_rows(&self, id: RecipeId, rows: &mut dyn RowSink) {
        let (Some(dish), Some(number)) = (self.dishes.get(&id), self.recipe_number(id)) else {
            return;
        };
        self.recipe_row(id, number, dish, rows);
        self.line_rows(number, dish, rows);
        self.cooking_rows(number, dish, rows);
        self.facts_row(id, number, dish, rows);
        for tag in dish.tags() {
            if let Some(made) = self.tags.get(tag) {
                let group = self.number(Space::Group, tag, made.number);
                let row = [
                    Value::Uuid(self.household.0),
                    Value::Integer(number),
                    Value::Integer(group),
                ];
                rows.row(RECIPE_GROUP_ASSOCIATION, &row);
            }
        }
    }

    fn recipe_row(&self, id: RecipeId, number: i32, dish: &Dish, rows: &mut dyn RowSink) {
        let content = &dish.recipe.content;
        let document = dish.document.as_deref();
        let said = |column| document.and_then(|document| document.said(column));
        let image = content.image.as_ref().map(|image| image.to_path());
        let image = dish.text("reference_image_path", image.as_deref());
        let diet = content.diets.as_ref().map(|diets| diets.to_text());
        let row = [
            Value::Uuid(self.household.0),
            Value::Integer(number),
            Value::text(dish.text("recipe_name", Some(dish.title())).unwrap_or_default()),
            Value::text(
                dish.text("recipe_category", content.category.as_deref())
                    .unwrap_or_default(),
            ),
            Value::text(
                dish.text("meal_type", content.meal_type.as_deref())
                    .unwrap_or(MEAL_TYPE),
            ),
            Value::opt_text(dish.text("diet_pref", diet.as_deref())),
            Value::opt_integer(content.servings),
            dish.directions().map_or(Value::Null, Value::owned),
            Value::Time(dish.created_at()),
            Value::Bool(dish.recipe.favourite),
            Value::opt_text(dish.text("notes", content.notes.as_deref())),
            Value::opt_text(image),
            Value::opt_text(said("banner_image_path")),
            self.user(),
            Value::Bool(document.is_some_and(|document| document.is("is_ai_generated"))),
            Value::opt_text(dish.text("description", content.description.as_deref())),
            Value::opt_integer(content.prep_minutes),
            Value::opt_integer(dish.cook_minutes()),
            content
                .preparation_difficulty
                .map_or(Value::Null, |of| Value::text(difficulty(of))),
            said("image_key").map_or_else(|| Value::owned(id.0.simple().to_string()), Value::text),
            Value::opt_text(dish.text("source_url", content.source_url.as_deref())),
        ];
        rows.row(RECIPE, &row);
    }

    fn line_rows(&self, recipe: i32, dish: &Dish, rows: &mut dyn RowSink) {
        for (ingredient, quantity, unit) in self.lines(dish) {
            let row = [
                Value::Uuid(self.household.0),
                Value::Integer(recipe),
                Value::Integer(ingredient),
                Value::opt_double(quantity),
                Value::opt_text(unit),
            ];
            rows.row(RECIPE_INGREDIENTS, &row);
        }
    }

    /// The lines by the number of their ingredient, each once.
    fn lines<'a>(&self, dish: &'a Dish) -> Vec<(i32, Option<f64>, Option<&'a str>)> {
        let mut lines: Vec<(i32, Option<f64>, Option<&str>)> = Vec::new();
        for line in &dish.recipe.content.lines {
            let Some(ingredient) = line.ingredient_id.and_then(|id| self.ingredient_number(id)) else {
                continue;
            };
            let document = dish.document.as_deref();
            let (number, unit) = document.map_or((None, None), |document| document.line(ingredient));
            // of a float that no quantity is, the text tells
            let unread =
                number.filter(|number| line.amount.is_none() && line.text.starts_with(&number.to_string()));
            let quantity = match line.amount {
                Some(amount) => written::number(number, Some(amount.quantity)),
                None => unread,
            };
            let unit = written::text(unit, line.unit.as_deref());
            match lines.iter_mut().find(|(there, ..)| *there == ingredient) {
                None => lines.push((ingredient, quantity, unit)),
                Some((_, sum, of)) if *of == unit => {
                    *sum = sum.map_or(quantity, |s| Some(s + quantity.unwrap_or(0.0)))
                }
                Some(_) => {}
            }
        }
        lines
    }

    fn cooking_rows(&self, recipe: i32, dish: &Dish, rows: &mut dyn RowSink) {
        for cooking in &dish.cookings {
            // of several of one command the first is what the row became
            let first = |command: &CommandId| self.cooked_by.get(command) == Some(&cooking.number);
            let told = cooking
                .command
                .filter(first)
                .and_then(|command| self.numbers.told(Space::Cooking, command));
            let row = [
                Value::Uuid(self.household.0),
                Value::Integer(told.unwrap_or(cooking.number)),
                Value::Integer(recipe),
                Value::Time(cooking.at),
                self.user(),
            ];
            rows.row(RECIPE_HISTORY, &row);
        }
    }

    fn facts_row(&self, id: RecipeId, recipe: i32, dish: &Dish, rows: &mut dyn RowSink) {
        let Content {
            nutrition: Some(facts),
            ..
        } = &dish.recipe.content
        else {
            return;
        };
        let number = self.number(Space::Nutrition, id, dish.facts.unwrap_or(dish.made.number));
        let [
            protein,
            fat,
            saturated,
            trans,
            cholesterol,
            sodium,
            carbs,
            fibre,
            sugars,
        ] = amounts(facts, dish);
        let row = [
            Value::Uuid(self.household.0),
            Value::Integer(number),
            Value::Integer(recipe),
            Value::opt_integer(facts.calories),
            protein,
            fat,
            saturated,
            trans,
            cholesterol,
            sodium,
            carbs,
            fibre,
            sugars,
            Value::Bool(facts.method.as_str().starts_with(GUESSED)),
        ];
        rows.row(NUTRITION_FACTS, &row);
    }
}

fn amounts(facts: &NutritionFacts, dish: &Dish) -> [Value<'static>; 9] {
    let amount = |column: &str, now: Option<Quantity>| {
        let written = dish
            .document
            .as_deref()
            .and_then(|document| document.fact(column));
        Value::opt_double(written::number(written, now))
    };
    [
        amount("protein_g", facts.protein_g),
        amount("total_fat_g", facts.total_fat_g),
        amount("saturated_fat_g", facts.saturated_fat_g),
        amount("trans_fat_g", facts.trans_fat_g),
        amount("cholesterol_mg", facts.cholesterol_mg),
        amount("sodium_mg", facts.sodium_mg),
        amount("total_carbs_g", facts.total_carbs_g),
        amount("dietary_fiber_g", facts.dietary_fiber_g),
        amount("total_sugars_g", facts.total_sugars_g),
    ]
}

/// As the application writes it.
fn difficulty(difficulty: Difficulty) -> &'static str {
    match difficulty {
        Difficulty::Easy => "Easy",
        Difficulty::Medium => "Medium",
        Difficulty::Hard => "Hard",
    }
}
