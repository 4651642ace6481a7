//! What somebody put away here while the application goes on with it: a recipe or a meal that was archived, an
//! ingredient that was merged or taken out.
//!
//! What the source says of such a thing is not forced upon it: the row is set aside with the reason, and is not noted,
//! so that the first run after somebody brought the thing back takes the change. Nothing is written for it.

use heirloom_events::catalogue::CatalogueEvent;
use heirloom_events::meal::MealEvent;
use heirloom_events::recipe::RecipeEvent;
use heirloom_events::values::IngredientId;
use heirloom_events::{Event, Recorded, State, StreamType};

use super::{About, SOURCE, Taking};
use crate::commands::{CommandError, Loaded, Refusal, catalogue_key};

impl Taking<'_> {
    /// Sets a row aside until what was put away is brought back.
    pub(super) fn hold(&mut self, about: About<'_>, why: String) {
        self.report.set_aside(about.table, about.row, why.clone());
        let key = (about.table.to_owned(), about.row.to_owned());
        self.held.entry(key).or_insert(why);
    }

    /// How many rows were refused or set aside: who compares it knows whether a row was taken.
    pub(super) fn not_taken(&self) -> usize {
        self.refused.len() + self.held.len()
    }

    /// Why a command is refused, where that is because somebody put something away here.
    pub(super) async fn put_away(&self, refusal: &Refusal) -> Result<Option<String>, CommandError> {
        Ok(match refusal {
            Refusal::Archived { recipe_id, .. } => {
                archived_here(&self.load(StreamType::Recipe, recipe_id).await?)
            }
            Refusal::ArchivedMeal { meal_id, .. } => {
                archived_here(&self.load(StreamType::Meal, meal_id).await?)
            }
            Refusal::NotFound { what: "meal", id, .. } => self.meal_set_aside(id),
            _ => None,
        })
    }

    /// Why a meal is not there, where its row was set aside.
    fn meal_set_aside(&self, id: &str) -> Option<String> {
        let of = |row: &str| Some(self.ids.meal(row.parse().ok()?).to_string());
        let mut rows = self.held.iter();
        let found = rows.find(|((table, row), _)| table == "meals" && of(row).as_deref() == Some(id));
        found.map(|(_, why)| why.clone())
    }

    /// Why an ingredient takes no change: somebody merged it or took it out here.
    pub(super) async fn ingredient_put_away(&self, id: IngredientId) -> Result<Option<String>, CommandError> {
        let key = catalogue_key(self.options.household);
        let why = self
            .commands
            .look(self.options.household, &key, |loaded| put_away(loaded, id));
        Ok(why.await?)
    }
}

fn put_away(loaded: &Loaded, id: IngredientId) -> Option<String> {
    let catalogue = &loaded.catalogue().state;
    let ingredient = catalogue.get(id)?;
    let name = &ingredient.name;
    if ingredient.removed {
        let removed = |event: &Event| matches!(event, Event::Catalogue(CatalogueEvent::IngredientRemoved(e)) if e.ingredient_id == id);
        let day = since(loaded, removed)?;
        return Some(format!(
            "ingredient `{name}` is out of the catalogue here since {day}"
        ));
    }
    let into = &catalogue.get(ingredient.merged_into?)?.name;
    let merged = |event: &Event| matches!(event, Event::Catalogue(CatalogueEvent::IngredientMerged(e)) if e.ingredient_id == id);
    let day = since(loaded, merged)?;
    Some(format!(
        "ingredient `{name}` is merged into `{into}` here since {day}; unmerge it to take its changes"
    ))
}

/// Why a recipe or a meal takes no change: somebody archived it here.
pub(super) fn archived_here(loaded: &Loaded) -> Option<String> {
    let (what, name) = match &loaded.state {
        State::Recipe(recipe) if recipe.state.archived => ("recipe", recipe.state.content.title.as_str()),
        State::Meal(meal) if meal.state.archived => ("meal", meal.state.name.as_str()),
        _ => return None,
    };
    let archiving = |event: &Event| {
        matches!(
            event,
            Event::Recipe(RecipeEvent::RecipeArchived(_)) | Event::Meal(MealEvent::MealArchived(_))
        )
    };
    let day = since(loaded, archiving)?;
    Some(format!(
        "{what} `{name}` is archived here since {day}; restore it to take its changes"
    ))
}

/// The day of the last such event, where somebody else than the import brought it about.
fn since(loaded: &Loaded, is_it: impl Fn(&Event) -> bool) -> Option<chrono::NaiveDate> {
    let mut newest_first = loaded.events.iter().rev();
    let last: &Recorded = newest_first.find(|recorded| recorded.events.iter().any(&is_it))?;
    let ours = last.metadata.source.as_deref() == Some(SOURCE);
    (!ours).then(|| last.occurred_at().date_naive())
}
