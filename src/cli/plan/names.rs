//! What dishes and meals are called, now or at a moment of the past.

use chrono::{DateTime, Utc};
use heirloom_events::meal::Meal;
use heirloom_events::plan::MealSelection;
use heirloom_events::values::{MealId, RecipeId};
use heirloom_events::{State, StreamKey};

use crate::audit::AsOf;
use crate::cli::session::Session;
use crate::commands::Loaded;
use crate::commands::plan::follow::{meal_key, recipe_key};
use crate::store::{Upto, reader};

/// A dish of a planned meal.
pub(super) struct Dish {
    pub(super) recipe_id: RecipeId,
    pub(super) title: String,
}

/// What is cooked, and under which name.
pub(super) struct Cooked {
    /// What the meal is called, where it has a name.
    pub(super) meal: Option<String>,
    /// The main dish, then the sides.
    pub(super) dishes: Vec<Dish>,
}

impl Cooked {
    /// What a selection is: the meal that it follows, where there is one, else what was planned.
    pub(super) async fn of(
        session: &Session,
        selection: &MealSelection,
        moment: Option<DateTime<Utc>>,
        recorded: bool,
    ) -> anyhow::Result<Self> {
        let upto = moment.map_or(Upto::Latest, |moment| AsOf::Time(moment).upto(recorded));
        let meal = match selection.meal_id {
            Some(id) => meal(session, id, upto).await?,
            None => None,
        };
        let recipes: Vec<RecipeId> = match &meal {
            Some(meal) => meal.dishes().collect(),
            None => selection.dishes().collect(),
        };
        let mut dishes = Vec::with_capacity(recipes.len());
        for recipe_id in recipes {
            let title = title(session, recipe_id, upto).await?;
            dishes.push(Dish { recipe_id, title });
        }
        Ok(Self {
            meal: meal.map(|meal| meal.name),
            dishes,
        })
    }

    /// By what people call it: the meal's name, else the main dish.
    pub(super) fn name(&self) -> &str {
        let main = self.dishes.first().map(|dish| dish.title.as_str());
        self.meal.as_deref().or(main).unwrap_or_default()
    }

    /// `Supper: Leek tart + Salad`.
    pub(super) fn in_full(&self) -> String {
        let titles: Vec<&str> = self.dishes.iter().map(|dish| dish.title.as_str()).collect();
        match &self.meal {
            Some(name) => format!("{name}: {}", titles.join(" + ")),
            None => titles.join(" + "),
        }
    }
}

async fn read(session: &Session, key: StreamKey, upto: Upto) -> anyhow::Result<Loaded> {
    let stored = session.log().read_stream(session.household(), &key, upto).await?;
    Ok(Loaded::new(key, reader::read_all(&stored)?))
}

pub(super) async fn meal(session: &Session, id: MealId, upto: Upto) -> anyhow::Result<Option<Meal>> {
    let read = read(session, meal_key(id), upto).await?;
    Ok(match read.state {
        State::Meal(meal) if meal.exists() => Some(meal.state),
        _ => None,
    })
}

/// A recipe's title then; where it was written down later than it says, the one that it has now.
pub(in crate::cli) async fn title(session: &Session, id: RecipeId, upto: Upto) -> anyhow::Result<String> {
    let then = read(session, recipe_key(id), upto).await?;
    if then.recipe().exists() || matches!(upto, Upto::Latest) {
        return Ok(then.recipe().state.content.title.clone());
    }
    let now = read(session, recipe_key(id), Upto::Latest).await?;
    Ok(now.recipe().state.content.title.clone())
}
