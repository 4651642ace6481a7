//! What a command did.

use heirloom_events::catalogue::CatalogueEvent;
use heirloom_events::meal::MealEvent;
use heirloom_events::plan::PlanEvent;
use heirloom_events::recipe::RecipeEvent;
use heirloom_events::shopping::ShoppingEvent;
use heirloom_events::values::{CommandId, IngredientId, ItemId, LineId, MealId, RecipeId, SelectionId};
use heirloom_events::{Event, StreamKey};
use serde::Serialize;

/// What a command did; of one that was given before, what it did the first time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Receipt {
    /// The command.
    pub command_id: CommandId,
    /// The household's position after its last event: what a reader of tables may wait for.
    pub position: u64,
    /// How many events it made; 0: it changed nothing.
    pub events: u64,
    /// Whether it had been carried out before; then nothing was added now.
    pub repeated: bool,
    /// The streams that it is about and their versions after it.
    pub streams: Vec<StreamVersion>,
    /// What it made.
    pub made: Made,
}

impl Receipt {
    /// The version of its first stream: what the next command may expect.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.streams.first().map_or(0, |stream| stream.version)
    }
}

/// A stream and its version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StreamVersion {
    /// The stream.
    pub stream: StreamKey,
    /// How many events it has.
    pub version: u64,
}

/// The ids of what a command made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Made {
    /// The recipe that it created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipe_id: Option<RecipeId>,
    /// The lines that it added, of a new recipe all of them, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub line_ids: Vec<LineId>,
    /// The ingredients that answer to the names of `define_ingredients`, in their order, new or not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ingredient_ids: Vec<IngredientId>,
    /// The meal that it put together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meal_id: Option<MealId>,
    /// The meal that it selected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selection_id: Option<SelectionId>,
    /// The line that it put on a shopping list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_id: Option<ItemId>,
}

impl Made {
    /// What these events made. Which ingredients answer to which names only the catalogue knows.
    pub(crate) fn by<'a>(events: impl Iterator<Item = (&'a StreamKey, &'a Event)>) -> Self {
        let mut made = Self::default();
        for (stream, event) in events {
            match event {
                Event::Recipe(RecipeEvent::RecipeCreated(e)) => {
                    made.recipe_id = stream.aggregate_id.parse().ok();
                    made.line_ids = e.content.lines.iter().map(|line| line.line_id).collect();
                }
                Event::Recipe(RecipeEvent::IngredientLineAdded(e)) => made.line_ids.push(e.line.line_id),
                Event::Catalogue(CatalogueEvent::IngredientDefined(e)) => {
                    made.ingredient_ids.push(e.ingredient_id);
                }
                Event::Meal(MealEvent::MealCreated(_)) => made.meal_id = stream.aggregate_id.parse().ok(),
                Event::Plan(PlanEvent::MealSelected(e)) => made.selection_id = Some(e.selection_id),
                Event::Shopping(ShoppingEvent::ShoppingLineAdded(e)) => made.item_id = Some(e.item_id),
                _ => {}
            }
        }
        made
    }
}
