//! A recipe's content: a part of `RecipeCreated` and `RecipeReverted`.

mod v1_to_v2;
mod v2_to_v3;
mod v3_to_v4;
mod v4_to_v5;
mod v5_to_v6;
mod v6_to_v7;
// The next step goes here.

pub use v1_to_v2::V1ToV2;
pub use v2_to_v3::V2ToV3;
pub use v3_to_v4::V3ToV4;
pub use v4_to_v5::V4ToV5;
pub use v5_to_v6::V5ToV6;
pub use v6_to_v7::V6ToV7;

/// A content of one version out of one of another: the fields that no step has touched yet, those that this
/// step keeps, and those that it makes.
///
/// `content!(v2 from old keeps { lines, diet }, calories_per_serving: None)`. A step that touches one of the
/// fields in here spells its content out.
macro_rules! content {
    ($version:ident from $old:ident keeps { $($kept:ident),* $(,)? } $(, $field:ident: $value:expr)* $(,)?) => {
        $version::Content {
            title: $old.title,
            description: $old.description,
            category: $old.category,
            meal_type: $old.meal_type,
            servings: $old.servings,
            yield_text: $old.yield_text,
            prep_minutes: $old.prep_minutes,
            cook_minutes: $old.cook_minutes,
            total_minutes: $old.total_minutes,
            steps: $old.steps,
            notes: $old.notes,
            tags: $old.tags,
            source_url: $old.source_url,
            document: $old.document,
            $($kept: $old.$kept,)*
            $($field: $value,)*
        }
    };
}
use content;
