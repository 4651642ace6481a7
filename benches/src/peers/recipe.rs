//! Our recipe in the words of cqrs-es: the same events and the same fold, as an aggregate and as a view.

use std::collections::BTreeMap;
use std::convert::Infallible;

use chrono::{DateTime, Utc};
use cqrs_es::event_sink::EventSink;
use cqrs_es::{Aggregate, DomainEvent, EventEnvelope, View};
use heirloom_events::Stream;
use heirloom_events::recipe::{Content, Recipe, RecipeEvent};
use heirloom_events::values::{LineId, RecipeId};
use serde::{Deserialize, Serialize};

/// An event of a recipe.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct PeerEvent(pub(crate) RecipeEvent);

impl DomainEvent for PeerEvent {
    fn event_type(&self) -> String {
        self.0.event_type().to_owned()
    }

    fn event_version(&self) -> String {
        self.0.event_version().to_string()
    }
}

/// A recipe: what decisions would look at, and the row of the view.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct PeerRecipe {
    content: Content,
    references: BTreeMap<LineId, RecipeId>,
    favourite: bool,
    archived: bool,
    times_cooked: u32,
    last_cooked_at: Option<DateTime<Utc>>,
}

impl PeerRecipe {
    fn fold(&mut self, event: RecipeEvent) {
        let mut recipe = Recipe {
            content: std::mem::take(&mut self.content),
            references: std::mem::take(&mut self.references),
            favourite: self.favourite,
            archived: self.archived,
            times_cooked: self.times_cooked,
            last_cooked_at: self.last_cooked_at,
        };
        recipe.apply(event);
        *self = Self {
            content: recipe.content,
            references: recipe.references,
            favourite: recipe.favourite,
            archived: recipe.archived,
            times_cooked: recipe.times_cooked,
            last_cooked_at: recipe.last_cooked_at,
        };
    }
}

/// A command is the event that it makes: deciding costs nothing here.
impl Aggregate for PeerRecipe {
    const TYPE: &'static str = "recipe";
    type Command = PeerEvent;
    type Event = PeerEvent;
    type Error = Infallible;
    type Services = ();

    async fn handle(
        &mut self,
        command: PeerEvent,
        (): &(),
        sink: &EventSink<Self>,
    ) -> Result<(), Infallible> {
        sink.write(command, self).await;
        Ok(())
    }

    fn apply(&mut self, event: PeerEvent) {
        self.fold(event.0);
    }
}

impl View<PeerRecipe> for PeerRecipe {
    fn update(&mut self, event: &EventEnvelope<PeerRecipe>) {
        self.fold(event.payload.0.clone());
    }
}
