//! Meals.

use heirloom_events::limits;
use heirloom_events::meal::Meal as State;
use heirloom_events::values::RecipeId;
use heirloom_events::{State as AnyState, StreamType};

use super::known::said_by_the_import;
use super::text::fitted;
use super::{About, Taking};
use crate::commands::CommandError;
use crate::commands::Loaded;
use crate::commands::meal::{ComposeMeal, CreateMeal, RenameMeal, RestoreMeal, SaveMeal, SetMealTags};
use crate::importers::mealgenie::source::{Meal, Row};

impl Taking<'_> {
    pub(super) async fn meals(&mut self) -> Result<(), CommandError> {
        let rows = self.rows;
        let mut ordered: Vec<&Row<Meal>> = rows.meals.iter().collect();
        ordered.sort_by_key(|row| row.data.id);
        for row in ordered {
            let about = About::of(row);
            if self.is_unchanged(about) {
                continue;
            }
            self.bounds(row);
            let before = self.not_taken();
            let meal_id = self.ids.meal(row.data.id);
            let loaded = self.load(StreamType::Meal, meal_id).await?;
            match loaded.meal().exists() {
                false => {
                    self.not_yet(about, "created_at", row.data.created_at);
                    let create = CreateMeal {
                        meal_id,
                        name: fitted(&row.data.name, limits::NAME_CHARS),
                        main_recipe_id: self.ids.recipe(row.data.main_recipe_id),
                        sides: self.sides(&row.data),
                        tags: tags(&row.data),
                        saved: row.data.is_saved,
                    };
                    self.send(about, "create", row.data.created_at, create).await?;
                }
                true => self.change_meal(row, &loaded).await?,
            }
            if self.not_taken() == before {
                self.took(about, [format!("meal/{meal_id}")]);
            }
        }
        self.note().await
    }

    /// Tells what a meal has no room for.
    fn bounds(&mut self, row: &Row<Meal>) {
        let (about, meal) = (About::of(row), &row.data);
        self.cut(about, "meal_name", &meal.name, limits::NAME_CHARS);
        if meal.sides.len() > limits::SIDES {
            let why = format!("a meal has at most {} sides", limits::SIDES);
            let what = meal.sides.len().to_string();
            self.differs(about, "side_recipe_ids", &what, &why, "the first ones are taken");
        }
        if meal.tags.len() > limits::MEAL_TAGS
            || meal
                .tags
                .iter()
                .any(|tag| tag.chars().count() > limits::TAG_CHARS)
        {
            let why = format!(
                "a meal has at most {} tags of {} characters",
                limits::MEAL_TAGS,
                limits::TAG_CHARS
            );
            self.differs(
                about,
                "tags",
                &meal.tags.len().to_string(),
                &why,
                "the first ones are taken, cut there",
            );
        }
    }

    pub(super) fn sides(&self, meal: &Meal) -> Vec<RecipeId> {
        meal.sides
            .iter()
            .take(limits::SIDES)
            .map(|side| self.ids.recipe(side.recipe_id))
            .collect()
    }

    async fn change_meal(&mut self, row: &Row<Meal>, loaded: &Loaded) -> Result<(), CommandError> {
        let (about, meal) = (About::of(row), &row.data);
        let meal_id = self.ids.meal(meal.id);
        let base = base(loaded);
        // a row that waits is not noted, so what was told of it in part has no turn of its own to be known by
        let kind = |what: &str| format!("{what} {}", loaded.version());
        if base.archived && loaded.meal().state.archived {
            self.send(about, &kind("restore"), None, RestoreMeal { meal_id })
                .await?;
        }
        let name = fitted(&meal.name, limits::NAME_CHARS);
        if base.name != name {
            self.send(about, &kind("rename"), None, RenameMeal { meal_id, name })
                .await?;
        }
        let (main_recipe_id, sides) = (self.ids.recipe(meal.main_recipe_id), self.sides(meal));
        if base.main_recipe_id != Some(main_recipe_id) || base.sides != sides {
            let compose = ComposeMeal {
                meal_id,
                main_recipe_id,
                sides,
            };
            self.send(about, &kind("compose"), None, compose).await?;
        }
        let tags = tags(meal);
        if base.tags != tags {
            self.send(about, &kind("tags"), None, SetMealTags { meal_id, tags })
                .await?;
        }
        let saved = meal.is_saved;
        if base.saved != saved {
            self.send(about, &kind("save"), None, SaveMeal { meal_id, saved })
                .await?;
        }
        Ok(())
    }
}

/// Tags as commands keep them: in lower case, each once, as many as a meal has room for.
pub(super) fn tags(meal: &Meal) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in &meal.tags {
        let tag = fitted(&tag.to_lowercase(), limits::TAG_CHARS);
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags.truncate(limits::MEAL_TAGS);
    tags
}

/// The meal as the import alone has said it.
pub(super) fn base(loaded: &Loaded) -> State {
    match said_by_the_import(loaded) {
        AnyState::Meal(folded) => folded.state,
        _ => State::default(),
    }
}
