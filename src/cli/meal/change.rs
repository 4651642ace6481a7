//! Putting meals together: each verb is one command.

use heirloom_events::values::{MealId, RecipeId};

use super::resolve;
use crate::cli::plan_args::{Compose, Dishes, NewMeal, Rename, Save, Tag};
use crate::cli::recipe;
use crate::cli::report::Report;
use crate::cli::session::Session;
use crate::commands::meal::{
    ArchiveMeal, ComposeMeal, CreateMeal, MealCommand, RenameMeal, RestoreMeal, SaveMeal, SetMealTags,
};

/// `meal new`.
pub(super) async fn new(session: &Session, args: NewMeal) -> anyhow::Result<Report> {
    let (main_recipe_id, sides) = dishes(session, &args.dishes).await?;
    let meal_id = MealId::new();
    let create = CreateMeal {
        meal_id,
        name: args.name.clone(),
        main_recipe_id,
        sides,
        tags: args.tags,
        saved: !args.transient,
    };
    let done = format!("put `{}` together as {meal_id}", args.name.trim());
    send(session, "meal new", meal_id, create, done).await
}

/// `meal compose`.
pub(super) async fn compose(session: &Session, args: Compose) -> anyhow::Result<Report> {
    let (meal_id, _) = resolve::meal(session, &args.meal).await?;
    let (main_recipe_id, sides) = dishes(session, &args.dishes).await?;
    let compose = ComposeMeal {
        meal_id,
        main_recipe_id,
        sides,
    };
    let done = "put it together anew; plans that have it follow".to_owned();
    send(session, "meal compose", meal_id, compose, done).await
}

/// `meal rename`.
pub(super) async fn rename(session: &Session, args: Rename) -> anyhow::Result<Report> {
    let (meal_id, _) = resolve::meal(session, &args.meal).await?;
    let done = format!("it is called `{}` now", args.name.trim());
    let name = args.name;
    send(
        session,
        "meal rename",
        meal_id,
        RenameMeal { meal_id, name },
        done,
    )
    .await
}

/// `meal tag`.
pub(super) async fn tag(session: &Session, args: Tag) -> anyhow::Result<Report> {
    let (meal_id, _) = resolve::meal(session, &args.meal).await?;
    let done = match args.tags.is_empty() {
        true => "took its tags away".to_owned(),
        false => "set its tags".to_owned(),
    };
    let tags = args.tags;
    send(session, "meal tag", meal_id, SetMealTags { meal_id, tags }, done).await
}

/// `meal save`.
pub(super) async fn save(session: &Session, args: Save) -> anyhow::Result<Report> {
    let (meal_id, _) = resolve::meal(session, &args.meal).await?;
    let saved = !args.not;
    let done = match saved {
        true => "it is kept".to_owned(),
        false => "it is kept while it stands on a plan; nothing is deleted then either".to_owned(),
    };
    send(session, "meal save", meal_id, SaveMeal { meal_id, saved }, done).await
}

/// `meal archive`.
pub(super) async fn archive(session: &Session, meal: &str) -> anyhow::Result<Report> {
    let (meal_id, _) = resolve::meal(session, meal).await?;
    let done = format!("archived; `heirloom meal restore {meal_id}` brings it back");
    send(session, "meal archive", meal_id, ArchiveMeal { meal_id }, done).await
}

/// `meal restore`.
pub(super) async fn restore(session: &Session, meal: &str) -> anyhow::Result<Report> {
    let (meal_id, _) = resolve::meal(session, meal).await?;
    let done = "brought it back".to_owned();
    send(session, "meal restore", meal_id, RestoreMeal { meal_id }, done).await
}

async fn dishes(session: &Session, args: &Dishes) -> anyhow::Result<(RecipeId, Vec<RecipeId>)> {
    let main = recipe::resolve(session, &args.main).await?;
    let mut sides = Vec::with_capacity(args.sides.len());
    for side in &args.sides {
        sides.push(recipe::resolve(session, side).await?);
    }
    Ok((main, sides))
}

async fn send(
    session: &Session,
    verb: &str,
    meal_id: MealId,
    command: impl Into<MealCommand>,
    done: String,
) -> anyhow::Result<Report> {
    let receipt = session.send(session.envelope(verb), command.into()).await?;
    let text = match receipt.events {
        0 => "it is so already; nothing was recorded".to_owned(),
        _ => done,
    };
    Ok(Report::new(text)
        .with("meal_id", meal_id)
        .with("position", receipt.position)
        .with("events", receipt.events))
}
