//! A household is one user of the application, the same in every run; the rows of others are set aside.

use std::collections::{BTreeSet, HashSet};

use heirloom_events::values::{HouseholdId, folded};
use heirloom_events::{StreamKey, StreamType};

use crate::commands::Loaded;
use crate::importers::mealgenie::account::Report;
use crate::importers::mealgenie::source::Rows;
use crate::store::{EventLog, LogError};

use super::ids::source_id;

/// Why it is not clear whose rows are to be taken. Exit code 2.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSuchUser {
    /// There are several.
    #[error("the database has the rows of {}; a household is one of them: name it with `--user ID`, and give each a household of its own", told(.0))]
    Several(BTreeSet<i64>),
    /// The one whose rows were taken before is not there any more.
    #[error("this household is user `{0}` of that database, who is not there any more; it has the rows of {list}: name one with `--user ID` to go on with those, and what was user `{0}`'s is put away", list = told(.1))]
    Gone(i64, BTreeSet<i64>),
    /// There is none of that id.
    #[error("there is no user `{0}` in the database, or several of that name; it has the rows of {list}", list = told(.1))]
    Unknown(String, BTreeSet<i64>),
}

fn told(users: &BTreeSet<i64>) -> String {
    let ids: Vec<String> = users.iter().map(ToString::to_string).collect();
    format!("user {}", ids.join(", "))
}

/// The user whose rows an earlier run took from the source of that name: somebody else who comes to use the
/// application later changes nothing. None before the first run, and where users have no rows of their own.
///
/// # Errors
/// Where the log cannot be read.
pub async fn user_before(
    log: &dyn EventLog,
    household: HouseholdId,
    name: &str,
) -> Result<Option<i64>, LogError> {
    let key = StreamKey::new(StreamType::Source, source_id(household, name));
    let source = Loaded::from_log(log, household, &key).await?;
    let users = source.source().state.rows.get("users");
    let mut ids = users
        .into_iter()
        .flatten()
        .filter_map(|(row, _)| row.parse().ok());
    Ok(match (ids.next(), ids.next()) {
        (Some(user), None) => Some(user),
        _ => None,
    })
}

/// The rows of one user, and the account, in which those of others are set aside. A user is named by the id, the name
/// or the address; else it is the one of before, else the only one.
///
/// # Errors
/// Where there are several users and none is named, or the one that is meant is not there.
pub fn only_user(
    mut rows: Rows,
    asked: Option<&str>,
    before: Option<i64>,
) -> Result<(Rows, Report), NoSuchUser> {
    let users = rows.user_ids();
    let user = match (asked, before) {
        (Some(asked), _) => match named(&rows, asked).filter(|user| users.contains(user)) {
            Some(user) => user,
            None => return Err(NoSuchUser::Unknown(asked.to_owned(), users)),
        },
        (None, Some(before)) if users.contains(&before) => before,
        (None, Some(before)) => return Err(NoSuchUser::Gone(before, users)),
        (None, None) if users.len() == 1 => users.first().copied().unwrap_or_default(),
        (None, _) => return Err(NoSuchUser::Several(users)),
    };
    let mut report = Report::of(&rows);
    for row in rows.each().iter().filter(|row| row.user_id != user) {
        let why = format!(
            "it is user {}'s, and this household is user {user}'s",
            row.user_id
        );
        report.set_aside(row.table, row.row, why);
    }
    keep(&mut rows, user);
    Ok((rows, report))
}

fn named(rows: &Rows, asked: &str) -> Option<i64> {
    if let Ok(id) = asked.trim().parse() {
        return Some(id);
    }
    let called = |text: &Option<String>| text.as_deref().is_some_and(|text| folded(text) == folded(asked));
    let mut users = rows.users.iter().map(|row| &row.data);
    let mut found = users
        .by_ref()
        .filter(|user| called(&user.name) || called(&user.email));
    match (found.next(), found.next()) {
        (Some(user), None) => Some(user.id),
        _ => None,
    }
}

fn keep(rows: &mut Rows, user: i64) {
    rows.users.retain(|row| row.data.id == user);
    rows.user_settings.retain(|row| row.data.user_id == user);
    rows.recipes.retain(|row| row.data.user_id == user);
    rows.ingredients.retain(|row| row.data.user_id == user);
    rows.recipe_history.retain(|row| row.data.user_id == user);
    rows.meals.retain(|row| row.data.user_id == user);
    rows.planner_entries.retain(|row| row.data.user_id == user);
    rows.shopping_items.retain(|row| row.data.user_id == user);
    rows.shopping_states.retain(|row| row.data.user_id == user);
    rows.unit_conversion_rules.retain(|row| row.data.user_id == user);
    rows.recipe_groups.retain(|row| row.data.user_id == user);
    rows.user_categories.retain(|row| row.data.user_id == user);
    rows.user_ingredient_categories
        .retain(|row| row.data.user_id == user);
    rows.user_ingredient_units
        .retain(|row| row.data.entry.user_id == user);
    let recipes: HashSet<i64> = rows.recipes.iter().map(|row| row.data.id).collect();
    rows.recipe_ingredients
        .retain(|row| recipes.contains(&row.data.recipe_id));
    rows.contributions
        .retain(|row| recipes.contains(&row.data.recipe_id));
    rows.nutrition_facts
        .retain(|row| recipes.contains(&row.data.recipe_id));
    rows.recipe_group_associations
        .retain(|row| recipes.contains(&row.data.recipe_id));
}
