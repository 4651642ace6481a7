//! What somebody put away here while the application goes on with it waits, with a reason, until it is brought back.

use heirloom::commands::catalogue::{MergeIngredient, RemoveIngredient, UnmergeIngredient};
use heirloom::commands::meal::{ArchiveMeal, RestoreMeal};
use heirloom::commands::recipe::{ArchiveRecipe, RestoreRecipe};
use heirloom::commands::{Command, Envelope};
use heirloom::events::values::{Actor, HouseholdId};
use heirloom::importers::mealgenie::take::Outcome;
use heirloom::testing::ThrowawayLog;

use super::super::mealgenie::made::Made;
use super::support::{Home, complete, household};

heirloom::on_each_database!(
    a_recipe_archived_here_takes_its_changes_when_it_is_restored,
    a_meal_archived_here_takes_its_changes_when_it_is_restored,
    what_needs_an_archived_recipe_waits_with_it,
    an_ingredient_merged_here_takes_its_changes_when_it_is_unmerged,
    an_ingredient_taken_out_here_is_told_and_stays_out,
    an_ingredient_into_which_another_was_merged_here_stays,
);

/// A household that was taken over.
struct Kitchen {
    home: Home,
    made: Made,
    household: HouseholdId,
}

impl Kitchen {
    async fn over(place: ThrowawayLog) -> Self {
        let (home, made, household) = (Home::over(place).await, Made::at(40).await, household("put away"));
        complete(&home.import(made.path(), household).await);
        Self {
            home,
            made,
            household,
        }
    }

    /// What a row became, without its kind.
    async fn id(&self, table: &str, row: &str) -> String {
        let source = self.home.source(self.household).await;
        let word = source.row(table, row).unwrap().became[0].clone();
        word.split(['/', '@']).nth(1).unwrap().to_owned()
    }

    async fn send(&self, command: impl Into<Command>) {
        let envelope = Envelope::new(self.household, Actor("ilse".into()));
        self.home.heirloom.send(envelope, command.into()).await.unwrap();
    }

    /// What the next run adds; it is complete.
    async fn adds(&self) -> (Outcome, Vec<String>) {
        let (outcome, mut added) = self.home.adds(self.made.path(), self.household).await;
        complete(&outcome);
        added.retain(|name| !name.starts_with("Source"));
        (outcome, added)
    }

    /// Runs twice after some SQL: nothing is added, and these words are told of each row of these tables.
    async fn waits(&self, sql: &str, told: &str, rows: &[&str]) {
        self.made.sql(sql).await;
        for _ in 0..2 {
            let before = self.home.head(self.household).await;
            let (outcome, _) = self.adds().await;
            assert_eq!(self.home.head(self.household).await, before, "{outcome}");
            let text = outcome.to_string();
            for row in rows {
                let line = text
                    .lines()
                    .find(|line| line.starts_with(row))
                    .unwrap_or_default();
                assert!(line.contains(told), "no `{row} … {told}` in\n{text}");
            }
        }
    }

    /// The next run adds these, and the one after it nothing.
    async fn then_adds(&self, expected: &[&str]) {
        let (outcome, added) = self.adds().await;
        assert_eq!(added, expected, "{outcome}");
        assert_eq!(self.adds().await.1, Vec::<String>::new());
    }
}

async fn a_recipe_archived_here_takes_its_changes_when_it_is_restored(place: ThrowawayLog) {
    let kitchen = Kitchen::over(place).await;
    let recipe_id = kitchen.id("recipe", "1").await.parse().unwrap();
    kitchen.send(ArchiveRecipe { recipe_id }).await;
    let told = "recipe `Soup` is archived here since";
    kitchen.waits("", told, &[]).await;
    let changed = "UPDATE recipe SET recipe_name = 'Leek soup', is_favorite = 0 WHERE id = 1; \
                   UPDATE recipe_ingredients SET quantity = 2 WHERE recipe_id = 1; \
                   UPDATE nutrition_facts SET calories = 350";
    let rows = [
        "set aside: recipe 1",
        "set aside: recipe_ingredients 1/1",
        "set aside: nutrition_facts 1",
    ];
    kitchen.waits(changed, told, &rows).await;
    // what the recipe's own rows do not tell of is not forgotten either
    let elsewhere = "UPDATE ingredients SET ingredient_name = 'Young leek' WHERE id = 1; \
                     DELETE FROM recipe_group_association; \
                     INSERT INTO recipe_history (id, recipe_id, cooked_at, user_id) VALUES (9, 1, '2026-01-25 18:00:00', 1)";
    kitchen.made.sql(elsewhere).await;
    assert_eq!(kitchen.adds().await.1, ["IngredientRenamed"]);
    kitchen.waits("", told, &["set aside: recipe_history 9"]).await;
    kitchen.send(RestoreRecipe { recipe_id }).await;
    let (outcome, added) = kitchen.adds().await;
    let expected = [
        "RecipeRenamed",
        "NutritionRecorded",
        "IngredientLineChanged",
        "RecipeUntagged",
        "RecipeUnfavourited",
        "RecipeCooked",
    ];
    assert_eq!(added, expected, "{outcome}");
    kitchen.then_adds(&[]).await;
    assert!(
        kitchen
            .home
            .compared(kitchen.made.path(), kitchen.household)
            .await
            .is_equal()
    );
}

async fn a_meal_archived_here_takes_its_changes_when_it_is_restored(place: ThrowawayLog) {
    let kitchen = Kitchen::over(place).await;
    let meal_id = kitchen.id("meals", "1").await.parse().unwrap();
    kitchen.send(ArchiveMeal { meal_id }).await;
    let told = "meal `Sunday` is archived here since";
    let sql = "UPDATE meals SET meal_name = 'Monday', side_recipe_ids = '[]'; \
               INSERT INTO planner_entries (id, meal_id, position, is_completed, shopping_mode, is_cleared, user_id) \
               VALUES (8, 1, 1, 0, 'all', 0, 1)";
    kitchen
        .waits(sql, told, &["set aside: meals 1", "set aside: planner_entries 8"])
        .await;
    kitchen.send(RestoreMeal { meal_id }).await;
    kitchen
        .then_adds(&["MealRenamed", "MealComposed", "MealSelected"])
        .await;
}

async fn what_needs_an_archived_recipe_waits_with_it(place: ThrowawayLog) {
    let kitchen = Kitchen::over(place).await;
    let recipe_id = kitchen.id("recipe", "2").await.parse().unwrap();
    kitchen.send(ArchiveRecipe { recipe_id }).await;
    let told = "recipe `Bread` is archived here since";
    let sql = "UPDATE meals SET meal_name = 'Monday', side_recipe_ids = '[2,2]'; \
               INSERT INTO meals (id, meal_name, main_recipe_id, side_recipe_ids, tags, created_at, is_saved, user_id) \
               VALUES (2, 'Toast', 2, '[]', '[]', '2026-01-25 18:00:00', 0, 1); \
               INSERT INTO planner_entries (id, meal_id, position, is_completed, shopping_mode, is_cleared, user_id) \
               VALUES (8, 2, 1, 0, 'all', 0, 1)";
    kitchen.made.sql(sql).await;
    // what does not need the recipe is told
    assert_eq!(kitchen.adds().await.1, ["MealRenamed"]);
    let rows = ["set aside: meals 1, 2", "set aside: planner_entries 8"];
    kitchen.waits("", told, &rows).await;
    // an entry that came back from history would be planned anew, which its dish does not take
    let cleared = "UPDATE planner_entries SET is_cleared = 1 WHERE id = 7";
    kitchen.made.sql(cleared).await;
    assert_eq!(kitchen.adds().await.1, ["MealCleared"]);
    kitchen
        .waits(
            "UPDATE planner_entries SET is_cleared = 0",
            told,
            &["set aside: planner_entries 7, 8"],
        )
        .await;
    kitchen.send(RestoreRecipe { recipe_id }).await;
    let expected = [
        "MealComposed",
        "MealCreated",
        "MealRemoved",
        "MealSelected",
        "MealSelected",
    ];
    kitchen.then_adds(&expected).await;
}

async fn an_ingredient_merged_here_takes_its_changes_when_it_is_unmerged(place: ThrowawayLog) {
    let kitchen = Kitchen::over(place).await;
    let ingredient_id = kitchen.id("ingredients", "1").await.parse().unwrap();
    let into = kitchen.id("ingredients", "2").await.parse().unwrap();
    kitchen.send(MergeIngredient { ingredient_id, into }).await;
    let told = "ingredient `Leek` is merged into `Flour` here since";
    kitchen.waits("", told, &[]).await;
    let sql =
        "UPDATE ingredients SET ingredient_name = 'Young leek', ingredient_category = 'garden' WHERE id = 1";
    kitchen.made.sql(sql).await;
    // the line says what the application shows
    assert_eq!(kitchen.adds().await.1, ["IngredientLineChanged"]);
    kitchen.waits("", told, &["set aside: ingredients 1"]).await;
    kitchen.send(UnmergeIngredient { ingredient_id }).await;
    kitchen
        .then_adds(&["IngredientRenamed", "IngredientRecategorised"])
        .await;
}

async fn an_ingredient_taken_out_here_is_told_and_stays_out(place: ThrowawayLog) {
    let kitchen = Kitchen::over(place).await;
    let ingredient_id = kitchen.id("ingredients", "2").await.parse().unwrap();
    kitchen.send(RemoveIngredient { ingredient_id }).await;
    let told = "ingredient `Flour` is out of the catalogue here since";
    kitchen.waits("", told, &[]).await;
    let sql = "UPDATE ingredients SET ingredient_category = 'baking' WHERE id = 2";
    kitchen.waits(sql, told, &["set aside: ingredients 2"]).await;
    kitchen
        .made
        .sql("DELETE FROM recipe_ingredients WHERE recipe_id = 2; DELETE FROM ingredients WHERE id = 2")
        .await;
    kitchen.then_adds(&["IngredientLineRemoved"]).await;
}

async fn an_ingredient_into_which_another_was_merged_here_stays(place: ThrowawayLog) {
    let kitchen = Kitchen::over(place).await;
    let ingredient_id = kitchen.id("ingredients", "1").await.parse().unwrap();
    let into = kitchen.id("ingredients", "2").await.parse().unwrap();
    kitchen.send(MergeIngredient { ingredient_id, into }).await;
    kitchen
        .made
        .sql("DELETE FROM recipe_ingredients WHERE recipe_id = 2; DELETE FROM ingredients WHERE id = 2")
        .await;
    let (outcome, added) = kitchen.adds().await;
    assert_eq!(added, ["IngredientLineRemoved"], "{outcome}");
    assert!(
        outcome
            .to_string()
            .contains("`Leek` was merged into it here; it stays"),
        "{outcome}"
    );
    kitchen.then_adds(&[]).await;
}
