//! Lines that stand for recipes: said, refused where a recipe would contain itself, reverted, taken back.

use heirloom::commands::recipe::{
    ArchiveRecipe, CreateRecipe, Draft, DraftLine, ReferLine, RemoveLine, RevertRecipe,
};
use heirloom::commands::{Command, Commands, Envelope};
use heirloom::events::values::{CorrelationId, LineId, RecipeId};
use heirloom::testing::ThrowawayLog;

use crate::support::*;

heirloom::on_each_database!(
    no_recipe_comes_to_contain_itself,
    what_a_line_stands_for_is_reverted_and_taken_back_with_it,
    an_edit_of_an_old_version_keeps_what_others_said_of_lines,
    what_is_not_there_is_not_referred_to,
);

fn recipe(title: &str) -> RecipeId {
    RecipeId::derived(title)
}

fn line(title: &str) -> LineId {
    LineId::derived(title)
}

/// A recipe with one line, of the same id as the recipe's title has.
async fn write_down(commands: &Commands, title: &str) {
    let draft = Draft {
        title: title.into(),
        lines: vec![DraftLine {
            line_id: Some(line(title)),
            ..DraftLine::text("250 g of something")
        }],
        ..Draft::default()
    };
    let create = CreateRecipe {
        recipe_id: recipe(title),
        draft,
    };
    commands
        .send(by("ada"), create)
        .await
        .expect("it is written down");
}

/// The line of the one recipe stands for the other.
fn refer(from: &str, to: Option<&str>) -> Command {
    ReferLine {
        recipe_id: recipe(from),
        line_id: line(from),
        to_recipe_id: to.map(recipe),
    }
    .into()
}

async fn stands_for(commands: &Commands, title: &str) -> Option<RecipeId> {
    let recipe = recipe_of(commands, recipe(title)).await;
    recipe.references.get(&line(title)).copied()
}

async fn no_recipe_comes_to_contain_itself(log: ThrowawayLog) {
    let commands = commands(&log);
    for title in ["Roast", "Gravy", "Stock"] {
        write_down(&commands, title).await;
    }
    for (from, to) in [("Roast", "Gravy"), ("Gravy", "Stock")] {
        let said = commands.send(by("ada"), refer(from, Some(to))).await.unwrap();
        assert_eq!(said.events, 1);
        let again = commands.send(by("ada"), refer(from, Some(to))).await.unwrap();
        assert_eq!(again.events, 0);
    }
    let head = log.log().head(home()).await.unwrap();
    let circle = commands.send(by("ada"), refer("Stock", Some("Roast"))).await;
    says(
        circle,
        "`Roast` → `Gravy` → this recipe: a recipe cannot contain itself",
    );
    says(
        commands.send(by("ada"), refer("Stock", Some("Stock"))).await,
        "a recipe cannot stand in itself",
    );
    assert_eq!(log.log().head(home()).await.unwrap(), head);
    // the circle is open again, and then closed the other way round
    commands.send(by("ada"), refer("Roast", None)).await.unwrap();
    commands
        .send(by("ada"), refer("Stock", Some("Roast")))
        .await
        .unwrap();
    let back = RevertRecipe {
        recipe_id: recipe("Roast"),
        to_version: 2,
    };
    says(
        commands.send(by("ada"), back).await,
        "a recipe cannot contain itself",
    );
}

async fn what_a_line_stands_for_is_reverted_and_taken_back_with_it(log: ThrowawayLog) {
    let commands = commands(&log);
    for title in ["Roast", "Gravy"] {
        write_down(&commands, title).await;
    }
    commands
        .send(by("ada"), refer("Roast", Some("Gravy")))
        .await
        .unwrap();
    let bulk = CorrelationId::derived("an afternoon");
    let remove = RemoveLine {
        recipe_id: recipe("Roast"),
        line_id: line("Roast"),
    };
    let envelope = Envelope {
        correlation_id: Some(bulk),
        ..by("ben")
    };
    commands.send(envelope, remove).await.unwrap();
    assert_eq!(stands_for(&commands, "Roast").await, None);
    let undone = commands.undo(by("ada"), bulk).await.unwrap();
    assert!(undone.left.is_empty(), "{:?}", undone.left);
    assert_eq!(stands_for(&commands, "Roast").await, Some(recipe("Gravy")));
    for (to_version, expected) in [(1, None), (2, Some(recipe("Gravy")))] {
        let recipe_id = recipe("Roast");
        let revert = RevertRecipe {
            recipe_id,
            to_version,
        };
        commands.send(by("ada"), revert).await.unwrap();
        assert_eq!(stands_for(&commands, "Roast").await, expected, "{to_version}");
    }
}

async fn an_edit_of_an_old_version_keeps_what_others_said_of_lines(log: ThrowawayLog) {
    let commands = commands(&log);
    for title in ["Roast", "Gravy"] {
        write_down(&commands, title).await;
    }
    commands
        .send(by("ada"), refer("Roast", Some("Gravy")))
        .await
        .unwrap();
    // ben saw version 1, in which the line stood for nothing
    let recipe_id = recipe("Roast");
    let revert = RevertRecipe {
        recipe_id,
        to_version: 1,
    };
    let merged = commands
        .send(by("ben").expecting(1).merging(), revert)
        .await
        .unwrap();
    assert_eq!(merged.events, 0);
    assert_eq!(stands_for(&commands, "Roast").await, Some(recipe("Gravy")));
    let seen = commands.send(by("ben").expecting(1), refer("Roast", None)).await;
    says(seen, "`250 g of something` stands for recipe");
}

async fn what_is_not_there_is_not_referred_to(log: ThrowawayLog) {
    let commands = commands(&log);
    for title in ["Roast", "Gravy"] {
        write_down(&commands, title).await;
    }
    says(
        commands.send(by("ada"), refer("Roast", Some("Nobody's"))).await,
        "there is no recipe",
    );
    let put_away = ArchiveRecipe {
        recipe_id: recipe("Gravy"),
    };
    commands.send(by("ada"), put_away).await.unwrap();
    says(
        commands.send(by("ada"), refer("Roast", Some("Gravy"))).await,
        "is archived",
    );
    assert_eq!(stands_for(&commands, "Roast").await, None);
}
