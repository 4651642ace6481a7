//! The write side: commands, decisions, and the handler that carries them out.
//!
//! A decision is pure and synchronous: a command and the folded state in, events or a [`Refusal`] out. It
//! knows no database and no clock. [`Commands`] does the rest: it loads the streams, looks at the expected
//! version, decides, appends, and tries again where another writer was faster.
//!
//! One file per command, with its given/when/then tests; to add one, see `docs/adding-a-command.md`.

pub mod bulk;
pub mod catalogue;
mod decision;
mod envelope;
pub mod fact;
pub mod handler;
pub mod household;
mod ids;
#[cfg(test)]
mod laws;
mod loaded;
pub mod meal;
mod merged;
mod nearest;
pub mod plan;
mod receipt;
pub mod recipe;
mod refusal;
pub mod shopping;
pub mod source;
mod subjects;
#[cfg(test)]
mod testing;
mod undo;
mod validate;
mod warm;

pub use bulk::{BulkReport, UndoReport};
pub use envelope::{Envelope, OnConflict};
pub use handler::{CommandError, Commands};
pub use ids::Ids;
pub use loaded::Loaded;
pub use receipt::{Made, Receipt, StreamVersion};
pub use refusal::{Conflict, Refusal};

use heirloom_events::values::HouseholdId;
use heirloom_events::{StreamKey, StreamType};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use catalogue::CatalogueCommand;
use household::HouseholdCommand;
use meal::MealCommand;
use nearest::nearest;
use plan::{PlanCommand, week_id};
use recipe::RecipeCommand;
use shopping::ShoppingCommand;
use source::SourceCommand;

/// Any command. In JSON an object with one entry, the command's name:
///
/// ```
/// use heirloom::commands::Command;
/// let json = r#"{"open_household":{"name":"Mill Lane"}}"#;
/// let command: Command = serde_json::from_str(json).unwrap();
/// assert_eq!(serde_json::to_string(&command).unwrap(), json);
/// ```
#[expect(
    clippy::large_enum_variant,
    reason = "a command is made, carried out and dropped; nobody keeps many of them"
)]
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// To a recipe.
    Recipe(RecipeCommand),
    /// To a household's catalogue of ingredients.
    Catalogue(CatalogueCommand),
    /// To a household itself.
    Household(HouseholdCommand),
    /// To a week's plan.
    Plan(PlanCommand),
    /// To a meal.
    Meal(MealCommand),
    /// To a week's shopping list.
    Shopping(ShoppingCommand),
    /// To what is known of another application's database.
    Source(SourceCommand),
}

macro_rules! command_from {
    ($($variant:ident($command:ty)),+) => {$(
        impl From<$command> for Command {
            fn from(command: $command) -> Self {
                Self::$variant(command)
            }
        }
    )+};
}
command_from!(
    Recipe(RecipeCommand),
    Catalogue(CatalogueCommand),
    Household(HouseholdCommand),
    Plan(PlanCommand),
    Meal(MealCommand),
    Shopping(ShoppingCommand),
    Source(SourceCommand)
);

impl Command {
    /// The streams that it may write to, in the order of their decisions; an expected version is that of
    /// the first.
    #[must_use]
    pub fn streams(&self, household: HouseholdId) -> Vec<StreamKey> {
        let week = |day| StreamKey::new(StreamType::Plan, week_id(household, day));
        match self {
            Self::Recipe(c) => vec![StreamKey::new(StreamType::Recipe, c.recipe_id())],
            Self::Catalogue(_) => vec![catalogue_key(household)],
            Self::Household(_) => vec![StreamKey::new(StreamType::Household, household)],
            Self::Plan(c) => std::iter::once(c.date())
                .chain(c.other_week())
                .map(week)
                .collect(),
            Self::Meal(c) => vec![c.stream()],
            Self::Shopping(c) => vec![StreamKey::new(StreamType::Shopping, week_id(household, c.date()))],
            Self::Source(c) => vec![StreamKey::new(StreamType::Source, c.source_id())],
        }
    }

    /// The names of all commands, as their JSON form has them.
    #[must_use]
    pub fn names() -> Vec<String> {
        let names = [
            RecipeCommand::names(),
            CatalogueCommand::names(),
            HouseholdCommand::names(),
            PlanCommand::names(),
            MealCommand::names(),
            ShoppingCommand::names(),
            SourceCommand::names(),
        ];
        names.concat()
    }

    /// The streams that it only looks at.
    #[must_use]
    pub fn looks_at(&self) -> Vec<StreamKey> {
        match self {
            Self::Plan(c) => each_once(c.looks_at()),
            Self::Meal(c) => each_once(c.looks_at()),
            _ => Vec::new(),
        }
    }

    /// Streams that it needs beside those that are loaded and that only they can name: asked again until it
    /// names none that is not there. It may write to them too.
    #[must_use]
    pub fn follows(&self, loaded: &[Loaded]) -> Vec<StreamKey> {
        match self {
            Self::Plan(c) => c.follows(loaded),
            Self::Recipe(c) => c.follows(loaded),
            _ => Vec::new(),
        }
    }
}

fn each_once(mut keys: Vec<StreamKey>) -> Vec<StreamKey> {
    keys.sort();
    keys.dedup();
    keys
}

/// The stream of a household's catalogue.
#[must_use]
pub fn catalogue_key(household: HouseholdId) -> StreamKey {
    StreamKey::new(StreamType::Catalogue, household)
}

impl Serialize for Command {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Recipe(c) => c.serialize(serializer),
            Self::Catalogue(c) => c.serialize(serializer),
            Self::Household(c) => c.serialize(serializer),
            Self::Plan(c) => c.serialize(serializer),
            Self::Meal(c) => c.serialize(serializer),
            Self::Shopping(c) => c.serialize(serializer),
            Self::Source(c) => c.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Command {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entry = serde_json::Map::<String, serde_json::Value>::deserialize(deserializer)?;
        let name = match entry.keys().collect::<Vec<_>>()[..] {
            [name] => name.clone(),
            _ => {
                return Err(D::Error::custom(
                    "a command is an object with one entry: its name",
                ));
            }
        };
        // Which stream it is for is told by its name alone, so that a mistake inside is reported as such.
        macro_rules! of {
            ($($command:ty),+) => {$(
                if <$command>::names().contains(&name) {
                    let command = serde_json::from_value::<$command>(entry.into());
                    return command.map(Self::from).map_err(|e| D::Error::custom(format!("`{name}`: {e}")));
                }
            )+};
        }
        of!(RecipeCommand, CatalogueCommand, HouseholdCommand, PlanCommand);
        of!(MealCommand, ShoppingCommand, SourceCommand);
        let names = Self::names();
        let nearest = nearest(&name, &names).join("`, `");
        Err(D::Error::custom(format!(
            "there is no command `{name}`; the nearest are `{nearest}`, and docs/cli.md names them all"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, expected: Result<(), &str>) {
        match (serde_json::from_str::<Command>(json), expected) {
            (Ok(command), Ok(())) => assert_eq!(serde_json::to_string(&command).unwrap(), json),
            (Err(error), Err(part)) => assert!(error.to_string().contains(part), "`{error}` lacks `{part}`"),
            (outcome, expected) => panic!("{outcome:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn a_command_is_read_and_written_by_its_name() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        check(
            &format!(r#"{{"rename_recipe":{{"recipe_id":"{id}","title":"Tart"}}}}"#),
            Ok(()),
        );
        check(
            &format!(r#"{{"unmerge_ingredient":{{"ingredient_id":"{id}"}}}}"#),
            Ok(()),
        );
        check(r#"{"change_settings":{"settings":{"cup":null}}}"#, Ok(()));
    }

    #[test]
    fn the_page_that_a_message_sends_to_names_every_command() {
        let page = include_str!("../../docs/cli.md");
        for name in Command::names() {
            assert!(
                page.contains(&format!("`{name}`")),
                "`{name}` is not in docs/cli.md"
            );
        }
    }

    #[test]
    fn a_mistake_is_named() {
        check(
            r#"{"rename_recipes":{}}"#,
            Err("there is no command `rename_recipes`; the nearest are `rename_recipe`, `"),
        );
        check(
            r#"{"rename_recipe":{"title":"Tart"}}"#,
            Err("`rename_recipe`: missing field `recipe_id`"),
        );
        check(
            r#"{"open_household":{"name":"a","nome":"b"}}"#,
            Err("unknown field `nome`"),
        );
        check("{}", Err("one entry"));
    }
}
