//! What a document does not speak of, a document does not change.
//!
//! A schema.org document has no words for a difficulty or a meal, and what it says of the picture, the diet
//! and the nutrition facts it may have said before: then somebody who corrected that here since is not
//! overruled by a document that says it once more.

use heirloom_events::recipe::Content;
use heirloom_events::values::{DietSet, ImageRef, NutritionFacts};

use super::draft::{IngredientIds, Reading};
use super::schema_org::read_recipes;
use crate::commands::recipe::Draft;

/// What of a document is compared with the document before.
#[derive(Default)]
struct Spoken {
    image: Option<ImageRef>,
    diets: Option<DietSet>,
    nutrition: Option<NutritionFacts>,
}

/// The draft of a document, with what the recipe says now kept where the document says nothing, or nothing
/// new, of it.
pub(crate) fn keeping_the_unsaid(draft: Draft, now: &Content) -> Draft {
    let before = now.document.as_deref().map(of_document).unwrap_or_default();
    let says = Spoken::of(&draft);
    Draft {
        meal_type: draft.meal_type.or_else(|| now.meal_type.clone()),
        preparation_difficulty: draft.preparation_difficulty.or(now.preparation_difficulty),
        image: newer(&before.image, &now.image, says.image),
        image_path: None,
        diets: newer(&before.diets, &now.diets, says.diets),
        diet: None,
        nutrition: newer(&before.nutrition, &now.nutrition, says.nutrition),
        ..draft
    }
}

fn newer<T: PartialEq + Clone>(before: &Option<T>, now: &Option<T>, says: Option<T>) -> Option<T> {
    if says == *before { now.clone() } else { says }
}

impl Spoken {
    fn of(draft: &Draft) -> Self {
        let path = draft
            .image_path
            .as_deref()
            .map(str::trim)
            .map(ImageRef::from_path);
        let diet = draft.diet.as_deref().map(str::trim).map(DietSet::from_text);
        Self {
            image: draft.image.clone().or(path),
            diets: draft.diets.clone().or(diet),
            nutrition: draft.nutrition.clone(),
        }
    }
}

/// What the document said that the recipe was read from before.
fn of_document(document: &str) -> Spoken {
    let first = read_recipes(document.as_bytes(), "the document before")
        .into_iter()
        .next();
    let reading = first.and_then(Result::ok).map(Reading::new);
    let draft = reading.map(|reading| reading.draft(&IngredientIds::new(), String::new()));
    draft.map(|draft| Spoken::of(&draft)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use heirloom_events::values::{Difficulty, Method};
    use serde_json::json;

    fn document(image: &str, kcal: u32) -> String {
        json!({"@type": "Recipe", "name": "Pie", "image": image, "suitableForDiet": "VeganDiet", "nutrition": {"calories": kcal}})
            .to_string()
    }

    fn draft(document: &str) -> Draft {
        let reading = read_recipes(document.as_bytes(), "a.json").remove(0).unwrap();
        Reading::new(reading).draft(&IngredientIds::new(), String::new())
    }

    /// The recipe as it was imported, and then tended here.
    fn tended() -> Content {
        Content {
            meal_type: Some("dessert".into()),
            preparation_difficulty: Some(Difficulty::Hard),
            image: Some(ImageRef::new("bucket", "pie.jpg")),
            diets: Some(DietSet::from_text("vegetarian")),
            nutrition: Some(NutritionFacts {
                calories: Some(300),
                ..NutritionFacts::new(Method::ATWATER_2)
            }),
            ..draft(&document("pie.jpg", 250))
                .settle(&Content::default())
                .unwrap()
        }
    }

    #[test]
    fn a_document_that_says_nothing_new_changes_nothing_that_was_tended_here() {
        let same = keeping_the_unsaid(draft(&document("pie.jpg", 250)), &tended());
        assert_eq!(same.settle(&tended()).unwrap(), tended());
    }

    #[test]
    fn what_a_document_says_anew_counts() {
        let kept = keeping_the_unsaid(draft(&document("better.jpg", 260)), &tended());
        assert_eq!(kept.image, Some(ImageRef::from_path("better.jpg")));
        assert_eq!(kept.nutrition, Some(NutritionFacts::stated(260)));
        assert_eq!(kept.diets, tended().diets);
        let bare = keeping_the_unsaid(draft(r#"{"@type": "Recipe", "name": "Pie"}"#), &tended());
        assert_eq!((bare.image, bare.nutrition, bare.diets), (None, None, None));
        assert_eq!(bare.preparation_difficulty, Some(Difficulty::Hard));
    }
}
