//! What one call of the command line works with: an open heirloom, a household, an actor.

use std::sync::Arc;
use std::time::Duration;

use heirloom_events::catalogue::Catalogue;
use heirloom_events::values::{Actor, HouseholdId, RecipeId};
use heirloom_projections::Error as TablesError;
use heirloom_projections::models::meal_plan::query as meal_plan;
use heirloom_projections::models::recipes::by_ingredients::{Wanted, recipe_ids_by_ingredients};
use heirloom_projections::models::recipes::query as recipes;
use heirloom_projections::models::search::query as search;

use super::args::Cli;
use super::exit::Usage;
use super::recipe::render::Names;
use crate::Heirloom;
use crate::commands::recipe::Draft;
use crate::commands::{Command, Envelope, Receipt, catalogue_key};
use crate::importers::Importer;
use crate::store::EventLog;

/// How long a role that may not feed the tables waits for whoever does.
const FED_BY_OTHERS: Duration = Duration::from_secs(2);

/// One call of the command line.
pub struct Session {
    heirloom: Heirloom,
    household: HouseholdId,
    actor: Actor,
    reason: Option<String>,
}

/// A recipe's id and title.
#[derive(Clone, Debug)]
pub struct RecipeTitle {
    /// Its id.
    pub recipe_id: RecipeId,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: i64,
    /// Whether it was put away.
    pub archived: bool,
}

impl Session {
    /// Opens the database that the command line names.
    ///
    /// # Errors
    /// Where it cannot be opened, or the household is no id.
    pub async fn open(cli: &Cli) -> anyhow::Result<Self> {
        let household = household(cli)?;
        Ok(Self::over(Heirloom::open(&cli.database).await?, household, cli))
    }

    /// The same where this build may not know the revision that is active, to look at it; it takes no command.
    ///
    /// # Errors
    /// As [`Session::open`].
    pub async fn open_to_look(cli: &Cli) -> anyhow::Result<Self> {
        let household = household(cli)?;
        let heirloom = Heirloom::open_to_look(&cli.database).await?;
        Ok(Self::over(heirloom, household, cli))
    }

    /// The same over a heirloom that is open.
    #[must_use]
    pub fn over(heirloom: Heirloom, household: HouseholdId, cli: &Cli) -> Self {
        let login = || std::env::var("USER").ok().filter(|user| !user.is_empty());
        let actor = Actor(
            cli.actor
                .clone()
                .or_else(login)
                .unwrap_or_else(|| "somebody".to_owned()),
        );
        Self {
            heirloom,
            household,
            actor,
            reason: cli.reason.clone(),
        }
    }

    /// The heirloom.
    pub fn heirloom(&self) -> &Heirloom {
        &self.heirloom
    }

    /// The log.
    pub fn log(&self) -> &Arc<dyn EventLog> {
        self.heirloom.log()
    }

    /// The household.
    pub fn household(&self) -> HouseholdId {
        self.household
    }

    /// Who does it.
    pub fn actor(&self) -> Actor {
        self.actor.clone()
    }

    /// Why.
    pub fn reason(&self) -> Option<String> {
        self.reason.clone()
    }

    /// The envelope of a command given here.
    pub fn envelope(&self, verb: &str) -> Envelope {
        Envelope {
            reason: self.reason.clone(),
            source: Some(format!("cli {verb}")),
            ..Envelope::new(self.household, self.actor.clone())
        }
    }

    /// Carries a command out and brings the tables up to it.
    pub async fn send(&self, envelope: Envelope, command: impl Into<Command>) -> anyhow::Result<Receipt> {
        let household = envelope.household;
        let receipt = self.heirloom.send(envelope, command).await?;
        // The command is carried out, whatever becomes of the tables now; they are caught up later.
        if let Err(error) = self.bring_up(household).await {
            eprintln!("recorded, but the read tables could not be brought up yet: {error}");
        }
        Ok(receipt)
    }

    /// Brings the household's tables up to the log.
    pub async fn catch_up(&self) -> anyhow::Result<()> {
        match self.bring_up(self.household).await {
            Err(crate::Error::Tables(error @ TablesError::WaitedInVain { .. })) => {
                eprintln!(
                    "what follows may be old: {error}; `heirloom feed` under the owner's role keeps them up"
                );
                Ok(())
            }
            other => Ok(other?),
        }
    }

    async fn bring_up(&self, household: HouseholdId) -> Result<(), crate::Error> {
        if self.heirloom.feed(household).await? {
            return Ok(());
        }
        let head = self.log().head(household).await?;
        let feeder = self.heirloom.engine().feeder();
        Ok(feeder.wait_for(household, head, &[], FED_BY_OTHERS).await?)
    }

    /// What actors are called.
    pub async fn actor_names(&self) -> anyhow::Result<Names> {
        Ok(self.log().actor_names().await?)
    }

    /// The catalogue of ingredients.
    pub async fn catalogue(&self) -> anyhow::Result<Catalogue> {
        let loaded = self
            .heirloom
            .commands()
            .load(self.household, &catalogue_key(self.household))
            .await?;
        Ok(loaded.catalogue().state.clone())
    }

    /// Every recipe by title, archived ones too.
    pub async fn recipes(&self) -> anyhow::Result<Vec<RecipeTitle>> {
        let tables = self.heirloom.tables();
        let mut all = recipes::list(tables, self.household, false).await?;
        all.extend(recipes::list(tables, self.household, true).await?);
        let title = |r: recipes::RecipeRow| RecipeTitle {
            recipe_id: r.recipe_id,
            title: r.title,
            version: r.version,
            archived: r.archived,
        };
        let mut all: Vec<_> = all.into_iter().map(title).collect();
        all.sort_by_cached_key(|r| (heirloom_events::values::folded(&r.title), r.recipe_id));
        Ok(all)
    }

    /// The titles of these recipes, in their order; a recipe that is not there is left out.
    pub async fn titles(&self, ids: &[RecipeId]) -> anyhow::Result<Vec<(RecipeId, String)>> {
        let mut titles = Vec::with_capacity(ids.len());
        for id in ids {
            if let Some(recipe) = recipes::by_id(self.heirloom.tables(), self.household, *id).await? {
                titles.push((*id, recipe.title));
            }
        }
        Ok(titles)
    }

    /// Recipes by their words, best first.
    pub async fn search(&self, words: &str, limit: u32) -> anyhow::Result<Vec<RecipeId>> {
        let hits = search::search(self.heirloom.tables(), self.household, words, limit).await?;
        Ok(hits.into_iter().map(|hit| hit.recipe_id).collect())
    }

    /// Live recipes by their ingredients, by title.
    pub async fn recipes_by_ingredients(
        &self,
        wanted: Wanted<'_>,
        limit: u32,
    ) -> anyhow::Result<Vec<RecipeId>> {
        Ok(recipe_ids_by_ingredients(self.heirloom.tables(), self.household, wanted, limit).await?)
    }

    /// The meals planned from one day to another.
    pub async fn selections(
        &self,
        from: chrono::NaiveDate,
        to: chrono::NaiveDate,
    ) -> anyhow::Result<Vec<meal_plan::SelectionRow>> {
        Ok(meal_plan::between(self.heirloom.tables(), self.household, from, to).await?)
    }

    /// The recipe in a schema.org document, as a command takes it; its ingredients are in the catalogue then.
    pub async fn draft(&self, bytes: &[u8], name: &str) -> anyhow::Result<Draft> {
        let importer = Importer::new(self.log().clone(), self.household, self.actor());
        Ok(importer
            .draft_of(bytes, name)
            .await?
            .ok_or_else(|| Usage(format!("`{name}` holds no recipe")))?)
    }
}

/// The household that the command line names.
pub fn household(cli: &Cli) -> Result<HouseholdId, Usage> {
    let given = cli.household.as_deref().map(str::parse::<HouseholdId>);
    given.unwrap_or(Ok(HouseholdId::single())).map_err(|error| {
        let given = cli.household.as_deref().unwrap_or_default();
        Usage(format!(
            "household `{given}` is no id ({error}); leave it out for the only household"
        ))
    })
}
