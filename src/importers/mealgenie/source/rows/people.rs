//! People, their preferences and their vocabularies.

use chrono::{DateTime, Utc};
use serde::Serialize;

/// A person. Nothing of signing in and paying is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct User {
    /// Its id.
    pub id: i64,
    /// The name.
    pub name: Option<String>,
    /// The address.
    pub email: Option<String>,
    /// Since when.
    pub created_at: Option<DateTime<Utc>>,
}

/// A person's preferences.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UserSettings {
    /// Whose.
    pub user_id: i64,
    /// They; none where the text is no JSON.
    pub settings: Option<serde_json::Value>,
    /// Since when.
    pub updated_at: Option<DateTime<Utc>>,
}

/// A category of a user's, of recipes or of ingredients.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UserCategory {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub user_id: i64,
    /// What rows hold of it.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// Whether the user made it.
    pub is_custom: bool,
    /// Whether it is offered.
    pub is_enabled: bool,
    /// Its place.
    pub position: i64,
}

/// A unit of a user's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UserIngredientUnit {
    /// What it has in common with categories.
    #[serde(flatten)]
    pub entry: UserCategory,
    /// `count`, `mass` or `volume`.
    pub unit_type: String,
}
