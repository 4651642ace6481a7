//! Meals and the plan, in the shapes from before and after revision 8.

use super::super::defect::DefectKind;
use super::super::fields::Fields;
use super::super::rows::{Meal, Mode, PlannerEntry, Row, SideSlot};
use super::super::value::Value;
use super::users::position;

/// The columns of a `meal_selections` row that hold its sides, by slot.
const SLOTS: [&str; 3] = ["side_recipe_1_id", "side_recipe_2_id", "side_recipe_3_id"];

/// A meal of the desktop's. It keeps its slots; the application's migration closes the gaps.
pub(super) fn from_selection(fields: &mut Fields, owner: i64) -> Meal {
    let mut sides = Vec::new();
    for (slot, column) in (1..).zip(SLOTS) {
        match fields.get(column) {
            Some(Value::Integer(id)) => sides.push(SideSlot { slot, recipe_id: *id }),
            Some(_) => fields.defect(
                DefectKind::Unreadable,
                column,
                "an id is a whole number",
                "the slot is empty",
            ),
            None => {}
        }
    }
    let gap = (1..).zip(&sides).find(|(expected, side)| side.slot != *expected);
    if let Some((_, side)) = gap {
        let column = SLOTS[usize::from(side.slot - 1).min(2)];
        let why = format!("slot {} has a side, and one before it has none", side.slot);
        let becomes = "the side keeps its slot; the application's own migration closes the gap";
        fields.defect(DefectKind::Gap, column, &why, becomes);
    }
    Meal {
        sides,
        ..meal(fields, owner)
    }
}

pub(super) fn meal(fields: &mut Fields, owner: i64) -> Meal {
    let unnamed = format!("Meal {}", fields.row);
    let saved = if fields.has("is_saved") {
        "is_saved"
    } else {
        "is_favorite"
    };
    Meal {
        id: fields.id("id"),
        user_id: fields.user(owner),
        name: fields.name("meal_name", &unnamed),
        main_recipe_id: fields.id("main_recipe_id"),
        sides: sides(fields),
        tags: tags(fields),
        is_saved: fields.boolean(saved, false),
        created_at: fields.time("created_at"),
    }
}

/// `side_recipe_ids`: a JSON list of ids. What is no id leaves its slot empty.
fn sides(fields: &mut Fields) -> Vec<SideSlot> {
    const COLUMN: &str = "side_recipe_ids";
    let list = list(fields, COLUMN, "the meal has no sides");
    let mut sides = Vec::new();
    for (slot, value) in (1..=u16::MAX).zip(&list) {
        let text = value.as_str().and_then(|text| text.trim().parse().ok());
        match (value.as_i64(), text) {
            (Some(recipe_id), _) => sides.push(SideSlot { slot, recipe_id }),
            (None, Some(recipe_id)) => {
                let becomes = format!("it is read as {recipe_id}");
                fields.defect(DefectKind::OtherType, COLUMN, "an id is held as text", &becomes);
                sides.push(SideSlot { slot, recipe_id });
            }
            (None, None) => {
                let why = format!("number {slot} of the list is no id: `{value}`");
                fields.defect(DefectKind::Unreadable, COLUMN, &why, "its slot is empty");
            }
        }
    }
    sides
}

/// `tags`: a JSON list of texts.
fn tags(fields: &mut Fields) -> Vec<String> {
    const COLUMN: &str = "tags";
    let mut tags = Vec::new();
    for value in list(fields, COLUMN, "the meal has no tags") {
        match value {
            serde_json::Value::String(tag) if !tag.trim().is_empty() => tags.push(tag),
            other => {
                let why = format!("a tag is a text that says something, not `{other}`");
                fields.defect(DefectKind::Unreadable, COLUMN, &why, "the tag is left out");
            }
        }
    }
    tags
}

/// A JSON list; NULL and an empty text are empty ones.
fn list(fields: &mut Fields, column: &'static str, what_becomes: &str) -> Vec<serde_json::Value> {
    let Some(text) = fields.text(column).filter(|text| !text.trim().is_empty()) else {
        return Vec::new();
    };
    match serde_json::from_str(&text) {
        Ok(serde_json::Value::Array(list)) => list,
        Ok(serde_json::Value::Null) => Vec::new(),
        _ => {
            fields.defect(DefectKind::NotJson, column, "it is no JSON list", what_becomes);
            Vec::new()
        }
    }
}

/// A meal on the desktop's plan. Its place is given by [`rank`].
pub(super) fn from_saved_state(fields: &mut Fields, owner: i64) -> PlannerEntry {
    entry(fields, owner)
}

/// Places in the order of ids, as the application's migration gives them.
pub(super) fn rank(entries: &mut [Row<PlannerEntry>]) {
    entries.sort_by_key(|entry| entry.data.id);
    for (position, entry) in (0..).zip(entries) {
        entry.data.position = position;
    }
}

pub(super) fn entry(fields: &mut Fields, owner: i64) -> PlannerEntry {
    let is_completed = fields.boolean("is_completed", false);
    let completed_at = fields.time("completed_at");
    if is_completed && fields.get("completed_at").is_none() {
        let why = "the entry is completed, and no time says when";
        fields.defect(
            DefectKind::Contradiction,
            "completed_at",
            why,
            "it is completed, at no known time",
        );
    }
    if !is_completed && completed_at.is_some() {
        let why = "the entry is not completed, and a time says when it was";
        fields.defect(
            DefectKind::Contradiction,
            "completed_at",
            why,
            "it is not completed; the time is told here",
        );
    }
    PlannerEntry {
        id: fields.id("id"),
        user_id: fields.user(owner),
        meal_id: fields.id("meal_id"),
        position: position(fields),
        is_completed,
        completed_at: completed_at.filter(|_| is_completed),
        scheduled_date: fields.date("scheduled_date"),
        shopping_mode: mode(fields),
        is_cleared: fields.boolean("is_cleared", false),
    }
}

fn mode(fields: &mut Fields) -> Mode {
    if !fields.has("shopping_mode") {
        return match fields.boolean("exclude_from_shopping", false) {
            true => Mode::None,
            false => Mode::All,
        };
    }
    match fields.text("shopping_mode").as_deref() {
        Some("all") => Mode::All,
        Some("produce_only") => Mode::ProduceOnly,
        Some("none") => Mode::None,
        _ => {
            let why = "the modes are `all`, `produce_only` and `none`";
            let becomes = "it is read as `all`, as the application does";
            fields.defect(DefectKind::UnknownChoice, "shopping_mode", why, becomes);
            Mode::All
        }
    }
}
