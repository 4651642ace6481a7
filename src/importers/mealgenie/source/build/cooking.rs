//! Recipes, their ingredients, their nutrition, their groups, and when they were cooked.

use super::super::defect::DefectKind;
use super::super::fields::Fields;
use super::super::rows::{
    HistoryEntry, Ingredient, NutritionFacts, Recipe, RecipeGroup, RecipeGroupAssociation, RecipeIngredient,
};

pub(super) fn recipe(fields: &mut Fields, owner: i64) -> Recipe {
    let unnamed = format!("Recipe {}", fields.row);
    let times = Times::of(fields);
    Recipe {
        id: fields.id("id"),
        user_id: fields.user(owner),
        name: fields.name("recipe_name", &unnamed),
        category: fields.required_text("recipe_category"),
        meal_type: fields.required_text("meal_type"),
        diet_pref: fields.text("diet_pref"),
        description: fields.text("description"),
        prep_time: times.prep,
        cook_time: times.cook,
        total_time: times.total,
        servings: fields.at_least("servings", 1),
        difficulty: difficulty(fields),
        directions: fields.text("directions"),
        notes: fields.text("notes"),
        reference_image_path: image(fields, "reference_image_path").or_else(|| image(fields, "image_path")),
        banner_image_path: image(fields, "banner_image_path"),
        image_key: image_key(fields),
        created_at: fields.required_time("created_at"),
        is_favorite: fields.boolean("is_favorite", false),
        is_ai_generated: fields.boolean("is_ai_generated", false),
        source_url: fields.text("source_url"),
    }
}

struct Times {
    prep: Option<i64>,
    cook: Option<i64>,
    total: Option<i64>,
}

impl Times {
    /// The application's migration puts the whole time into an empty `cook_time`, and counts a preparation twice by
    /// that. Where there is no preparation it is right; elsewhere the whole time is only kept beside.
    fn of(fields: &mut Fields) -> Self {
        let prep = fields.at_least("prep_time", 0);
        let cook = fields.at_least("cook_time", 0);
        let total = fields.at_least("total_time", 0);
        let known =
            (prep.is_some() || cook.is_some()).then(|| prep.unwrap_or(0).saturating_add(cook.unwrap_or(0)));
        if let (Some(known), Some(whole)) = (known, total)
            && known != whole
        {
            let why = format!(
                "preparing {} and cooking {} are {known} minutes, not {whole}",
                shown(prep),
                shown(cook)
            );
            let becomes =
                "all three are kept as they are; the application's own migration drops the whole time";
            fields.defect(DefectKind::Contradiction, "total_time", &why, becomes);
        }
        let cook = if known.is_none() { total } else { cook };
        Self { prep, cook, total }
    }
}

fn shown(minutes: Option<i64>) -> String {
    minutes.map_or_else(|| "(not known)".to_owned(), |minutes| minutes.to_string())
}

fn difficulty(fields: &mut Fields) -> Option<String> {
    let text = fields.text("difficulty").filter(|text| !text.trim().is_empty())?;
    let known = ["Easy", "Medium", "Hard"]
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(text.trim()));
    let why = "the application knows `Easy`, `Medium` and `Hard`";
    match known {
        Some(known) if known == text => {}
        Some(known) => fields.defect(
            DefectKind::OtherType,
            "difficulty",
            why,
            &format!("it is read as `{known}`"),
        ),
        None => fields.defect(
            DefectKind::UnknownChoice,
            "difficulty",
            why,
            "it is left out, and told here",
        ),
    }
    known.map(str::to_owned)
}

/// A path; blank ones are none. One on the application's own disk may point to nothing.
fn image(fields: &mut Fields, column: &'static str) -> Option<String> {
    let path = fields.text(column).filter(|path| !path.trim().is_empty())?;
    if !path.contains("://") {
        let why = "it is a path on the application's own disk; the image may be missing";
        fields.defect(
            DefectKind::LocalImage,
            column,
            why,
            "the path is kept; no image is looked for",
        );
    }
    Some(path)
}

fn image_key(fields: &mut Fields) -> Option<String> {
    let key = fields.text("image_key").filter(|key| !key.trim().is_empty());
    if key.is_none() {
        fields.missing("image_key", "the images get a key of their own");
    }
    key
}

pub(super) fn ingredient(fields: &mut Fields, owner: i64) -> Ingredient {
    let unnamed = format!("Ingredient {}", fields.row);
    Ingredient {
        id: fields.id("id"),
        user_id: fields.user(owner),
        name: fields.name("ingredient_name", &unnamed),
        category: fields.required_text("ingredient_category"),
        duplicate_of: None,
    }
}

pub(super) fn line(fields: &mut Fields, _: i64) -> RecipeIngredient {
    RecipeIngredient {
        recipe_id: fields.id("recipe_id"),
        ingredient_id: fields.id("ingredient_id"),
        quantity: fields.amount("quantity"),
        unit: fields.text("unit"),
    }
}

pub(super) fn history(fields: &mut Fields, owner: i64) -> HistoryEntry {
    HistoryEntry {
        id: fields.id("id"),
        user_id: fields.user(owner),
        recipe_id: fields.id("recipe_id"),
        cooked_at: fields.required_time("cooked_at"),
    }
}

pub(super) fn nutrition(fields: &mut Fields, _: i64) -> NutritionFacts {
    NutritionFacts {
        id: fields.id("id"),
        recipe_id: fields.id("recipe_id"),
        calories: fields.at_least("calories", 0),
        protein_g: fields.measured("protein_g"),
        total_fat_g: fields.measured("total_fat_g"),
        saturated_fat_g: fields.measured("saturated_fat_g"),
        trans_fat_g: fields.measured("trans_fat_g"),
        cholesterol_mg: fields.measured("cholesterol_mg"),
        sodium_mg: fields.measured("sodium_mg"),
        total_carbs_g: fields.measured("total_carbs_g"),
        dietary_fiber_g: fields.measured("dietary_fiber_g"),
        total_sugars_g: fields.measured("total_sugars_g"),
        is_ai_estimated: fields.boolean("is_ai_estimated", false),
    }
}

pub(super) fn group(fields: &mut Fields, owner: i64) -> RecipeGroup {
    let unnamed = format!("Group {}", fields.row);
    RecipeGroup {
        id: fields.id("id"),
        user_id: fields.user(owner),
        name: fields.name("name", &unnamed),
        created_at: fields.required_time("created_at"),
    }
}

pub(super) fn association(fields: &mut Fields, _: i64) -> RecipeGroupAssociation {
    RecipeGroupAssociation {
        recipe_id: fields.id("recipe_id"),
        group_id: fields.id("group_id"),
    }
}
