//! The words for plans and meals.

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, Subcommand};
use heirloom_events::values::ShoppingMode;

const PLAN_HELP: &str = "\
A SELECTION is a meal that is planned: its title in its week, its id, or the beginning of its id.
Without `--week`, titles are looked for in this week.";

/// Arguments of `plan`.
#[derive(Debug, Args)]
#[command(after_help = PLAN_HELP)]
pub struct Plan {
    /// What to do; default: show a week
    #[command(subcommand)]
    pub verb: Option<PlanVerb>,
    /// What to show
    #[command(flatten)]
    pub show: ShowWeek,
}

/// Verbs on plans.
#[derive(Debug, Subcommand)]
pub enum PlanVerb {
    /// A week as it is, or as it was: 2026-W05 @2026-01-31
    Show(ShowWeek),
    /// Plan a recipe or a meal for a day
    Add(Add),
    /// Move it to another day, of any week
    Move(Move),
    /// It was cooked and eaten
    Complete(Complete),
    /// It was not eaten after all
    Reopen(Selected),
    /// Off the plan, but kept in history
    Clear(Selected),
    /// Off the plan, as if it had never been planned
    Remove(Selected),
    /// Clear a whole week; nothing is lost
    ClearWeek(ClearWeek),
    /// How many servings are cooked
    Servings(Servings),
    /// What of it goes on the shopping list
    Mode(Mode),
    /// Put meals of a week into this order
    Reorder(Reorder),
    /// The diets that a week is to suit
    Diet(Diet),
}

/// Arguments of `plan show`.
#[derive(Debug, Args)]
pub struct ShowWeek {
    /// The ISO week, e.g. 2026-W05, perhaps with a version; default: this week
    pub week: Option<String>,
    /// The version or the time, if not with the week: @3, @2026-01-31T12:00Z
    pub as_of: Option<String>,
    /// What was cleared, too
    #[arg(long)]
    pub all: bool,
    /// Times mean when the log took an event, not when it happened
    #[arg(long)]
    pub recorded: bool,
}

/// Arguments of `plan add`.
#[derive(Debug, Args)]
pub struct Add {
    /// A recipe by its title or id, or a meal by its name or id
    pub what: String,
    /// The day, e.g. 2026-01-31
    pub date: NaiveDate,
    /// A side, by its title or id; may be given several times
    #[arg(long = "side", value_name = "RECIPE")]
    pub sides: Vec<String>,
    /// How many servings are cooked; default: as many as each recipe says
    #[arg(long)]
    pub servings: Option<u32>,
    /// What goes on the shopping list: all, `produce_only` or none
    #[arg(long)]
    pub mode: Option<ShoppingMode>,
}

/// A planned meal.
#[derive(Debug, Args)]
pub struct Selected {
    /// Its title, its id or the beginning of its id
    pub selection: String,
    /// The ISO week in which it stands
    #[arg(long)]
    pub week: Option<String>,
}

/// Arguments of `plan move`.
#[derive(Debug, Args)]
pub struct Move {
    /// Which
    #[command(flatten)]
    pub of: Selected,
    /// The day, e.g. 2026-01-31
    pub date: NaiveDate,
}

/// Arguments of `plan complete`.
#[derive(Debug, Args)]
pub struct Complete {
    /// Which
    #[command(flatten)]
    pub of: Selected,
    /// When, e.g. 2026-01-31T18:30:00Z; default: now
    #[arg(long, value_name = "TIME")]
    pub at: Option<DateTime<Utc>>,
}

/// Arguments of `plan clear-week`.
#[derive(Debug, Args)]
pub struct ClearWeek {
    /// The ISO week
    pub week: String,
    /// Only what was eaten
    #[arg(long)]
    pub completed: bool,
}

/// Arguments of `plan servings`.
#[derive(Debug, Args)]
pub struct Servings {
    /// Which
    #[command(flatten)]
    pub of: Selected,
    /// How many, or `none`: as many as each recipe says
    pub servings: String,
}

/// Arguments of `plan mode`.
#[derive(Debug, Args)]
pub struct Mode {
    /// Which
    #[command(flatten)]
    pub of: Selected,
    /// all, `produce_only` or none
    pub mode: ShoppingMode,
}

/// Arguments of `plan reorder`.
#[derive(Debug, Args)]
pub struct Reorder {
    /// The ISO week
    pub week: String,
    /// Meals of the week, the first first; the others keep their places
    #[arg(required = true)]
    pub selections: Vec<String>,
}

/// Arguments of `plan diet`.
#[derive(Debug, Args)]
pub struct Diet {
    /// The ISO week
    pub week: String,
    /// The diets in free text, or `none`
    pub diets: String,
}

/// Verbs on meals.
#[derive(Debug, Subcommand)]
pub enum Meal {
    /// Meals, by name
    List(ListMeals),
    /// A meal as it is, or as it was: NAME@3, NAME@2026-01-31
    Show(ShowMeal),
    /// Put a meal together
    New(NewMeal),
    /// Put it together anew; plans that have it follow
    Compose(Compose),
    /// Give it another name
    Rename(Rename),
    /// Set its tags; none takes them away
    Tag(Tag),
    /// Keep it when it leaves the plan
    Save(Save),
    /// Put it away; nothing is lost
    Archive(NamedMeal),
    /// Bring an archived meal back
    Restore(NamedMeal),
}

/// Arguments of `meal list`.
#[derive(Debug, Args)]
pub struct ListMeals {
    /// Archived ones too, and those that are not kept and stand on no plan
    #[arg(long)]
    pub all: bool,
}

/// A meal.
#[derive(Debug, Args)]
pub struct NamedMeal {
    /// Its name or id
    pub meal: String,
}

/// Arguments of `meal show`.
#[derive(Debug, Args)]
pub struct ShowMeal {
    /// Its name or id, perhaps with a version
    pub meal: String,
    /// Times mean when the log took an event, not when it happened
    #[arg(long)]
    pub recorded: bool,
}

/// What a meal is put together of.
#[derive(Debug, Args)]
pub struct Dishes {
    /// The main dish: a recipe by its title or id
    #[arg(long, value_name = "RECIPE")]
    pub main: String,
    /// A side; up to three
    #[arg(long = "side", value_name = "RECIPE")]
    pub sides: Vec<String>,
}

/// Arguments of `meal new`.
#[derive(Debug, Args)]
pub struct NewMeal {
    /// What it is called
    pub name: String,
    /// Of what
    #[command(flatten)]
    pub dishes: Dishes,
    /// A tag; may be given several times
    #[arg(long = "tag")]
    pub tags: Vec<String>,
    /// Do not keep it when it leaves the plan
    #[arg(long)]
    pub transient: bool,
}

/// Arguments of `meal compose`.
#[derive(Debug, Args)]
pub struct Compose {
    /// Its name or id
    pub meal: String,
    /// Of what
    #[command(flatten)]
    pub dishes: Dishes,
}

/// Arguments of `meal rename`.
#[derive(Debug, Args)]
pub struct Rename {
    /// Its name or id
    pub meal: String,
    /// The new name
    pub name: String,
}

/// Arguments of `meal tag`.
#[derive(Debug, Args)]
pub struct Tag {
    /// Its name or id
    pub meal: String,
    /// The tags, all of them
    pub tags: Vec<String>,
}

/// Arguments of `meal save`.
#[derive(Debug, Args)]
pub struct Save {
    /// Its name or id
    pub meal: String,
    /// Keep it no longer
    #[arg(long)]
    pub not: bool,
}
