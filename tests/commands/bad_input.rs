//! What must be refused, and leaves nothing behind.

use heirloom::commands::Envelope;
use heirloom::commands::recipe::{ArchiveRecipe, CreateRecipe, Draft, DraftLine, RestoreRecipe};
use heirloom::events::values::{Actor, IngredientId};
use heirloom::testing::ThrowawayLog;

use crate::support::*;

heirloom::on_each_database!(
    bad_drafts_are_refused_and_leave_nothing,
    bad_envelopes_are_refused_and_leave_nothing,
    archived_recipes_refuse_edits_until_they_are_restored,
    an_ingredient_that_is_not_in_the_catalogue_is_refused,
    everything_at_its_limit_is_kept,
);

async fn bad_drafts_are_refused_and_leave_nothing(log: ThrowawayLog) {
    let commands = commands(&log);
    let create = |draft| CreateRecipe {
        recipe_id: tart(),
        draft,
    };
    let line = |text: &str| Draft {
        lines: vec![DraftLine::text(text)],
        ..draft()
    };
    let too_long = Draft {
        notes: Some("x".repeat(20_001)),
        ..draft()
    };
    says(
        commands.send(by("ada"), create(Draft::default())).await,
        "title is not valid: it is blank",
    );
    says(
        commands.send(by("ada"), create(line("salt\0"))).await,
        "U+0000 at byte 4",
    );
    says(
        commands.send(by("ada"), create(too_long)).await,
        "20001 characters; at most 20000",
    );
    says(
        commands.send(by("ada"), rename("Tart")).await,
        "there is no recipe",
    );
    assert_eq!(log.log().head(home()).await.unwrap(), 0);
}

async fn bad_envelopes_are_refused_and_leave_nothing(log: ThrowawayLog) {
    let commands = commands(&log);
    let send = |envelope: Envelope| {
        commands.send(
            envelope,
            CreateRecipe {
                recipe_id: tart(),
                draft: draft(),
            },
        )
    };
    says(send(by(" ")).await, "actor is not valid: it is blank");
    says(send(by(&"x".repeat(101))).await, "at most 100");
    says(
        send(by("ada").because("x".repeat(2_001))).await,
        "reason is not valid",
    );
    says(
        send(Envelope {
            actor: Actor("a\0".into()),
            ..by("ada")
        })
        .await,
        "U+0000",
    );
    assert_eq!(log.log().head(home()).await.unwrap(), 0);
}

async fn archived_recipes_refuse_edits_until_they_are_restored(log: ThrowawayLog) {
    let commands = commands(&log);
    create_tart(&commands).await;
    commands
        .send(by("ada"), ArchiveRecipe { recipe_id: tart() })
        .await
        .unwrap();
    says(commands.send(by("ada"), rename("Tart")).await, "`Leek tart`");
    commands
        .send(by("ada"), RestoreRecipe { recipe_id: tart() })
        .await
        .unwrap();
    assert_eq!(
        commands.send(by("ada"), rename("Tart")).await.unwrap().version(),
        4
    );
}

async fn an_ingredient_that_is_not_in_the_catalogue_is_refused(log: ThrowawayLog) {
    let commands = commands(&log);
    let mut draft = draft();
    draft.lines[0].ingredient_id = Some(IngredientId::derived("unheard of"));
    says(
        commands
            .send(
                by("ada"),
                CreateRecipe {
                    recipe_id: tart(),
                    draft,
                },
            )
            .await,
        "there is no ingredient",
    );
}

async fn everything_at_its_limit_is_kept(log: ThrowawayLog) {
    let commands = commands(&log);
    let draft = Draft {
        title: "é".repeat(255),
        lines: (0..500).map(|i| DraftLine::text(format!("{i:é>2000}"))).collect(),
        document: Some("\"\\\r\u{1}".repeat(125_000)),
        ..draft()
    };
    commands
        .send(
            by("ada"),
            CreateRecipe {
                recipe_id: tart(),
                draft: draft.clone(),
            },
        )
        .await
        .unwrap();
    let kept = content(&commands).await;
    assert_eq!((kept.title, kept.document), (draft.title, draft.document));
    assert!(
        kept.lines
            .iter()
            .zip(&draft.lines)
            .all(|(kept, given)| kept.text == given.text)
    );
}
