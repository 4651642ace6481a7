//! Properties of the folds: they take any sequence of events, and the past is a prefix.

use chrono::{DateTime, TimeDelta, Utc};
use heirloom_events::catalogue::*;
use heirloom_events::meal::*;
use heirloom_events::plan::*;
use heirloom_events::recipe::*;
use heirloom_events::shopping::{
    ItemFlagged, ItemHaveSet, ItemMoved, ItemRemoved, ItemTicked, ItemUnticked, ListSynchronised,
    ShoppingEvent, ShoppingLineAdded, ShoppingLineChanged, ShoppingLineRemoved, ShoppingList,
};
use heirloom_events::source::*;
use heirloom_events::values::{
    DietSet, Difficulty, ImageRef, IngredientId, ItemId, LineId, NutritionFacts, Quantity, RecipeId, RuleId,
    SelectionId, ShoppingMode, ShoppingSource, Side, StepId, folded,
};
use heirloom_events::{Folded, Stamp, Stream};
use proptest::option;
use proptest::prelude::*;

// Few ids and names, so that events meet each other, and meet things that are gone.
fn line_ids() -> impl Strategy<Value = LineId> {
    (0..5_u8).prop_map(|n| LineId::derived(&n.to_string()))
}

fn texts() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["leek", "Leek", "flour", "½ cup", "ß", "İ", ""]).prop_map(str::to_owned)
}

fn lines() -> impl Strategy<Value = Line> {
    (line_ids(), texts()).prop_map(|(line_id, text)| Line {
        line_id,
        text,
        amount: None,
        unit: None,
        unit_id: None,
        ingredient_id: None,
        preparation_method: None,
        optional: false,
    })
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (0..4_u8, texts()).prop_map(|(n, text)| Step {
        step_id: StepId::derived(&n.to_string()),
        section: None,
        text,
    });
    prop::collection::vec(step, 0..4)
}

/// Contents as a hand-written log may hold them: ids and tags may come twice.
fn contents() -> impl Strategy<Value = Content> {
    let lists = (
        prop::collection::vec(lines(), 0..6),
        steps(),
        prop::collection::vec(texts(), 0..4),
    );
    (texts(), option::of(texts()), lists).prop_map(|(title, notes, (lines, steps, tags))| Content {
        title,
        notes,
        lines,
        steps,
        tags,
        ..Content::default()
    })
}

fn images() -> impl Strategy<Value = ImageRef> {
    (texts(), texts()).prop_map(|(storage, key)| ImageRef::new(storage, key))
}

fn difficulties() -> impl Strategy<Value = Difficulty> {
    prop::sample::select(Difficulty::ALL.to_vec())
}

fn recipe_events() -> impl Strategy<Value = RecipeEvent> {
    prop_oneof![
        contents().prop_map(|content| RecipeCreated { content }.into()),
        texts().prop_map(|title| RecipeRenamed { title }.into()),
        option::of(texts()).prop_map(|description| RecipeDescribed { description }.into()),
        (lines(), option::of(line_ids()))
            .prop_map(|(line, after)| IngredientLineAdded { line, after }.into()),
        lines().prop_map(|line| IngredientLineChanged { line }.into()),
        line_ids().prop_map(|line_id| IngredientLineRemoved { line_id }.into()),
        (line_ids(), option::weighted(0.8, texts())).prop_map(|(line_id, recipe)| {
            let recipe_id = recipe.as_deref().map(RecipeId::derived);
            IngredientLineReferenceSet { line_id, recipe_id }.into()
        }),
        prop::collection::vec(line_ids(), 0..7).prop_map(|order| IngredientLinesReordered { order }.into()),
        steps().prop_map(|steps| DirectionsRevised { steps }.into()),
        texts().prop_map(|tag| RecipeTagged { tag }.into()),
        texts().prop_map(|tag| RecipeUntagged { tag }.into()),
        (0..1_000_000_i64).prop_map(|s| RecipeCooked {
            cooked_at: DateTime::UNIX_EPOCH + TimeDelta::seconds(s)
        }
        .into()),
        option::of(images()).prop_map(|image| RecipeImageSet { image }.into()),
        images().prop_map(|to| RecipeImageRelocated {
            to,
            blake3: "0".repeat(64)
        }
        .into()),
        option::of(texts()).prop_map(|diet| RecipeDietSet {
            diets: diet.map(|text| DietSet::from_text(&text))
        }
        .into()),
        option::of(difficulties()).prop_map(|difficulty| RecipeDifficultySet { difficulty }.into()),
        option::of(0..900_u32).prop_map(|calories| NutritionRecorded {
            facts: calories.map(NutritionFacts::stated)
        }
        .into()),
        Just(RecipeFavourited {}.into()),
        Just(RecipeUnfavourited {}.into()),
        Just(RecipeArchived {}.into()),
        Just(RecipeRestored {}.into()),
        (0..9_u64, contents())
            .prop_map(|(to_version, content)| RecipeReverted { to_version, content }.into()),
    ]
}

fn ingredient_ids() -> impl Strategy<Value = IngredientId> {
    (0..4_u8).prop_map(|n| IngredientId::derived(&n.to_string()))
}

fn catalogue_events() -> impl Strategy<Value = CatalogueEvent> {
    prop_oneof![2 => naming_events(), 1 => kitchen_events()]
}

fn naming_events() -> impl Strategy<Value = CatalogueEvent> {
    (0..6_u8, ingredient_ids(), ingredient_ids(), texts()).prop_map(|(which, ingredient_id, into, name)| {
        match which {
            0 => IngredientDefined {
                ingredient_id,
                name,
                category: None,
            }
            .into(),
            1 => IngredientRenamed { ingredient_id, name }.into(),
            2 => IngredientAliased {
                ingredient_id,
                alias: name,
            }
            .into(),
            3 => IngredientRecategorised {
                ingredient_id,
                category: Some(name),
            }
            .into(),
            // Cycles too: decisions refuse them, a fold must not hang on them.
            4 => IngredientMerged { ingredient_id, into }.into(),
            _ => IngredientUnmerged { ingredient_id }.into(),
        }
    })
}

fn quantities() -> impl Strategy<Value = Quantity> {
    (0..9_i128, 1..4_i128).prop_map(|(n, d)| Quantity::new(n, d).expect("it is in bounds"))
}

/// What came to be known of ingredients beside their names.
fn kitchen_events() -> impl Strategy<Value = CatalogueEvent> {
    let ids = (ingredient_ids(), ingredient_ids(), 0..3_u8);
    (0..9_u8, ids, texts(), quantities()).prop_map(|(which, (ingredient_id, other, rule), text, quantity)| {
        let rule_id = RuleId::derived(&rule.to_string());
        let state = (!text.is_empty()).then(|| text.clone());
        match which {
            0 => IngredientDuplicateDefined {
                ingredient_id,
                duplicate_of: other,
                name: text,
                category: None,
            }
            .into(),
            1 => IngredientRemoved { ingredient_id }.into(),
            2 => DensitySet {
                ingredient_id,
                state,
                grams_per_ml: quantity,
            }
            .into(),
            3 => DensityRemoved { ingredient_id, state }.into(),
            4 => PortionSet {
                ingredient_id,
                unit: text,
                amount: quantity,
                amount_unit: "gram".parse().expect("it is a unit"),
            }
            .into(),
            5 => PortionRemoved {
                ingredient_id,
                unit: text,
            }
            .into(),
            6 => UnitRuleSet {
                rule_id,
                ingredient_name: text,
                from_unit: "g".into(),
                to_unit: "kg".into(),
                factor: quantity,
                round_up: rule == 0,
            }
            .into(),
            7 => UnitRuleRemoved { rule_id }.into(),
            _ => PantrySet {
                ingredient_id,
                quantity: Some(quantity),
                unit: state,
                on_hand: rule == 0,
            }
            .into(),
        }
    })
}

fn sides() -> impl Strategy<Value = Vec<Side>> {
    let side = (0..4_u16, texts()).prop_map(|(slot, name)| Side {
        slot,
        recipe_id: RecipeId::derived(&name),
    });
    prop::collection::vec(side, 0..4)
}

fn plan_events() -> impl Strategy<Value = PlanEvent> {
    let ids = prop::collection::vec(0..4_u8, 1..5);
    (0..10_u8, ids, 1..8_u32, sides()).prop_map(|(which, ids, day, sides)| {
        let id = |n: &u8| SelectionId::derived(&n.to_string());
        let selection_id = id(&ids[0]);
        let planned_date = chrono::NaiveDate::from_ymd_opt(2026, 3, day).expect("March has 31 days");
        let shopping_mode = ShoppingMode::ALL[day as usize % 3];
        match which {
            0 | 1 => MealSelected {
                selection_id,
                main_recipe_id: RecipeId::derived("tart"),
                meal_id: None,
                sides,
                planned_date,
                shopping_mode,
            }
            .into(),
            2 => MealMoved {
                selection_id,
                planned_date,
            }
            .into(),
            3 => PlanReordered {
                order: ids.iter().map(id).collect(),
            }
            .into(),
            4 => MealServingsSet {
                selection_id,
                servings: Some(day),
            }
            .into(),
            5 => MealCompleted {
                selection_id,
                completed_at: DateTime::UNIX_EPOCH,
            }
            .into(),
            6 => MealReopened { selection_id }.into(),
            7 => MealCleared { selection_id }.into(),
            8 => MealShoppingSet {
                selection_id,
                shopping_mode,
            }
            .into(),
            _ => MealRemoved { selection_id }.into(),
        }
    })
}

fn meal_events() -> impl Strategy<Value = MealEvent> {
    let dishes = prop::collection::vec(texts().prop_map(|name| RecipeId::derived(&name)), 0..4);
    (0..7_u8, texts(), dishes, any::<bool>()).prop_map(|(which, name, sides, saved)| {
        let main_recipe_id = RecipeId::derived(&name);
        let tags = vec![name.clone()];
        match which {
            0 => MealCreated {
                name,
                main_recipe_id,
                sides,
                tags,
                saved,
            }
            .into(),
            1 => MealRenamed { name }.into(),
            2 => MealComposed {
                main_recipe_id,
                sides,
            }
            .into(),
            3 => MealTagsSet { tags }.into(),
            4 => MealSavedSet { saved }.into(),
            5 => MealArchived {}.into(),
            _ => MealRestored {}.into(),
        }
    })
}

fn shopping_events() -> impl Strategy<Value = ShoppingEvent> {
    (0..11_u8, 0..3_u8, texts(), quantities()).prop_map(|(which, n, text, quantity)| {
        let item_id = ItemId::derived(&n.to_string());
        let (key, algorithm) = (text.clone(), n);
        match which {
            0 | 1 => ShoppingLineAdded {
                item_id,
                name: text,
                quantity,
                unit: None,
                category: None,
                source: ShoppingSource::manual(),
                key: None,
            }
            .into(),
            2 => ShoppingLineChanged {
                item_id,
                name: Some(text),
                quantity: Some(quantity),
                unit: None,
                category: None,
            }
            .into(),
            3 => ShoppingLineRemoved { item_id }.into(),
            4 => ItemTicked {
                key,
                algorithm,
                quantity: Some(quantity),
                unit: None,
            }
            .into(),
            5 => ItemUnticked { key, algorithm }.into(),
            6 => ItemHaveSet {
                key,
                algorithm,
                have: true,
            }
            .into(),
            7 => ItemFlagged {
                key,
                algorithm,
                flagged: false,
            }
            .into(),
            8 => ItemMoved {
                key,
                algorithm,
                category: text,
            }
            .into(),
            9 => ItemRemoved { key, algorithm }.into(),
            _ => ListSynchronised {}.into(),
        }
    })
}

fn source_events() -> impl Strategy<Value = SourceEvent> {
    (0..3_u8, 0..3_u8, texts(), texts()).prop_map(|(which, row, table, text)| match which {
        0 => SourceOpened {
            kind: table,
            name: text,
            revision: row.to_string(),
        }
        .into(),
        1 => SourceRowsTaken {
            table,
            rows: vec![TakenRow {
                row: row.to_string(),
                digest: text,
                became: vec![],
            }],
        }
        .into(),
        _ => SourceRowsGone {
            table,
            rows: vec![row.to_string()],
        }
        .into(),
    })
}

fn stamp(n: usize) -> Stamp {
    let at: DateTime<Utc> = DateTime::UNIX_EPOCH + TimeDelta::minutes(i64::try_from(n).expect("few events"));
    Stamp {
        position: n as u64,
        occurred_at: at,
        recorded_at: at,
    }
}

fn fold<S: Stream>(events: &[S::Event]) -> Folded<S>
where
    S::Event: Clone,
{
    let mut state = Folded::default();
    events
        .iter()
        .enumerate()
        .for_each(|(n, event)| state.apply([event.clone()], stamp(n)));
    state
}

/// Folding on from the prefix comes to what folding everything comes to, and never changes the past.
fn as_of_is_the_fold_of_the_prefix<S: Stream>(events: &[S::Event], cut: usize) -> Result<(), TestCaseError>
where
    S::Event: Clone,
{
    let cut = cut.min(events.len());
    let past: Folded<S> = fold(&events[..cut]);
    prop_assert_eq!(past.version, cut as u64);
    let mut state = past.clone();
    for (n, event) in events.iter().enumerate().skip(cut) {
        state.apply([event.clone()], stamp(n));
    }
    prop_assert_eq!(&state, &fold(events));
    prop_assert_eq!(past, fold(&events[..cut]));
    Ok(())
}

proptest! {
    #[test]
    fn any_recipe_events_fold_and_as_of_is_the_fold_of_the_prefix(
        events in prop::collection::vec(recipe_events(), 0..40), cut in 0..40_usize,
    ) {
        as_of_is_the_fold_of_the_prefix::<Recipe>(&events, cut)?;
    }

    #[test]
    fn any_catalogue_events_fold_and_as_of_is_the_fold_of_the_prefix(
        events in prop::collection::vec(catalogue_events(), 0..40), cut in 0..40_usize,
    ) {
        as_of_is_the_fold_of_the_prefix::<Catalogue>(&events, cut)?;
    }

    #[test]
    fn any_meal_events_fold_and_as_of_is_the_fold_of_the_prefix(
        events in prop::collection::vec(meal_events(), 0..40), cut in 0..40_usize,
    ) {
        as_of_is_the_fold_of_the_prefix::<Meal>(&events, cut)?;
    }

    #[test]
    fn any_shopping_events_fold_and_as_of_is_the_fold_of_the_prefix(
        events in prop::collection::vec(shopping_events(), 0..40), cut in 0..40_usize,
    ) {
        as_of_is_the_fold_of_the_prefix::<ShoppingList>(&events, cut)?;
    }

    #[test]
    fn any_source_events_fold_and_as_of_is_the_fold_of_the_prefix(
        events in prop::collection::vec(source_events(), 0..40), cut in 0..40_usize,
    ) {
        as_of_is_the_fold_of_the_prefix::<Source>(&events, cut)?;
    }

    #[test]
    fn no_event_gives_a_meal_a_place_that_was_not_asked_for(
        events in prop::collection::vec(plan_events(), 0..40),
    ) {
        let week = fold::<WeekPlan>(&events).state;
        let order = week.in_order();
        prop_assert_eq!(order.len(), week.selections.len());
        prop_assert!(order.is_sorted_by_key(|(id, meal)| (meal.position, *id)));
        prop_assert!(order.iter().all(|(_, meal)| (meal.position as usize) < events.len()));
    }

    #[test]
    fn any_plan_events_fold_and_as_of_is_the_fold_of_the_prefix(
        events in prop::collection::vec(plan_events(), 0..40), cut in 0..40_usize,
    ) {
        as_of_is_the_fold_of_the_prefix::<WeekPlan>(&events, cut)?;
    }

    #[test]
    fn every_name_answers_with_an_ingredient_that_exists(
        events in prop::collection::vec(catalogue_events(), 0..40), name in texts(),
    ) {
        let catalogue = fold::<Catalogue>(&events).state;
        if let Some(id) = catalogue.owner_of(&name) {
            let owner = catalogue.get(id);
            prop_assert!(owner.is_some(), "`{}` is owned by an ingredient that is not there", folded(&name));
        }
        // Whatever was merged into whatever: every id gets an answer, and the answer is its own.
        for (id, _) in catalogue.iter() {
            let answer = catalogue.canonical(id);
            prop_assert_eq!(catalogue.canonical(answer), answer);
        }
    }

    #[test]
    fn lines_are_only_lost_by_an_event_that_says_so(
        content in contents(), order in prop::collection::vec(line_ids(), 0..7),
    ) {
        let mut recipe = Recipe { content: content.clone(), ..Recipe::default() };
        recipe.apply(IngredientLinesReordered { order }.into());
        let sorted = |lines: &[Line]| {
            let mut texts: Vec<_> = lines.iter().map(|line| (line.line_id, line.text.clone())).collect();
            texts.sort();
            texts
        };
        prop_assert_eq!(sorted(&recipe.content.lines), sorted(&content.lines));
    }

    #[test]
    fn an_event_about_a_line_that_is_not_there_changes_nothing(content in contents(), line in lines()) {
        let gone = LineId::derived("never there");
        let mut recipe = Recipe { content, ..Recipe::default() };
        let before = recipe.clone();
        recipe.apply(IngredientLineRemoved { line_id: gone }.into());
        recipe.apply(IngredientLineReferenceSet { line_id: gone, recipe_id: Some(RecipeId::derived("a")) }.into());
        recipe.apply(IngredientLineChanged { line: Line { line_id: gone, ..line } }.into());
        prop_assert_eq!(recipe, before);
    }

    #[test]
    fn only_lines_that_are_there_stand_for_recipes(events in prop::collection::vec(recipe_events(), 0..24)) {
        let mut recipe = Recipe::default();
        for event in events {
            recipe.apply(event);
            for line in recipe.references.keys() {
                prop_assert!(recipe.line(*line).is_some(), "{}", line);
            }
        }
    }

    #[test]
    fn a_picture_that_was_taken_away_does_not_come_back_by_a_move(content in contents(), to in images()) {
        let mut recipe = Recipe { content: Content { image: None, ..content }, ..Recipe::default() };
        let moved = RecipeImageRelocated { to: to.clone(), blake3: "0".repeat(64) };
        recipe.apply(moved.clone().into());
        prop_assert_eq!(&recipe.content.image, &None);
        recipe.content.image = Some(ImageRef::new("file", "a.jpg"));
        recipe.apply(moved.into());
        prop_assert_eq!(recipe.content.image, Some(to));
    }

    #[test]
    fn stored_bytes_come_back_as_the_same_event(event in recipe_events()) {
        let payload = event.payload().unwrap();
        let read = RecipeEvent::read(event.event_type(), payload.as_bytes()).unwrap().unwrap();
        prop_assert_eq!(read.payload().unwrap(), payload);
        prop_assert_eq!(read, event);
    }
}
