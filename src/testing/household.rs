//! Random commands to one small household: few recipes, names and days, so that commands meet each other.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use heirloom_events::values::{IngredientId, LineId, MealId, RecipeId, SelectionId, ShoppingMode};
use proptest::option;
use proptest::prelude::*;

use super::arbitrary::{amounts, content_beside, contents, difficulties, images, lines, nutrition, texts};
use super::shopping::{shopping_commands, source_commands};
use crate::commands::Command;
use crate::commands::catalogue::*;
use crate::commands::household::*;
use crate::commands::meal::*;
use crate::commands::plan::*;
use crate::commands::recipe::*;

/// One of three recipes.
pub fn recipe_ids() -> impl Strategy<Value = RecipeId> {
    (0..3_u8).prop_map(|n| RecipeId::derived(&format!("recipe {n}")))
}

/// One of four ingredients.
pub fn ingredient_ids() -> impl Strategy<Value = IngredientId> {
    (0..4_u8).prop_map(|n| IngredientId::derived(&format!("ingredient {n}")))
}

fn selection_ids() -> impl Strategy<Value = SelectionId> {
    (0..3_u8).prop_map(|n| SelectionId::derived(&format!("selection {n}")))
}

/// A day of one of two weeks, the one at the turn of a year.
pub fn days() -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2026, 12, 28).expect("it is a day");
    (0..14_i64).prop_map(move |n| first + TimeDelta::days(n))
}

fn times() -> impl Strategy<Value = DateTime<Utc>> {
    (0..5_i64).prop_map(|n| DateTime::UNIX_EPOCH + TimeDelta::days(20_000 + n))
}

/// A draft with ids that follow from a seed, so that the same commands give the same events everywhere.
fn drafts() -> BoxedStrategy<Draft> {
    let around = contents().prop_flat_map(content_beside);
    (around, any::<bool>(), 0..1_000_u32)
        .prop_map(|(content, with_ids, seed)| {
            let mut draft = Draft::from(content);
            if !with_ids {
                draft.lines.iter_mut().for_each(|line| line.line_id = None);
                draft.steps.iter_mut().for_each(|step| step.step_id = None);
            }
            draft.id_seed = Some(format!("seed {seed}"));
            draft
        })
        .boxed()
}

fn places() -> impl Strategy<Value = Place> {
    let after = (0..8_u8).prop_map(|n| Place::After(LineId::derived(&format!("line {n}"))));
    prop_oneof![Just(Place::First), Just(Place::Last), after]
}

fn line_commands() -> BoxedStrategy<Command> {
    let line_ids = || (0..8_u8).prop_map(|n| LineId::derived(&format!("line {n}")));
    let one = || (recipe_ids(), (0..8_u8).prop_flat_map(lines));
    prop_oneof![
        (one(), places(), option::of(amounts())).prop_map(|((recipe_id, line), place, amount)| {
            let line = DraftLine {
                amount,
                ..DraftLine::from(line)
            };
            AddLine {
                recipe_id,
                line,
                place,
            }
            .into()
        }),
        one().prop_map(|(recipe_id, line)| ChangeLine { recipe_id, line }.into()),
        (recipe_ids(), line_ids()).prop_map(|(recipe_id, line_id)| RemoveLine { recipe_id, line_id }.into()),
        (recipe_ids(), line_ids(), option::weighted(0.8, recipe_ids())).prop_map(
            |(recipe_id, line_id, to_recipe_id)| ReferLine {
                recipe_id,
                line_id,
                to_recipe_id
            }
            .into()
        ),
        (recipe_ids(), prop::collection::vec(line_ids(), 0..8)).prop_map(|(recipe_id, order)| ReorderLines {
            recipe_id,
            order
        }
        .into()),
    ]
    .boxed()
}

fn field_commands() -> BoxedStrategy<Command> {
    let set = || (recipe_ids(), option::of(texts()));
    let number = || option::of(1..9_u32);
    prop_oneof![
        (recipe_ids(), texts()).prop_map(|(recipe_id, title)| RenameRecipe { recipe_id, title }.into()),
        set().prop_map(|(recipe_id, description)| DescribeRecipe {
            recipe_id,
            description
        }
        .into()),
        set().prop_map(|(recipe_id, category)| CategoriseRecipe { recipe_id, category }.into()),
        set().prop_map(|(recipe_id, meal_type)| SetMealType { recipe_id, meal_type }.into()),
        set().prop_map(|(recipe_id, notes)| SetNotes { recipe_id, notes }.into()),
        set().prop_map(|(recipe_id, image_path)| SetImage {
            recipe_id,
            image_path
        }
        .into()),
        set().prop_map(|(recipe_id, diet)| SetDiet { recipe_id, diet }.into()),
        (recipe_ids(), difficulties()).prop_map(|(recipe_id, difficulty)| SetDifficulty {
            recipe_id,
            difficulty
        }
        .into()),
        (recipe_ids(), option::of(nutrition())).prop_map(|(recipe_id, facts)| RecordNutrition {
            recipe_id,
            facts
        }
        .into()),
        (recipe_ids(), images(), images()).prop_map(|(recipe_id, from, to)| {
            RelocateImage {
                recipe_id,
                from,
                to,
                blake3: "ab".repeat(32),
            }
            .into()
        }),
        (set(), option::of(texts())).prop_map(|((recipe_id, source_url), document)| {
            SetSource {
                recipe_id,
                source_url,
                document,
            }
            .into()
        }),
        (set(), number()).prop_map(|((recipe_id, yield_text), servings)| {
            SetServings {
                recipe_id,
                servings,
                yield_text,
            }
            .into()
        }),
        (recipe_ids(), number(), number(), number()).prop_map(
            |(recipe_id, prep_minutes, cook_minutes, total_minutes)| {
                SetTimes {
                    recipe_id,
                    prep_minutes,
                    cook_minutes,
                    total_minutes,
                }
                .into()
            }
        ),
        (recipe_ids(), texts()).prop_map(|(recipe_id, tag)| TagRecipe { recipe_id, tag }.into()),
        (recipe_ids(), texts()).prop_map(|(recipe_id, tag)| UntagRecipe { recipe_id, tag }.into()),
    ]
    .boxed()
}

/// Anything that can be asked of a recipe.
pub fn recipe_commands() -> BoxedStrategy<Command> {
    let draft = || (recipe_ids(), drafts());
    prop_oneof![
        3 => draft().prop_map(|(recipe_id, draft)| CreateRecipe { recipe_id, draft }.into()).boxed(),
        3 => draft().prop_map(|(recipe_id, draft)| ReviseRecipe { recipe_id, draft }.into()).boxed(),
        6 => field_commands(),
        4 => line_commands(),
        1 => recipe_ids().prop_map(|recipe_id| FavouriteRecipe { recipe_id }.into()),
        1 => recipe_ids().prop_map(|recipe_id| UnfavouriteRecipe { recipe_id }.into()),
        1 => recipe_ids().prop_map(|recipe_id| ArchiveRecipe { recipe_id }.into()),
        2 => recipe_ids().prop_map(|recipe_id| RestoreRecipe { recipe_id }.into()),
        1 => (recipe_ids(), times()).prop_map(|(recipe_id, cooked_at)| MarkCooked { recipe_id, cooked_at }.into()),
        1 => (recipe_ids(), 0..9_u64).prop_map(|(recipe_id, to_version)| RevertRecipe { recipe_id, to_version }.into()),
    ]
    .boxed()
}

fn rules() -> BoxedStrategy<Rule> {
    let names = || prop::collection::vec(texts(), 0..3);
    prop_oneof![
        3 => (names(), texts()).prop_map(|(names, into)| Rule::Merge { names, into }),
        2 => (texts(), texts()).prop_map(|(name, to)| Rule::Rename { name, to }),
        1 => (names(), option::of(texts())).prop_map(|(names, category)| Rule::Category { names, category }),
        1 => prop::sample::select(vec![Fold::Case, Fold::Spaces]).prop_map(Rule::Fold),
    ]
    .boxed()
}

/// Anything that can be asked of a catalogue.
pub fn catalogue_commands() -> BoxedStrategy<Command> {
    let one = || (ingredient_ids(), texts());
    let new = one().prop_map(|(id, name)| NewIngredient {
        ingredient_id: Some(id),
        ..NewIngredient::named(name)
    });
    prop_oneof![
        3 => prop::collection::vec(new, 0..3).prop_map(|ingredients| DefineIngredients { ingredients }.into()),
        1 => one().prop_map(|(ingredient_id, name)| RenameIngredient { ingredient_id, name }.into()),
        1 => one().prop_map(|(ingredient_id, alias)| AliasIngredient { ingredient_id, alias }.into()),
        1 => (ingredient_ids(), option::of(texts()))
            .prop_map(|(ingredient_id, category)| RecategoriseIngredient { ingredient_id, category }.into()),
        2 => (ingredient_ids(), ingredient_ids())
            .prop_map(|(ingredient_id, into)| MergeIngredient { ingredient_id, into }.into()),
        1 => ingredient_ids().prop_map(|ingredient_id| UnmergeIngredient { ingredient_id }.into()),
        2 => prop::collection::vec(rules(), 1..4).prop_map(|rules| NormalizeIngredients { rules }.into()),
        3 => super::shopping::catalogue_rules(),
    ]
    .boxed()
}

/// One of two meals.
pub fn meal_ids() -> impl Strategy<Value = MealId> {
    (0..2_u8).prop_map(|n| MealId::derived(&format!("meal {n}")))
}

/// Anything that can be asked of a meal.
pub fn meal_commands() -> BoxedStrategy<Command> {
    let sides = || prop::collection::vec(recipe_ids(), 0..4);
    let tags = || prop::collection::vec(texts(), 0..3);
    let dishes = || (meal_ids(), recipe_ids(), sides());
    prop_oneof![
        3 => (dishes(), texts(), tags(), any::<bool>()).prop_map(
            |((meal_id, main_recipe_id, sides), name, tags, saved)| {
                CreateMeal { meal_id, name, main_recipe_id, sides, tags, saved }.into()
            }
        ),
        1 => (meal_ids(), texts()).prop_map(|(meal_id, name)| RenameMeal { meal_id, name }.into()),
        2 => dishes().prop_map(|(meal_id, main_recipe_id, sides)| {
            ComposeMeal { meal_id, main_recipe_id, sides }.into()
        }),
        1 => (meal_ids(), recipe_ids()).prop_map(|(meal_id, recipe_id)| AddSide { meal_id, recipe_id }.into()),
        1 => (meal_ids(), recipe_ids()).prop_map(|(meal_id, recipe_id)| RemoveSide { meal_id, recipe_id }.into()),
        1 => (meal_ids(), sides()).prop_map(|(meal_id, order)| ReorderSides { meal_id, order }.into()),
        1 => (meal_ids(), tags()).prop_map(|(meal_id, tags)| SetMealTags { meal_id, tags }.into()),
        1 => (meal_ids(), any::<bool>()).prop_map(|(meal_id, saved)| SaveMeal { meal_id, saved }.into()),
        1 => meal_ids().prop_map(|meal_id| ArchiveMeal { meal_id }.into()),
        2 => meal_ids().prop_map(|meal_id| RestoreMeal { meal_id }.into()),
    ]
    .boxed()
}

fn shopping_modes() -> impl Strategy<Value = ShoppingMode> {
    prop::sample::select(ShoppingMode::ALL.to_vec())
}

/// A selection in slots, as a list, or of a meal.
fn selections() -> BoxedStrategy<SelectMeal> {
    let side = || option::of(recipe_ids());
    let whole = (selection_ids(), days(), option::of(1..5_u32));
    let plain = (whole, recipe_ids(), any::<bool>()).prop_map(
        |((selection_id, planned_date, servings), main, exclude_from_shopping)| SelectMeal {
            selection_id,
            servings,
            exclude_from_shopping,
            ..SelectMeal::of_recipe(main, planned_date)
        },
    );
    let plain = plain.boxed();
    prop_oneof![
        (plain.clone(), (side(), side(), side())).prop_map(|(select, sides)| SelectMeal {
            side_recipe_1: sides.0,
            side_recipe_2: sides.1,
            side_recipe_3: sides.2,
            ..select
        }),
        (
            plain.clone(),
            prop::collection::vec(recipe_ids(), 0..5),
            shopping_modes()
        )
            .prop_map(|(select, sides, mode)| SelectMeal {
                sides: Some(sides),
                shopping_mode: Some(mode),
                exclude_from_shopping: false,
                ..select
            }),
        (plain, meal_ids()).prop_map(|(select, meal_id)| SelectMeal {
            meal_id: Some(meal_id),
            main_recipe_id: None,
            ..select
        }),
    ]
    .boxed()
}

/// What can be asked of the plan of a week as a whole.
fn week_commands() -> BoxedStrategy<Command> {
    let order = prop::collection::vec(selection_ids(), 0..3);
    prop_oneof![
        2 => (days(), order).prop_map(|(week, order)| ReorderPlan { week, order }.into()),
        1 => days().prop_map(|week| ClearCompleted { week }.into()),
        1 => days().prop_map(|week| ClearPlan { week }.into()),
        1 => (days(), option::of(texts())).prop_map(|(week, diets)| SetDietaryConstraints { week, diets }.into()),
    ]
    .boxed()
}

/// Anything that can be asked of a plan.
pub fn plan_commands() -> BoxedStrategy<Command> {
    let one = || (selection_ids(), days());
    prop_oneof![
        6 => selections().prop_map(Command::from),
        3 => (selection_ids(), days(), days())
            .prop_map(|(selection_id, from, to)| MoveMeal { selection_id, from, to }.into()),
        1 => one().prop_map(|(selection_id, planned_date)| RemoveMeal { selection_id, planned_date }.into()),
        2 => (one(), option::of(1..5_u32)).prop_map(|((selection_id, planned_date), servings)| {
            SetMealServings { selection_id, planned_date, servings }.into()
        }),
        2 => (one(), times()).prop_map(|((selection_id, planned_date), completed_at)| {
            CompleteMeal { selection_id, planned_date, completed_at, already_cooked: false }.into()
        }),
        1 => one().prop_map(|(selection_id, planned_date)| ReopenMeal { selection_id, planned_date }.into()),
        1 => one().prop_map(|(selection_id, planned_date)| ClearMeal { selection_id, planned_date }.into()),
        1 => (one(), shopping_modes()).prop_map(|((selection_id, planned_date), shopping_mode)| {
            SetShoppingMode { selection_id, planned_date, shopping_mode }.into()
        }),
        1 => one().prop_map(|(selection_id, planned_date)| CycleShoppingMode { selection_id, planned_date }.into()),
        2 => week_commands(),
    ]
    .boxed()
}

/// Any command. Its ids are given or follow from a seed, so that the same commands give the same events on
/// every database.
pub fn commands() -> BoxedStrategy<Command> {
    let setting = (texts(), option::of(texts()));
    prop_oneof![
        12 => recipe_commands(),
        3 => catalogue_commands(),
        4 => plan_commands(),
        2 => meal_commands(),
        3 => shopping_commands(),
        1 => source_commands(),
        1 => super::shopping::settings(),
        1 => texts().prop_map(|name| OpenHousehold { name }.into()),
        1 => prop::collection::btree_map(setting.0, setting.1, 0..3)
            .prop_map(|settings| ChangeSettings { settings }.into()),
    ]
    .boxed()
}
