//! What becomes of a week as a whole: each verb is one command.

use super::change::{send, told};
use super::resolve;
use crate::cli::calendar::monday;
use crate::cli::plan_args::{ClearWeek, Diet, Reorder};
use crate::cli::report::Report;
use crate::cli::session::Session;
use crate::cli::style::count;
use crate::commands::plan::week::iso_week;
use crate::commands::plan::{ClearCompleted, ClearPlan, PlanCommand, ReorderPlan, SetDietaryConstraints};

/// `plan clear-week`.
pub(super) async fn clear_week(session: &Session, args: ClearWeek) -> anyhow::Result<Report> {
    let week = monday(Some(&args.week))?;
    let command: PlanCommand = match args.completed {
        true => ClearCompleted { week }.into(),
        false => ClearPlan { week }.into(),
    };
    let receipt = send(session, "plan clear-week", command).await?;
    let text = format!(
        "cleared {} off the plan of {}",
        count(receipt.events, "meal"),
        iso_week(week)
    );
    Ok(told(text, &receipt))
}

/// `plan reorder`.
pub(super) async fn reorder(session: &Session, args: Reorder) -> anyhow::Result<Report> {
    let week = monday(Some(&args.week))?;
    let order = resolve::selections(session, week, &args.selections).await?;
    let receipt = send(session, "plan reorder", ReorderPlan { week, order }).await?;
    let text = match receipt.events {
        0 => "they stand in that order already".to_owned(),
        _ => format!("{} has another order", iso_week(week)),
    };
    Ok(told(text, &receipt))
}

/// `plan diet`.
pub(super) async fn diet(session: &Session, args: Diet) -> anyhow::Result<Report> {
    let week = monday(Some(&args.week))?;
    let diets = (args.diets != "none").then(|| args.diets.clone());
    let receipt = send(session, "plan diet", SetDietaryConstraints { week, diets }).await?;
    let text = match (receipt.events, args.diets.as_str()) {
        (0, _) => "it is so already".to_owned(),
        (_, "none") => format!("{} is to suit no diet in particular", iso_week(week)),
        (_, diets) => format!("{} is to suit `{diets}`", iso_week(week)),
    };
    Ok(told(text, &receipt))
}
