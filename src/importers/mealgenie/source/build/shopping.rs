//! The shopping list as it stood, what was ticked, and the rules of its units.

use super::super::defect::DefectKind;
use super::super::fields::Fields;
use super::super::rows::{Contribution, ShoppingItem, ShoppingState, UnitConversionRule};

pub(super) fn item(fields: &mut Fields, owner: i64) -> ShoppingItem {
    let unnamed = format!("Item {}", fields.row);
    let quantity = fields.amount("quantity");
    if fields.get("quantity").is_none() {
        fields.missing("quantity", "there is no amount");
    }
    ShoppingItem {
        id: fields.id("id"),
        user_id: fields.user(owner),
        name: fields.name("ingredient_name", &unnamed),
        quantity,
        unit: fields.text("unit"),
        category: fields.text("category"),
        source: source(fields),
        have: fields.boolean("have", false),
        flagged: fields.boolean("flagged", false),
        aggregation_key: fields
            .text("aggregation_key")
            .or_else(|| fields.text("state_key")),
    }
}

/// A slug. Revisions before 39 held a name of an enum, whose case depends on the database.
fn source(fields: &mut Fields) -> String {
    const WHY: &str =
        "a source is `recipe`, `manual` or a slug of at most 20 small letters, digits, `-` and `_`";
    let text = fields.text("source").unwrap_or_default();
    if is_slug(&text) {
        return text;
    }
    let lower = text.to_lowercase();
    if lower == "recipe" || lower == "manual" {
        fields.defect(
            DefectKind::OtherType,
            "source",
            WHY,
            &format!("it is read as `{lower}`"),
        );
        return lower;
    }
    fields.defect(
        DefectKind::UnknownChoice,
        "source",
        WHY,
        "it is read as `manual`, and told here",
    );
    "manual".to_owned()
}

fn is_slug(text: &str) -> bool {
    let plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit();
    let mut bytes = text.bytes();
    bytes.next().is_some_and(plain) && bytes.all(|c| plain(c) || c == b'-' || c == b'_') && text.len() <= 20
}

pub(super) fn state(fields: &mut Fields, owner: i64) -> ShoppingState {
    let key = fields.required_text("key");
    if key.is_empty() {
        fields.refuse(DefectKind::Missing, "key", "it is the state of no item");
    }
    ShoppingState {
        id: fields.id("id"),
        user_id: fields.user(owner),
        key,
        quantity: fields.amount("quantity"),
        unit: fields.text("unit").filter(|unit| !unit.is_empty()),
        checked: fields.boolean("checked", false),
        flagged: fields.boolean("flagged", false),
    }
}

pub(super) fn contribution(fields: &mut Fields, _: i64) -> Contribution {
    Contribution {
        id: fields.id("id"),
        shopping_item_id: fields.id("shopping_item_id"),
        recipe_id: fields.id("recipe_id"),
        planner_entry_id: fields.id("planner_entry_id"),
        base_quantity: fields.float("base_quantity"),
        dimension: fields.required_text("dimension"),
    }
}

pub(super) fn rule(fields: &mut Fields, owner: i64) -> UnitConversionRule {
    if fields.float("factor").is_none_or(|factor| factor <= 0.0) {
        fields.refuse(DefectKind::TooLow, "factor", "a factor is a number above 0");
    }
    for column in ["ingredient_name", "from_unit", "to_unit"] {
        if fields
            .text(column)
            .is_none_or(|text| text.trim().is_empty() && column == "ingredient_name")
        {
            fields.refuse(DefectKind::Missing, column, "the rule is for nothing without it");
        }
    }
    UnitConversionRule {
        id: fields.id("id"),
        user_id: fields.user(owner),
        ingredient_name: fields.text("ingredient_name").unwrap_or_default(),
        from_unit: fields.text("from_unit").unwrap_or_default(),
        to_unit: fields.text("to_unit").unwrap_or_default(),
        factor: fields.amount("factor"),
        round_up: fields.boolean("round_up", true),
        created_at: fields.required_time("created_at"),
    }
}
