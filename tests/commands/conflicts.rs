//! Two writers on one version: refused with what changed, or merged where they changed different things.

use heirloom::commands::catalogue::{
    AliasIngredient, DefineIngredients, NewIngredient, RecategoriseIngredient, RenameIngredient,
};
use heirloom::commands::recipe::{ArchiveRecipe, RemoveLine, ReviseRecipe, SetNotes};
use heirloom::commands::{CommandError, Refusal};
use heirloom::testing::ThrowawayLog;

use crate::support::*;

heirloom::on_each_database!(
    a_conflict_names_both_versions_and_what_changed,
    a_version_that_never_was_is_a_conflict,
    disjoint_edits_are_merged_on_request,
    edits_of_the_same_thing_are_not_merged,
    an_edit_of_a_recipe_archived_since_is_refused,
    edits_of_different_ingredients_are_merged,
);

async fn a_conflict_names_both_versions_and_what_changed(log: ThrowawayLog) {
    let commands = commands(&log);
    create_tart(&commands).await;
    let mut theirs = heirloom::commands::recipe::Draft::from(content(&commands).await);
    theirs.title = "Gran's tart".into();
    theirs.lines[2].text = "4 eggs".into();
    commands
        .send(
            by("ben"),
            ReviseRecipe {
                recipe_id: tart(),
                draft: theirs,
            },
        )
        .await
        .unwrap();
    let error = commands
        .send(by("ada").expecting(1), rename("Tart"))
        .await
        .unwrap_err();
    let CommandError::Refused(Refusal::Conflict(conflict)) = error else {
        panic!("{error}")
    };
    assert_eq!((conflict.expected, conflict.actual), (1, 3));
    let expected = [
        "title from `Leek tart` to `Gran's tart`",
        "line `3 eggs` changed to `4 eggs`",
    ];
    assert_eq!(conflict.changed_between, expected);
    assert_eq!(content(&commands).await.title, "Gran's tart");
}

async fn a_version_that_never_was_is_a_conflict(log: ThrowawayLog) {
    let commands = commands(&log);
    create_tart(&commands).await;
    let never = "is at version 1 and never had the expected version 7";
    says(commands.send(by("ada").expecting(7), rename("Tart")).await, never);
    says(
        commands
            .send(by("ada").expecting(7).merging(), rename("Tart"))
            .await,
        never,
    );
}

async fn disjoint_edits_are_merged_on_request(log: ThrowawayLog) {
    let commands = commands(&log);
    create_tart(&commands).await;
    let lines = content(&commands).await.lines;
    let remove = RemoveLine {
        recipe_id: tart(),
        line_id: lines[0].line_id,
    };
    commands.send(by("ben"), remove).await.unwrap();
    commands.send(by("ben"), rename("Flour tart")).await.unwrap();
    let mut mine = draft();
    mine.lines[2].text = "4 eggs".into();
    mine.notes = Some("rest the pastry".into());
    let mine = ReviseRecipe {
        recipe_id: tart(),
        draft: mine,
    };
    let receipt = commands
        .send(by("ada").expecting(1).merging(), mine)
        .await
        .unwrap();
    assert_eq!((receipt.events, receipt.version()), (2, 5));
    let merged = content(&commands).await;
    assert_eq!(merged.title, "Flour tart");
    assert_eq!(merged.notes.as_deref(), Some("rest the pastry"));
    let texts: Vec<&str> = merged.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(texts, ["200 g flour", "4 eggs"]);
}

async fn edits_of_the_same_thing_are_not_merged(log: ThrowawayLog) {
    let commands = commands(&log);
    create_tart(&commands).await;
    commands.send(by("ben"), rename("Ben's tart")).await.unwrap();
    let result = commands
        .send(by("ada").expecting(1).merging(), rename("Ada's tart"))
        .await;
    says(
        result,
        "cannot be merged: title is `Ben's tart` there and `Ada's tart` here",
    );
    let same = commands
        .send(by("ada").expecting(1).merging(), rename("Ben's tart"))
        .await
        .unwrap();
    assert_eq!(same.events, 0);
}

async fn an_edit_of_a_recipe_archived_since_is_refused(log: ThrowawayLog) {
    let commands = commands(&log);
    create_tart(&commands).await;
    commands
        .send(by("ben"), ArchiveRecipe { recipe_id: tart() })
        .await
        .unwrap();
    let notes = SetNotes {
        recipe_id: tart(),
        notes: Some("better on day two".into()),
    };
    says(
        commands
            .send(by("ada").expecting(1).merging(), notes.clone())
            .await,
        "is archived",
    );
    says(
        commands.send(by("ada").expecting(1), notes).await,
        "changed between: archived",
    );
}

async fn edits_of_different_ingredients_are_merged(log: ThrowawayLog) {
    let commands = commands(&log);
    let ingredients = ["leek", "onion"].map(NewIngredient::named).to_vec();
    let defined = commands
        .send(by("ada"), DefineIngredients { ingredients })
        .await
        .unwrap();
    let [leek, onion] = defined.made.ingredient_ids[..] else {
        panic!("two ingredients")
    };
    let category = RecategoriseIngredient {
        ingredient_id: onion,
        category: Some("produce".into()),
    };
    commands.send(by("ben"), category).await.unwrap();
    let alias = AliasIngredient {
        ingredient_id: leek,
        alias: "Lauch".into(),
    };
    let receipt = commands
        .send(by("ada").expecting(2).merging(), alias)
        .await
        .unwrap();
    assert_eq!(receipt.version(), 4);
    let rename = RenameIngredient {
        ingredient_id: onion,
        name: "brown onion".into(),
    };
    let clash = format!("cannot be merged: ingredient `{onion}` is");
    says(
        commands.send(by("ada").expecting(2).merging(), rename).await,
        &clash,
    );
}
