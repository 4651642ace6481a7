//! Recipes by ingredient, against a naive model, on random small worlds.

use std::collections::{BTreeMap, BTreeSet};

use heirloom_events::Event;
use heirloom_events::Stream;
use heirloom_events::catalogue::{Catalogue, CatalogueEvent, IngredientDefined, IngredientMerged};
use heirloom_events::recipe::RecipeArchived;
use heirloom_events::values::{IngredientId, LineId, RecipeId, folded};
use heirloom_projections::models::recipes::by_ingredients::{Wanted, recipe_ids_by_ingredients};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::database::Database;
use crate::log::{Log, content, event, household, line};

fn id(n: u8) -> IngredientId {
    IngredientId::derived(&n.to_string())
}

/// Recipes with their ingredients, some archived; merges of ingredients, of which 6 and 7 are never defined.
#[derive(Clone, Debug)]
struct World {
    recipes: Vec<(Vec<u8>, bool)>,
    merges: Vec<(u8, u8)>,
    questions: Vec<[Vec<u8>; 3]>,
}

fn world() -> impl Strategy<Value = World> {
    let ids = |most| prop::collection::vec(0..8_u8, 0..most);
    let recipes = prop::collection::vec((ids(5), prop::bool::weighted(0.2)), 1..14);
    let merges = prop::collection::vec((0..6_u8, 0..6_u8), 0..3);
    let questions = prop::collection::vec([ids(3), ids(3), ids(3)], 10);
    (recipes, merges, questions).prop_map(|(recipes, merges, questions)| World {
        recipes,
        merges,
        questions,
    })
}

struct Model {
    catalogue: Catalogue,
    recipes: BTreeMap<(String, RecipeId), BTreeSet<IngredientId>>,
}

impl Model {
    fn answer(&self, wanted: Wanted<'_>) -> Vec<RecipeId> {
        let canonical = |id: &IngredientId| self.catalogue.canonical(*id);
        let fits = |has: &BTreeSet<IngredientId>| {
            wanted.all_of.iter().all(|id| has.contains(&canonical(id)))
                && (wanted.any_of.is_empty() || wanted.any_of.iter().any(|id| has.contains(&canonical(id))))
                && !wanted.none_of.iter().any(|id| has.contains(&canonical(id)))
        };
        let fitting = self.recipes.iter().filter(|(_, has)| fits(has));
        fitting.map(|((_, id), _)| *id).collect()
    }
}

fn build(world: &World) -> (Log, Model) {
    let mut log = Log::default();
    let mut catalogue = Catalogue::default();
    let define = |n| IngredientDefined {
        ingredient_id: id(n),
        name: format!("i{n}"),
        category: None,
    };
    let merge = |&(a, b): &(u8, u8)| IngredientMerged {
        ingredient_id: id(a),
        into: id(b),
    };
    let events = (0..6)
        .map(|n| define(n).into())
        .chain(world.merges.iter().map(|m| merge(m).into()));
    for event in events.collect::<Vec<CatalogueEvent>>() {
        catalogue.apply(event.clone());
        log.push(household(), Event::Catalogue(event));
    }
    let mut recipes = BTreeMap::new();
    for (at, (ingredients, archived)) in world.recipes.iter().enumerate() {
        let title = format!("Recipe {at}");
        let mut content = content(&title, &[], &[]);
        content.lines = (0..)
            .zip(ingredients)
            .map(|(n, i)| line(LineId::derived(&format!("{at}/{n}")), "some", Some(id(*i))))
            .collect();
        let recipe = log.recipe(content);
        if *archived {
            log.push(recipe, event(RecipeArchived {}));
        } else {
            let has = ingredients.iter().map(|i| catalogue.canonical(id(*i))).collect();
            recipes.insert((folded(&title), recipe), has);
        }
    }
    (log, Model { catalogue, recipes })
}

async fn check(db: &Database, world: &World) {
    let (log, model) = build(world);
    db.load(&log.events).await;
    for lists in &world.questions {
        let lists = lists
            .clone()
            .map(|list| list.into_iter().map(id).collect::<Vec<_>>());
        let wanted = Wanted {
            all_of: &lists[0],
            any_of: &lists[1],
            none_of: &lists[2],
        };
        let found = recipe_ids_by_ingredients(&db.pool, household(), wanted, 100)
            .await
            .unwrap();
        assert_eq!(found, model.answer(wanted), "{wanted:?} in {world:?}");
    }
}

fn worlds(count: usize) -> Vec<World> {
    let mut runner = TestRunner::deterministic();
    (0..count)
        .map(|_| world().new_tree(&mut runner).unwrap().current())
        .collect()
}

#[tokio::test]
async fn recipes_by_ingredient_agree_with_a_naive_model_on_sqlite() {
    for world in worlds(60) {
        check(&Database::sqlite().await, &world).await;
    }
}

#[tokio::test]
async fn recipes_by_ingredient_agree_with_a_naive_model_on_postgres() {
    for world in worlds(6) {
        if let Some(db) = Database::postgres().await {
            check(&db, &world).await;
        }
    }
}
