//! Bulk edits and their undo.

use heirloom::commands::catalogue::{DefineIngredients, MergeIngredient, NewIngredient};
use heirloom::commands::recipe::{CreateRecipe, RenameRecipe, TagRecipe};
use heirloom::commands::{Command, Commands};
use heirloom::events::values::{CorrelationId, RecipeId};
use heirloom::testing::ThrowawayLog;

use crate::support::*;

heirloom::on_each_database!(
    a_bulk_edit_is_undone_as_one_and_the_undo_too,
    what_others_changed_since_is_left_alone_and_told,
    one_refused_command_does_not_hold_up_the_others,
    a_bulk_edit_can_be_given_again,
    an_unknown_bulk_edit_is_an_error,
);

fn id(name: &str) -> RecipeId {
    RecipeId::derived(name)
}

async fn three_recipes(commands: &Commands) {
    for name in ["tart", "soup", "salad"] {
        let draft = heirloom::commands::recipe::Draft {
            title: name.into(),
            ..draft()
        };
        commands
            .send(
                by("ada"),
                CreateRecipe {
                    recipe_id: id(name),
                    draft,
                },
            )
            .await
            .unwrap();
    }
}

fn tag_all() -> Vec<Command> {
    ["tart", "soup", "salad"]
        .map(|name| {
            TagRecipe {
                recipe_id: id(name),
                tag: "leek".into(),
            }
            .into()
        })
        .to_vec()
}

async fn tags(commands: &Commands) -> Vec<usize> {
    let mut counts = Vec::new();
    for name in ["tart", "soup", "salad"] {
        counts.push(recipe_of(commands, id(name)).await.content.tags.len());
    }
    counts
}

async fn a_bulk_edit_is_undone_as_one_and_the_undo_too(log: ThrowawayLog) {
    let commands = commands(&log);
    three_recipes(&commands).await;
    let bulk = commands
        .bulk(by("ada").because("autumn"), tag_all())
        .await
        .unwrap();
    assert_eq!((bulk.added(), tags(&commands).await), (3, vec![1, 1, 1]));
    let undo = commands.undo(by("ben"), bulk.correlation_id).await.unwrap();
    assert_eq!(
        (undo.undone.len(), undo.left.len(), tags(&commands).await),
        (3, 0, vec![0, 0, 0])
    );
    let again = commands.undo(by("ben"), bulk.correlation_id).await.unwrap();
    assert!(again.undone.is_empty() && again.left.is_empty());
    commands.undo(by("ada"), undo.correlation_id).await.unwrap();
    assert_eq!(tags(&commands).await, [1, 1, 1]);
}

async fn what_others_changed_since_is_left_alone_and_told(log: ThrowawayLog) {
    let commands = commands(&log);
    three_recipes(&commands).await;
    let rename = |name: &str, title: &str| RenameRecipe {
        recipe_id: id(name),
        title: title.into(),
    };
    let renames = ["tart", "soup"]
        .map(|name| rename(name, &format!("Leek {name}")).into())
        .to_vec();
    let bulk = commands.bulk(by("ada"), renames).await.unwrap();
    commands
        .send(by("ben"), rename("tart", "Ben's tart"))
        .await
        .unwrap();
    commands
        .send(
            by("ben"),
            TagRecipe {
                recipe_id: id("soup"),
                tag: "ben".into(),
            },
        )
        .await
        .unwrap();
    let undo = commands.undo(by("ada"), bulk.correlation_id).await.unwrap();
    assert_eq!((undo.undone.len(), undo.left.len()), (1, 1));
    assert!(
        undo.left[0]
            .why
            .contains("title is `Ben's tart` there and `tart` here"),
        "{undo:?}"
    );
    assert_eq!(recipe_of(&commands, id("tart")).await.content.title, "Ben's tart");
    let soup = recipe_of(&commands, id("soup")).await.content;
    assert_eq!((soup.title.as_str(), soup.tags.len()), ("soup", 1));
}

async fn one_refused_command_does_not_hold_up_the_others(log: ThrowawayLog) {
    let commands = commands(&log);
    three_recipes(&commands).await;
    let ingredients = ["leek", "leeks"].map(NewIngredient::named).to_vec();
    let defined = commands
        .send(by("ada"), DefineIngredients { ingredients })
        .await
        .unwrap();
    let [leek, leeks] = defined.made.ingredient_ids[..] else {
        panic!("two ingredients")
    };
    let edits: Vec<Command> = vec![
        TagRecipe {
            recipe_id: id("unheard of"),
            tag: "leek".into(),
        }
        .into(),
        MergeIngredient {
            ingredient_id: leeks,
            into: leek,
        }
        .into(),
    ];
    let bulk = commands.bulk(by("ada"), edits).await.unwrap();
    assert_eq!(bulk.failures().map(|(i, _)| i).collect::<Vec<_>>(), [0]);
    let undo = commands.undo(by("ada"), bulk.correlation_id).await.unwrap();
    assert_eq!(undo.undone[0].events, 1);
    let key = heirloom::commands::catalogue_key(home());
    let catalogue = commands.load(home(), &key).await.unwrap();
    assert_eq!(catalogue.catalogue().state.find("leeks"), Some(leeks));
}

async fn a_bulk_edit_can_be_given_again(log: ThrowawayLog) {
    let commands = commands(&log);
    three_recipes(&commands).await;
    let envelope = by("ada").identified(heirloom::events::values::CommandId::new());
    commands.bulk(envelope.clone(), tag_all()).await.unwrap();
    let head = log.log().head(home()).await.unwrap();
    let again = commands.bulk(envelope, tag_all()).await.unwrap();
    assert!(
        again
            .results
            .iter()
            .all(|result| result.as_ref().unwrap().repeated)
    );
    assert_eq!((again.added(), log.log().head(home()).await.unwrap()), (0, head));
}

async fn an_unknown_bulk_edit_is_an_error(log: ThrowawayLog) {
    let commands = commands(&log);
    let error = commands
        .undo(by("ada"), CorrelationId::derived("?"))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("there is no bulk edit"), "{error}");
}
