//! People, their preferences and their vocabularies.

use super::super::defect::DefectKind;
use super::super::fields::Fields;
use super::super::rows::{User, UserCategory, UserIngredientUnit, UserSettings};

pub(super) fn user(fields: &mut Fields, _: i64) -> User {
    User {
        id: fields.id("id"),
        name: fields.text("name"),
        email: fields.text("email"),
        created_at: fields.required_time("created_at"),
    }
}

pub(super) fn settings(fields: &mut Fields, _: i64) -> UserSettings {
    let settings = fields
        .text("settings_json")
        .and_then(|text| serde_json::from_str(&text).ok());
    if settings.is_none() {
        let why = "the settings are no JSON";
        fields.defect(
            DefectKind::NotJson,
            "settings_json",
            why,
            "there are no settings; the text is told here",
        );
    }
    UserSettings {
        user_id: fields.id("user_id"),
        settings,
        updated_at: fields.required_time("updated_at"),
    }
}

pub(super) fn category(fields: &mut Fields, owner: i64) -> UserCategory {
    let value = fields.required_text("value");
    UserCategory {
        id: fields.id("id"),
        user_id: fields.user(owner),
        label: fields.name("label", &value),
        value,
        is_custom: fields.boolean("is_custom", true),
        is_enabled: fields.boolean("is_enabled", true),
        position: position(fields),
    }
}

pub(super) fn unit(fields: &mut Fields, owner: i64) -> UserIngredientUnit {
    UserIngredientUnit {
        entry: category(fields, owner),
        unit_type: fields.required_text("unit_type"),
    }
}

/// A place that must be there; else the first.
pub(super) fn position(fields: &mut Fields) -> i64 {
    if fields.get("position").is_none() {
        fields.missing("position", "it becomes 0");
    }
    fields.integer("position").unwrap_or(0)
}
