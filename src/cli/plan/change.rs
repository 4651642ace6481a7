//! What becomes of one planned meal: each verb is one command.

use chrono::Utc;
use heirloom_events::values::{SelectionId, ShoppingMode};

use super::resolve::{self, Found, Plannable};
use crate::cli::exit::Usage;
use crate::cli::plan_args::{Add, Complete, Mode, Move, Selected, Servings};
use crate::cli::recipe;
use crate::cli::report::Report;
use crate::cli::session::Session;
use crate::commands::Receipt;
use crate::commands::plan::{
    ClearMeal, CompleteMeal, MoveMeal, PlanCommand, RemoveMeal, ReopenMeal, SelectMeal, SetMealServings,
    SetShoppingMode,
};

/// `plan add`.
pub(super) async fn add(session: &Session, args: Add) -> anyhow::Result<Report> {
    let (what, name) = resolve::plannable(session, &args.what).await?;
    let mut sides = Vec::with_capacity(args.sides.len());
    for side in &args.sides {
        sides.push(recipe::resolve(session, side).await?);
    }
    let select = match what {
        Plannable::Meal(_) if !sides.is_empty() => anyhow::bail!(Usage(format!(
            "`{name}` is a meal and brings its own sides; `heirloom meal compose` changes them"
        ))),
        Plannable::Meal(meal) => SelectMeal::of_meal(meal, args.date),
        Plannable::Recipe(recipe) => SelectMeal {
            sides: Some(sides),
            ..SelectMeal::of_recipe(recipe, args.date)
        },
    };
    let select = SelectMeal {
        servings: args.servings,
        shopping_mode: args.mode,
        ..select
    };
    let id = select.selection_id;
    let receipt = send(session, "plan add", select).await?;
    let text = format!("planned `{name}` for {}", args.date.format("%a %Y-%m-%d"));
    Ok(told(text, &receipt).with("selection_id", id))
}

/// `plan move`.
pub(super) async fn move_to(session: &Session, args: Move) -> anyhow::Result<Report> {
    let Found { id, day, name } = resolve::selection(session, &args.of).await?;
    let (from, to) = (day, args.date);
    let command = MoveMeal {
        selection_id: id,
        from,
        to,
    };
    let to = to.format("%a %Y-%m-%d");
    let done = format!("moved `{name}` from {} to {to}", from.format("%a %Y-%m-%d"));
    one(
        session,
        "plan move",
        command,
        id,
        done,
        format!("`{name}` stands on {to} already"),
    )
    .await
}

/// `plan complete`.
pub(super) async fn complete(session: &Session, args: Complete) -> anyhow::Result<Report> {
    let Found { id, day, name } = resolve::selection(session, &args.of).await?;
    let command = CompleteMeal {
        selection_id: id,
        planned_date: day,
        completed_at: args.at.unwrap_or_else(Utc::now),
        already_cooked: false,
    };
    let (done, not) = (
        format!("`{name}` was eaten"),
        format!("`{name}` was eaten already"),
    );
    one(session, "plan complete", command, id, done, not).await
}

/// `plan reopen`.
pub(super) async fn reopen(session: &Session, args: Selected) -> anyhow::Result<Report> {
    let Found { id, day, name } = resolve::selection(session, &args).await?;
    let command = ReopenMeal {
        selection_id: id,
        planned_date: day,
    };
    let done = format!("`{name}` is open again; that it was cooked stays in the history of its recipe");
    one(
        session,
        "plan reopen",
        command,
        id,
        done,
        format!("`{name}` is open already"),
    )
    .await
}

/// `plan clear`.
pub(super) async fn clear(session: &Session, args: Selected) -> anyhow::Result<Report> {
    let Found { id, day, name } = resolve::selection(session, &args).await?;
    let command = ClearMeal {
        selection_id: id,
        planned_date: day,
    };
    let done = format!("cleared `{name}` off the plan; `heirloom plan show --all` still has it");
    one(
        session,
        "plan clear",
        command,
        id,
        done,
        format!("`{name}` was cleared already"),
    )
    .await
}

/// `plan remove`.
pub(super) async fn remove(session: &Session, args: Selected) -> anyhow::Result<Report> {
    let Found { id, day, name } = resolve::selection(session, &args).await?;
    let command = RemoveMeal {
        selection_id: id,
        planned_date: day,
    };
    one(
        session,
        "plan remove",
        command,
        id,
        format!("took `{name}` off the plan"),
        String::new(),
    )
    .await
}

/// `plan servings`.
pub(super) async fn servings(session: &Session, args: Servings) -> anyhow::Result<Report> {
    let servings = match args.servings.as_str() {
        "none" => None,
        number => Some(number.parse().map_err(|_| {
            Usage(format!(
                "`{number}` is no number of servings; write a whole number, or `none`"
            ))
        })?),
    };
    let Found { id, day, name } = resolve::selection(session, &args.of).await?;
    let command = SetMealServings {
        selection_id: id,
        planned_date: day,
        servings,
    };
    let done = match servings {
        Some(n) => format!("`{name}` is cooked for {n}"),
        None => format!("`{name}` is cooked for as many as its recipes say"),
    };
    one(
        session,
        "plan servings",
        command,
        id,
        done,
        format!("`{name}` is so already"),
    )
    .await
}

/// `plan mode`.
pub(super) async fn mode(session: &Session, args: Mode) -> anyhow::Result<Report> {
    let Found { id, day, name } = resolve::selection(session, &args.of).await?;
    let command = SetShoppingMode {
        selection_id: id,
        planned_date: day,
        shopping_mode: args.mode,
    };
    let what = match args.mode {
        ShoppingMode::All => "all",
        ShoppingMode::ProduceOnly => "only the produce",
        ShoppingMode::None => "nothing",
    };
    let done = format!("{what} of `{name}` goes on the shopping list");
    one(
        session,
        "plan mode",
        command,
        id,
        done,
        format!("`{name}` is so already"),
    )
    .await
}

/// Sends a command about one selection, and tells what was done, or that nothing was to be done.
async fn one(
    session: &Session,
    verb: &str,
    command: impl Into<PlanCommand>,
    id: SelectionId,
    done: String,
    nothing: String,
) -> anyhow::Result<Report> {
    let receipt = send(session, verb, command).await?;
    let text = if receipt.events == 0 { nothing } else { done };
    Ok(told(text, &receipt).with("selection_id", id))
}

pub(super) async fn send(
    session: &Session,
    verb: &str,
    command: impl Into<PlanCommand>,
) -> anyhow::Result<Receipt> {
    session.send(session.envelope(verb), command.into()).await
}

pub(super) fn told(text: String, receipt: &Receipt) -> Report {
    Report::new(text)
        .with("position", receipt.position)
        .with("events", receipt.events)
}
