//! What a document says of nutrition, and what it does not say at all.

use heirloom::commands::Commands;
use heirloom::commands::Envelope;
use heirloom::commands::recipe::{RecipeCommand, RecordNutrition, SetDifficulty};
use heirloom::events::values::{Actor, Difficulty, NutritionFacts};
use heirloom::revisions;
use heirloom::testing::ThrowawayLog;
use serde_json::{Value, json};

use crate::support::*;

heirloom::on_each_database!(
    nutrition_is_stated_by_the_page_that_it_comes_from,
    a_long_preparation_is_reported_and_stays_in_its_line,
    what_was_tended_here_survives_a_document_that_does_not_speak_of_it,
    a_history_keeps_what_was_tended_here,
    what_the_active_revision_lacks_is_reported_and_the_rest_is_imported,
);

fn with_nutrition(title: &str, calories: &str) -> Value {
    let mut recipe = lines(&["1 leek"]);
    recipe["name"] = json!(title);
    recipe["url"] = json!("https://example.org/soup");
    recipe["nutrition"] = json!({"calories": calories, "proteinContent": "3.5 g", "fatContent": "some"});
    recipe
}

async fn tend(log: &ThrowawayLog, command: impl Into<RecipeCommand>) {
    let envelope = Envelope::new(home(), Actor("ada".into()));
    Commands::new(log.log())
        .send(envelope, command.into())
        .await
        .unwrap();
}

fn hard() -> SetDifficulty {
    SetDifficulty {
        recipe_id: soup(),
        difficulty: Some(Difficulty::Hard),
    }
}

async fn nutrition_is_stated_by_the_page_that_it_comes_from(log: ThrowawayLog) {
    let report = recipes(&log, &with_nutrition("Soup", "240 calories")).await;
    assert_eq!(report.warnings.len(), 1, "{:?}", report.warnings);
    assert!(report.warnings[0].what.contains("`nutrition.fatContent`"));
    let facts = now(&log, soup()).await.content.nutrition;
    let expected = NutritionFacts {
        protein_g: "7/2".parse().ok(),
        source: Some("https://example.org/soup".into()),
        ..NutritionFacts::stated(240)
    };
    assert_eq!(facts, Some(expected));
    assert_eq!(
        recipes(&log, &with_nutrition("Soup", "240 calories"))
            .await
            .events,
        0
    );
}

async fn a_long_preparation_is_reported_and_stays_in_its_line(log: ThrowawayLog) {
    let line = format!("2 leeks, {}", "washed very well and then ".repeat(5));
    let report = recipes(&log, &lines(&[&line, "1 leek, sliced (optional)"])).await;
    assert_eq!(report.failed, []);
    let told = &report.warnings[0].what;
    assert!(
        told.contains("characters, more than 100") && told.contains(line.trim()),
        "{told}"
    );
    let said = now(&log, soup()).await.content.lines;
    assert_eq!(
        (said[0].text.as_str(), &said[0].preparation_method),
        (line.trim(), &None)
    );
    assert_eq!(said[1].preparation_method.as_deref(), Some("sliced"));
    assert!(said[1].optional && !said[0].optional);
}

async fn what_was_tended_here_survives_a_document_that_does_not_speak_of_it(log: ThrowawayLog) {
    recipes(&log, &with_nutrition("Soup", "240")).await;
    tend(&log, hard()).await;
    let own = NutritionFacts::stated(260);
    let record = RecordNutrition {
        recipe_id: soup(),
        facts: Some(own.clone()),
    };
    tend(&log, record).await;
    let report = recipes(&log, &with_nutrition("Leek soup", "240")).await;
    assert_eq!(report.revised, 1);
    let said = now(&log, soup()).await.content;
    assert_eq!(
        (said.title.as_str(), said.preparation_difficulty),
        ("Leek soup", Some(Difficulty::Hard))
    );
    assert_eq!(said.nutrition, Some(own));
    recipes(&log, &with_nutrition("Leek soup", "300")).await;
    let said = now(&log, soup()).await.content;
    assert_eq!(
        said.nutrition.unwrap().calories,
        Some(300),
        "the document says something new"
    );
}

async fn a_history_keeps_what_was_tended_here(log: ThrowawayLog) {
    let life = [
        revision(0, "created", with_nutrition("Soup", "240")),
        revision(1, "edited", with_nutrition("Leek soup", "250")),
    ];
    edits(&log, &history(&life[..1])).await;
    tend(&log, hard()).await;
    let report = edits(&log, &history(&life)).await;
    assert_eq!((report.revised, report.failed.len()), (1, 0));
    let said = now(&log, soup()).await.content;
    assert_eq!(said.preparation_difficulty, Some(Difficulty::Hard));
    assert_eq!(
        (said.title.as_str(), said.nutrition.unwrap().calories),
        ("Leek soup", Some(250))
    );
    assert_eq!(edits(&log, &history(&life)).await.events, 0);
}

async fn what_the_active_revision_lacks_is_reported_and_the_rest_is_imported(log: ThrowawayLog) {
    let initial = revisions::find("initial").unwrap();
    log.database().activate_empty(&initial).await.unwrap();
    let life = [
        revision(0, "created", with_nutrition("Soup", "240")),
        revision(1, "edited", with_nutrition("Soup", "250")),
        revision(2, "edited", with_nutrition("Leek soup", "250")),
    ];
    let report = edits(&log, &history(&life)).await;
    let [failure] = &report.failed[..] else {
        panic!("{:?}", report.failed)
    };
    assert!(
        failure.place.contains("revision 1") && failure.why.contains("heirloom upgrade"),
        "{failure:?}"
    );
    let said = now(&log, soup()).await.content;
    assert_eq!(said.title, "Leek soup");
    // A created recipe takes what its old version cannot hold along as residue.
    assert_eq!(said.nutrition.unwrap().calories, Some(240));
}
