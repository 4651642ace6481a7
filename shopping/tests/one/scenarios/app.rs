//! What the application does to its data, one thing at a time. Recipes, meals, entries and ingredients have
//! numbers from 1 in the order of their making.

use heirloom_events::values::{IngredientId, ItemId, MealId, RecipeId, SelectionId, ShoppingMode};
use heirloom_shopping::one::{Change1, External, ListOne, Rule};

/// Ingredient, quantity, unit.
pub(crate) type Link = (usize, Option<f64>, Option<String>);

pub(crate) trait App {
    fn ingredient(&mut self, number: usize, name: &str, category: &str);
    fn rename_ingredient(&mut self, number: usize, name: &str);
    fn delete_ingredient(&mut self, number: usize);
    fn recipe(&mut self, number: usize, links: &[Link]);
    fn update_recipe(&mut self, number: usize, links: &[Link]);
    fn delete_recipe(&mut self, number: usize);
    fn meal(&mut self, number: usize, main: usize, sides: &[usize]);
    fn update_meal(&mut self, number: usize, main: usize, sides: &[usize]);
    fn delete_meal(&mut self, number: usize);
    fn plan(&mut self, entry: usize, meal: usize);
    fn remove(&mut self, entries: &[usize]);
    fn reorder(&mut self, entries: &[usize]);
    fn mode(&mut self, entry: usize, mode: ShoppingMode);
    fn complete(&mut self, entry: usize, completed: bool);
    fn clear(&mut self, entries: &[usize]);
    fn rule(&mut self, rule: Rule);
    fn have(&mut self, key: &str, have: bool);
    fn flag(&mut self, key: &str, flagged: bool);
    fn change(&mut self, key: &str, change: Change1);
    fn take_off(&mut self, key: &str);
    /// Whether it is new.
    fn push(&mut self, number: usize, push: External) -> bool;
    fn sync(&mut self);
    fn list(&self) -> ListOne;
}

pub(crate) fn recipe_id(number: usize) -> RecipeId {
    RecipeId::derived(&number.to_string())
}

pub(crate) fn meal_id(number: usize) -> MealId {
    MealId::derived(&number.to_string())
}

pub(crate) fn entry_id(number: usize) -> SelectionId {
    SelectionId::derived(&number.to_string())
}

pub(crate) fn ingredient_id(number: usize) -> IngredientId {
    IngredientId::derived(&number.to_string())
}

pub(crate) fn item_id(number: usize) -> ItemId {
    ItemId::derived(&number.to_string())
}

pub(crate) fn item_key(number: usize) -> String {
    format!("item::{}", item_id(number))
}
