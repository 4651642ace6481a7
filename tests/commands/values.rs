//! Difficulty, nutrition facts, pictures that move: recorded, merged, reverted, taken back and repeated.

use heirloom::commands::recipe::{
    ChangeLine, RecordNutrition, RelocateImage, RevertRecipe, ReviseRecipe, SetDifficulty, SetImage,
};
use heirloom::commands::{Command, Envelope};
use heirloom::events::values::{CommandId, Difficulty, ImageRef, NutritionFacts};
use heirloom::revisions;
use heirloom::testing::ThrowawayLog;
use serde_json::json;

use crate::support::*;

heirloom::on_each_database!(
    two_people_add_different_values_at_once,
    two_people_state_different_facts_at_once,
    a_picture_that_moved_is_not_merged_over_somebody_elses_new_one,
    values_are_reverted_and_taken_back_with_the_rest,
    commands_in_json_leave_out_what_they_do_not_know,
    a_value_that_the_active_revision_lacks_is_refused_and_nothing_is_written,
);

fn difficulty(difficulty: Difficulty) -> Command {
    SetDifficulty {
        recipe_id: tart(),
        difficulty: Some(difficulty),
    }
    .into()
}

fn nutrition(calories: u32) -> Command {
    RecordNutrition {
        recipe_id: tart(),
        facts: Some(NutritionFacts::stated(calories)),
    }
    .into()
}

fn image(key: &str) -> Command {
    SetImage {
        recipe_id: tart(),
        image_path: Some(key.into()),
    }
    .into()
}

fn relocate(key: &str) -> Command {
    RelocateImage {
        recipe_id: tart(),
        from: ImageRef::from_path(key),
        to: ImageRef::new("media", key),
        blake3: "ab".repeat(32),
    }
    .into()
}

async fn two_people_add_different_values_at_once(log: ThrowawayLog) {
    let commands = commands(&log);
    create_tart(&commands).await;
    let old = || by("ben").expecting(1).merging();
    commands
        .send(by("ada"), difficulty(Difficulty::Hard))
        .await
        .unwrap();
    commands.send(old(), nutrition(320)).await.unwrap();
    let said = content(&commands).await;
    assert_eq!(said.preparation_difficulty, Some(Difficulty::Hard));
    assert_eq!(said.nutrition, Some(NutritionFacts::stated(320)));
}

async fn two_people_state_different_facts_at_once(log: ThrowawayLog) {
    let commands = commands(&log);
    create_tart(&commands).await;
    commands.send(by("ada"), nutrition(300)).await.unwrap();
    let clash = commands
        .send(by("ben").expecting(1).merging(), nutrition(320))
        .await;
    says(
        clash,
        "nutrition facts is `300 kcal by stated@1` there and `320 kcal by stated@1` here",
    );
    commands
        .send(by("ada"), difficulty(Difficulty::Easy))
        .await
        .unwrap();
    let clash = commands
        .send(by("ben").expecting(2).merging(), difficulty(Difficulty::Hard))
        .await;
    says(clash, "difficulty is `easy` there and `hard` here");
}

async fn a_picture_that_moved_is_not_merged_over_somebody_elses_new_one(log: ThrowawayLog) {
    let commands = commands(&log);
    create_tart(&commands).await;
    commands.send(by("ada"), image("a.jpg")).await.unwrap();
    commands.send(by("ben"), image("b.jpg")).await.unwrap();
    let late = commands
        .send(by("ada").expecting(2).merging(), relocate("a.jpg"))
        .await;
    says(late, "the recipe shows `file:b.jpg` by now, not `file:a.jpg`");
    let moved = commands
        .send(by("ada").expecting(2).merging(), relocate("b.jpg"))
        .await
        .unwrap();
    assert_eq!(moved.events, 1);
    // The very event, with its hash, and not just another picture.
    let stored = log
        .log()
        .read_household(home(), moved.position - 1, 1)
        .await
        .unwrap();
    assert_eq!(stored[0].event_type, "RecipeImageRelocated");
}

async fn values_are_reverted_and_taken_back_with_the_rest(log: ThrowawayLog) {
    let commands = commands(&log);
    create_tart(&commands).await;
    commands.send(by("ada"), image("a.jpg")).await.unwrap();
    let before = content(&commands).await;
    let edits = vec![difficulty(Difficulty::Hard), nutrition(320), relocate("a.jpg")];
    let bulk = commands.bulk(by("ada"), edits).await.unwrap();
    assert_eq!((bulk.added(), bulk.failures().count()), (3, 0));
    let after = content(&commands).await;
    let undo = commands.undo(by("ben"), bulk.correlation_id).await.unwrap();
    assert_eq!((content(&commands).await, undo.left.len()), (before.clone(), 0));
    let revert = |to_version| RevertRecipe {
        recipe_id: tart(),
        to_version,
    };
    commands.send(by("ada"), revert(5)).await.unwrap();
    assert_eq!(content(&commands).await, after);
    commands.send(by("ada"), revert(2)).await.unwrap();
    assert_eq!(content(&commands).await, before);
}

async fn commands_in_json_leave_out_what_they_do_not_know(log: ThrowawayLog) {
    let commands = commands(&log);
    create_tart(&commands).await;
    let line = content(&commands).await.lines[1].line_id;
    let change = json!({"change_line": {"recipe_id": tart(), "line": {"line_id": line, "text": "1 cup flour", "unit": "cup"}}});
    let facts =
        json!({"record_nutrition": {"recipe_id": tart(), "facts": {"calories": 320, "source": "a label"}}});
    for (command, named) in [(change, "change_line"), (facts, "record_nutrition")] {
        let command: Command = serde_json::from_value(command).unwrap();
        let written = serde_json::to_value(&command).unwrap();
        assert!(written.get(named).is_some());
        assert_eq!(serde_json::from_value::<Command>(written).unwrap(), command);
        commands.send(by("ada"), command).await.unwrap();
    }
    let said = content(&commands).await;
    assert_eq!(
        said.lines[1].unit_id.as_ref().map(|id| id.as_str()),
        Some("us_cup")
    );
    assert_eq!(said.nutrition.unwrap().method.as_str(), "stated@1");
    let draft = json!({"revise_recipe": {"recipe_id": tart(), "draft": {"title": "Tart", "nutrition": {"calories": 1}, "lines": [{"text": "flour"}]}}});
    let revise: Command = serde_json::from_value(draft).unwrap();
    commands.send(by("ada"), revise).await.unwrap();
    assert_eq!(
        content(&commands).await.nutrition,
        Some(NutritionFacts::stated(1))
    );
    let mut both = draft_with_image();
    both.draft.image_path = Some("b.jpg".into());
    says(commands.send(by("ada"), both).await, "it stands beside `image`");
    let mut line = content(&commands).await.lines[0].clone();
    line.preparation_method = Some("x".repeat(101));
    let change = ChangeLine {
        recipe_id: tart(),
        line,
    };
    says(
        commands.send(by("ada"), change).await,
        "it has 101 characters; at most 100",
    );
}

fn draft_with_image() -> ReviseRecipe {
    let draft = heirloom::commands::recipe::Draft {
        image: Some(ImageRef::new("media", "a.jpg")),
        ..draft()
    };
    ReviseRecipe {
        recipe_id: tart(),
        draft,
    }
}

async fn a_value_that_the_active_revision_lacks_is_refused_and_nothing_is_written(log: ThrowawayLog) {
    log.database()
        .activate_empty(&revisions::find("initial").unwrap())
        .await
        .unwrap();
    let commands = commands(&log);
    create_tart(&commands).await;
    commands.send(by("ada"), image("a.jpg")).await.unwrap();
    let head = log.log().head(home()).await.unwrap();
    let envelope = |name: &str| Envelope {
        command_id: Some(CommandId::derived(name)),
        ..by("ada")
    };
    for (command, named) in [
        (difficulty(Difficulty::Hard), "RecipeDifficultySet"),
        (nutrition(320), "NutritionRecorded"),
        (relocate("a.jpg"), "RecipeImageRelocated"),
    ] {
        let result = commands.send(envelope(named), command).await;
        let message = result.unwrap_err().to_string();
        assert!(
            message.contains(named) && message.contains("heirloom upgrade"),
            "{message}"
        );
    }
    assert_eq!(log.log().head(home()).await.unwrap(), head);
    // What was there at the first revision goes on working, whatever is new beside it.
    let revised = commands.send(by("ada"), draft_with_image()).await.unwrap();
    assert_eq!(
        content(&commands).await.image,
        Some(ImageRef::new("media", "a.jpg"))
    );
    assert_eq!(revised.events, 1);
}
