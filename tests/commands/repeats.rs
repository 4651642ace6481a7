//! A command given twice is carried out once and answered twice.

use futures_util::future::join_all;
use heirloom::commands::recipe::{AddLine, ArchiveRecipe, CreateRecipe, DraftLine, Place};
use heirloom::events::values::CommandId;
use heirloom::testing::ThrowawayLog;

use crate::support::*;

heirloom::on_each_database!(
    a_repeated_command_gives_the_first_receipt,
    a_repeat_is_answered_even_where_it_would_now_be_refused,
    a_repeat_of_a_command_that_changed_nothing_still_changes_nothing,
    fifty_sendings_of_one_command_are_one_command,
    occurred_at_never_goes_back_within_a_stream,
);

async fn a_repeated_command_gives_the_first_receipt(log: ThrowawayLog) {
    let commands = commands(&log);
    create_tart(&commands).await;
    let add = AddLine {
        recipe_id: tart(),
        line: DraftLine::text("nutmeg"),
        place: Place::First,
    };
    let envelope = by("ada").identified(CommandId::new());
    let first = commands.send(envelope.clone(), add.clone()).await.unwrap();
    commands.send(by("ben"), rename("Tart")).await.unwrap();
    let second = commands.send(envelope, add).await.unwrap();
    assert!(!first.repeated && second.repeated);
    assert_eq!(
        second,
        heirloom::commands::Receipt {
            repeated: true,
            ..first
        }
    );
    assert_eq!(second.made.line_ids.len(), 1);
    assert_eq!(content(&commands).await.lines.len(), 4);
}

async fn a_repeat_is_answered_even_where_it_would_now_be_refused(log: ThrowawayLog) {
    let commands = commands(&log);
    let envelope = by("ada").identified(CommandId::new());
    let create = CreateRecipe {
        recipe_id: tart(),
        draft: draft(),
    };
    let first = commands.send(envelope.clone(), create.clone()).await.unwrap();
    let renaming = by("ada").identified(CommandId::new()).expecting(1);
    commands.send(renaming.clone(), rename("Tart")).await.unwrap();
    commands
        .send(by("ben"), ArchiveRecipe { recipe_id: tart() })
        .await
        .unwrap();
    let second = commands.send(envelope, create.clone()).await.unwrap();
    assert!(second.repeated);
    assert_eq!((second.position, second.version()), (first.position, 1));
    assert_eq!(second.made.recipe_id, Some(tart()));
    assert!(commands.send(renaming, rename("Tart")).await.unwrap().repeated);
    says(commands.send(by("ada"), create).await, "exists already");
}

async fn a_repeat_of_a_command_that_changed_nothing_still_changes_nothing(log: ThrowawayLog) {
    let commands = commands(&log);
    create_tart(&commands).await;
    let envelope = by("ada").identified(CommandId::new());
    let first = commands
        .send(envelope.clone(), rename("Leek tart"))
        .await
        .unwrap();
    assert_eq!((first.events, first.repeated), (0, false));
    commands.send(by("ben"), rename("Quiche")).await.unwrap();
    let second = commands.send(envelope, rename("Leek tart")).await.unwrap();
    assert_eq!((second.events, second.repeated), (0, true));
    assert_eq!(content(&commands).await.title, "Quiche");
}

async fn fifty_sendings_of_one_command_are_one_command(log: ThrowawayLog) {
    let commands = commands(&log);
    create_tart(&commands).await;
    let envelope = by("ada").identified(CommandId::new());
    let sendings = (0..50).map(|_| {
        let (commands, envelope) = (commands.clone(), envelope.clone());
        let add = AddLine {
            recipe_id: tart(),
            line: DraftLine::text("nutmeg"),
            place: Place::Last,
        };
        tokio::spawn(async move { commands.send(envelope, add).await })
    });
    let receipts: Vec<_> = join_all(sendings)
        .await
        .into_iter()
        .map(|r| r.unwrap().unwrap())
        .collect();
    assert_eq!(receipts.iter().filter(|receipt| !receipt.repeated).count(), 1);
    assert!(
        receipts
            .iter()
            .all(|receipt| receipt.position == 2 && receipt.version() == 2)
    );
    assert_eq!(content(&commands).await.lines.len(), 4);
}

async fn occurred_at_never_goes_back_within_a_stream(log: ThrowawayLog) {
    let commands = commands(&log);
    let at = |text: &str| heirloom::commands::Envelope {
        occurred_at: Some(text.parse().unwrap()),
        ..by("ada")
    };
    let create = CreateRecipe {
        recipe_id: tart(),
        draft: draft(),
    };
    commands.send(at("2019-05-01T10:00:00Z"), create).await.unwrap();
    commands
        .send(at("2018-01-01T10:00:00Z"), rename("Tart"))
        .await
        .unwrap();
    commands.send(by("ben"), rename("Quiche")).await.unwrap();
    let key = heirloom::events::StreamKey::new(heirloom::events::StreamType::Recipe, tart());
    let events = commands.load(home(), &key).await.unwrap().events;
    assert_eq!(events[0].occurred_at(), events[1].occurred_at());
    assert_eq!(events[2].metadata.occurred_at, None);
    let future = commands.send(at("2999-01-01T00:00:00Z"), rename("Later")).await;
    says(future, "occurred_at is not valid");
}
