//! Who last changed each part of a recipe, and why.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use heirloom_events::recipe::{Recipe, RecipeEvent};
use heirloom_events::{Recorded, Stream};
use serde::Serialize;
use uuid::Uuid;

use super::diff::{ItemChange, diff};
use super::history::History;

/// The version in which a part got what it says today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// The version.
    pub version: u64,
    /// Who.
    pub actor: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
}

/// One part of the recipe with its origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Blamed {
    /// The id of a line or step; none for a field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// The field's name, or the place of the line or step.
    pub part: String,
    /// What it says.
    pub text: String,
    /// Since when and by whom.
    #[serde(flatten)]
    pub origin: Origin,
}

/// A recipe with the origin of each part. Moving a line is not changing it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Blame {
    /// Fields that have a value.
    pub fields: Vec<Blamed>,
    /// Ingredient lines in order.
    pub lines: Vec<Blamed>,
    /// Steps in order.
    pub steps: Vec<Blamed>,
    /// Tags in order.
    pub tags: Vec<Blamed>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Part {
    Field(&'static str),
    Item(Uuid),
    Tag(String),
}

impl Blame {
    /// The origins of all that the recipe says at `version`.
    #[must_use]
    pub fn of(history: &History, version: u64) -> Self {
        let mut origins: HashMap<Part, Origin> = HashMap::new();
        let mut state = Recipe::default();
        for event in history
            .events
            .iter()
            .take(usize::try_from(version).unwrap_or(usize::MAX))
        {
            let mut next = state.clone();
            event
                .events
                .iter()
                .cloned()
                .for_each(|happened| next.apply(happened));
            for part in touched(&state, &next) {
                origins.insert(part, origin(event));
            }
            state = next;
        }
        collect(&state, &origins)
    }
}

fn origin(event: &Recorded<RecipeEvent>) -> Origin {
    Origin {
        version: event.sequence,
        actor: event.metadata.actor.as_ref().map(ToString::to_string),
        reason: event.metadata.reason.clone(),
        occurred_at: event.occurred_at(),
    }
}

/// The parts that say something else, or that are new.
fn touched(old: &Recipe, new: &Recipe) -> Vec<Part> {
    let change = diff(old, new);
    let says_something_else = |item: &&ItemChange| item.changed || item.from.is_none();
    let items = change
        .lines
        .iter()
        .chain(&change.steps)
        .filter(says_something_else);
    let fields = change.fields.iter().map(|field| Part::Field(field.field));
    let tags = change.tags_added.iter().map(|tag| Part::Tag(tag.clone()));
    fields
        .chain(items.map(|item| Part::Item(item.id)))
        .chain(tags)
        .collect()
}

/// What the recipe says, part by part: the difference to a recipe that says nothing.
fn collect(state: &Recipe, origins: &HashMap<Part, Origin>) -> Blame {
    let all = diff(&Recipe::default(), state);
    let blamed = |id, part: String, text: String, key: Part| {
        origins.get(&key).map(|origin| Blamed {
            id,
            part,
            text,
            origin: origin.clone(),
        })
    };
    let field = |f: super::FieldChange| {
        blamed(
            None,
            f.field.to_owned(),
            f.to.unwrap_or_default(),
            Part::Field(f.field),
        )
    };
    let item = |i: ItemChange| {
        let to = i.to?;
        blamed(Some(i.id), to.place.to_string(), to.text, Part::Item(i.id))
    };
    let tag = |tag: String| blamed(None, "tag".to_owned(), tag.clone(), Part::Tag(tag));
    Blame {
        fields: all.fields.into_iter().filter_map(field).collect(),
        lines: all.lines.into_iter().filter_map(item).collect(),
        steps: all.steps.into_iter().filter_map(item).collect(),
        tags: all.tags_added.into_iter().filter_map(tag).collect(),
    }
}
