//! The catalogue's names are unique whatever happens, and say what the fold says.

use std::collections::HashMap;

use heirloom_events::catalogue::*;
use heirloom_events::values::{IngredientId, folded};
use heirloom_events::{Event, State};
use heirloom_projections::Value;
use heirloom_projections::models;
use heirloom_projections::models::ingredients::query::{by_name, list};
use proptest::prelude::*;

use crate::database::Database;
use crate::log::{Log, Sink, household, rows_of, states};

fn id(n: u8) -> IngredientId {
    IngredientId::derived(&n.to_string())
}

/// Few ids and few names, some of which fold to the same: decisions would refuse much of this.
fn wild_event() -> impl Strategy<Value = CatalogueEvent> {
    let name = || prop_oneof!["[ab]", "[AB]", " a", "b ", "c", "ﬀ", "ff"].prop_map(|name: String| name);
    let ingredient = || (0..4_u8).prop_map(id);
    prop_oneof![
        (ingredient(), name()).prop_map(|(ingredient_id, name)| {
            IngredientDefined {
                ingredient_id,
                name,
                category: None,
            }
            .into()
        }),
        (ingredient(), name())
            .prop_map(|(ingredient_id, name)| IngredientRenamed { ingredient_id, name }.into()),
        (ingredient(), name())
            .prop_map(|(ingredient_id, alias)| IngredientAliased { ingredient_id, alias }.into()),
        (ingredient(), ingredient()).prop_map(|(ingredient_id, into)| IngredientMerged {
            ingredient_id,
            into
        }
        .into()),
        ingredient().prop_map(|ingredient_id| IngredientUnmerged { ingredient_id }.into()),
        ingredient().prop_map(|ingredient_id| IngredientRemoved { ingredient_id }.into()),
        (ingredient(), ingredient(), name()).prop_map(|(ingredient_id, duplicate_of, name)| {
            IngredientDuplicateDefined {
                ingredient_id,
                duplicate_of,
                name,
                category: None,
            }
            .into()
        }),
    ]
}

fn logged(events: &[CatalogueEvent]) -> Log {
    let mut log = Log::default();
    for event in events {
        log.push(household(), Event::Catalogue(event.clone()));
    }
    log
}

proptest! {
    #[test]
    fn a_folded_name_has_one_row_and_the_fold_agrees(events in prop::collection::vec(wild_event(), 1..24)) {
        let log = logged(&events);
        let states = states(&log.events);
        let Some(State::Catalogue(catalogue)) = states.values().next() else { unreachable!() };
        let catalogue = &catalogue.state;
        let Sink(rows) = rows_of(models::find("ingredients", 1).unwrap(), &log.events);
        let mut names = HashMap::new();
        for (_, row) in rows.iter().filter(|(table, _)| *table == 1) {
            let [_, Value::Text(name), Value::Uuid(id), _, Value::Text(written)] = &row[..] else { panic!("{row:?}") };
            prop_assert_eq!(name.as_ref(), folded(written));
            prop_assert!(catalogue.get(IngredientId(*id)).is_some());
            prop_assert!(names.insert(name.to_string(), IngredientId(*id)).is_none(), "`{}` twice", name);
        }
        let there = || catalogue.iter().filter(|(_, i)| !i.removed);
        let borne = there().flat_map(|(_, i)| i.aliases.iter().chain([&i.name]));
        for name in borne {
            let owner = catalogue.owner_of(name);
            // A name that its owner no longer bears, and that another one does, is the owner's in the fold alone.
            let bears = |id| catalogue.get(id).is_some_and(|i| {
                i.aliases.iter().chain([&i.name]).any(|other| folded(other) == folded(name))
            });
            let expected = owner.filter(|id| bears(*id));
            prop_assert_eq!(names.get(&folded(name)).copied(), expected, "`{}`", name);
        }
        let ids = rows.iter().filter(|(table, _)| *table == 0).count();
        prop_assert_eq!(ids, there().count());
    }
}

async fn merged_ingredients_answer_for_one_another(db: Database) {
    let mut log = Log::default();
    let define = |n, name: &str| IngredientDefined {
        ingredient_id: id(n),
        name: name.to_owned(),
        category: None,
    };
    let events: [CatalogueEvent; 6] = [
        define(1, "Scallion").into(),
        define(2, "Spring Onion").into(),
        define(3, "Salt").into(),
        IngredientAliased {
            ingredient_id: id(2),
            alias: "Green onion".to_owned(),
        }
        .into(),
        IngredientMerged {
            ingredient_id: id(1),
            into: id(2),
        }
        .into(),
        IngredientRenamed {
            ingredient_id: id(3),
            name: "Sea salt".to_owned(),
        }
        .into(),
    ];
    for event in events {
        log.push(household(), Event::Catalogue(event));
    }
    db.load(&log.events).await;
    for name in ["scallion", " SPRING  onion", "green onion"] {
        let found = by_name(&db.pool, household(), name).await.unwrap().unwrap();
        assert_eq!(
            (found.ingredient_id, found.name.as_str()),
            (id(2), "Spring Onion")
        );
    }
    assert_eq!(by_name(&db.pool, household(), "salt").await.unwrap(), None);
    let all = list(&db.pool, household()).await.unwrap();
    let all: Vec<_> = all.iter().map(|i| (i.name.as_str(), i.merged_into)).collect();
    assert_eq!(
        all,
        [
            ("Scallion", Some(id(2))),
            ("Sea salt", None),
            ("Spring Onion", None)
        ]
    );
}

#[tokio::test]
async fn merged_ingredients_answer_for_one_another_on_sqlite() {
    merged_ingredients_answer_for_one_another(Database::sqlite().await).await;
}

#[tokio::test]
async fn merged_ingredients_answer_for_one_another_on_postgres() {
    if let Some(db) = Database::postgres().await {
        merged_ingredients_answer_for_one_another(db).await;
    }
}
