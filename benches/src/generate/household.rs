//! One household: its recipes in work, its catalogue, its plan, and the commands that it gives.

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use heirloom::store::StoredEvent;
use heirloom_events::catalogue::{CatalogueEvent, IngredientDefined};
use heirloom_events::household::{HouseholdEvent, HouseholdOpened};
use heirloom_events::plan::{MealSelected, PlanEvent};
use heirloom_events::recipe::{RecipeCreated, RecipeEvent};
use heirloom_events::values::{
    Actor, CommandId, HouseholdId, RecipeId, SelectionId, ShoppingMode, Side, WeekId,
};
use heirloom_events::{Event, Metadata};

use super::dice::Dice;
use super::draft::{self, Draft};
use super::{edit, words};

/// Recipes that a household works on at the same time.
const IN_WORK: usize = 8;

/// A household and all that it will still do.
#[derive(Debug)]
pub(super) struct Household {
    id: HouseholdId,
    seed: u64,
    index: u64,
    dice: Dice,
    /// Events that it will still record.
    pub(super) left: u64,
    position: u64,
    recipes: u64,
    drafts: Vec<Draft>,
    catalogue: u64,
    /// The foods that its catalogue holds, a bit each.
    known: u128,
    week: Option<(NaiveDate, u64)>,
}

/// An event before it has its place in the log.
struct Fresh {
    id: String,
    sequence: u64,
    event: Event,
}

/// What one command made, and when it happened.
struct Made {
    occurred_at: DateTime<Utc>,
    fresh: Vec<Fresh>,
}

impl Household {
    pub(super) fn new(seed: u64, index: u64, events: u64) -> Self {
        Self {
            id: HouseholdId::derived(&format!("bench {seed} {index}")),
            seed,
            index,
            dice: Dice::of(&[seed, index, u64::MAX]),
            left: events,
            position: 0,
            recipes: 0,
            drafts: Vec::new(),
            catalogue: 0,
            known: 0,
            week: None,
        }
    }

    /// Gives one command; its events go to the end of `log`.
    pub(super) fn command(&mut self, now: DateTime<Utc>, log: &mut impl Extend<StoredEvent>) {
        let Made { occurred_at, fresh } = match self.position {
            0 => Made {
                occurred_at: now,
                fresh: vec![self.opened()],
            },
            _ => self.everyday(now),
        };
        let metadata = self.metadata(occurred_at);
        let metadata = serde_json::to_string(&metadata).expect("metadata are always JSON");
        let take = usize::try_from(self.left).unwrap_or(usize::MAX).min(fresh.len());
        self.left -= take as u64;
        log.extend(
            fresh
                .into_iter()
                .take(take)
                .map(|fresh| self.stored(fresh, &metadata, now)),
        );
    }

    fn opened(&self) -> Fresh {
        let index = usize::try_from(self.index).unwrap_or(0);
        let name = format!(
            "{} house {}",
            words::HOUSES[index % words::HOUSES.len()],
            self.index
        );
        let event = HouseholdEvent::from(HouseholdOpened { name });
        Fresh {
            id: self.id.to_string(),
            sequence: 1,
            event: event.into(),
        }
    }

    fn everyday(&mut self, now: DateTime<Utc>) -> Made {
        if self.recipes > 0 && self.dice.one_in(40) {
            return Made {
                occurred_at: now,
                fresh: vec![self.meal_selected(now)],
            };
        }
        let at = self.dice.index(IN_WORK);
        if at < self.drafts.len() {
            self.edited(at, now)
        } else {
            self.created(now)
        }
    }

    fn created(&mut self, now: DateTime<Utc>) -> Made {
        let mut draft = Draft::new(self.id, [self.seed, self.index, self.recipes], now);
        self.recipes += 1;
        let event = RecipeCreated {
            content: draft.content(),
        };
        let fresh = self.with_foods(&mut draft, event.into());
        self.drafts.push(draft);
        Made {
            occurred_at: now,
            fresh,
        }
    }

    fn edited(&mut self, at: usize, now: DateTime<Utc>) -> Made {
        let mut draft = self.drafts.swap_remove(at);
        // Some edits are entered minutes after they were made, but never out of order within the recipe.
        let late = if self.dice.one_in(8) {
            self.dice.between(1, 20)
        } else {
            0
        };
        let late = Duration::minutes(i64::try_from(late).unwrap_or(0));
        draft.occurred_at = draft.occurred_at.max(now - late);
        let event = edit::next(&mut draft);
        let fresh = self.with_foods(&mut draft, event);
        draft.left -= 1;
        let occurred_at = draft.occurred_at;
        if draft.left > 0 {
            self.drafts.push(draft);
        }
        Made { occurred_at, fresh }
    }

    /// The recipe's event, behind the definitions of foods that the catalogue does not hold yet.
    fn with_foods(&mut self, draft: &mut Draft, event: RecipeEvent) -> Vec<Fresh> {
        let mut fresh = Vec::new();
        for (at, food) in draft.foods() {
            if self.known & (1 << at) != 0 {
                continue;
            }
            self.known |= 1 << at;
            self.catalogue += 1;
            let event = CatalogueEvent::from(IngredientDefined {
                ingredient_id: draft::ingredient_id(self.id, food),
                name: food.name.to_owned(),
                category: Some(food.category.to_owned()),
            });
            fresh.push(Fresh {
                id: self.id.to_string(),
                sequence: self.catalogue,
                event: event.into(),
            });
        }
        draft.sequence += 1;
        fresh.push(Fresh {
            id: draft.id.to_string(),
            sequence: draft.sequence,
            event: event.into(),
        });
        fresh
    }

    fn meal_selected(&mut self, now: DateTime<Utc>) -> Fresh {
        let today = now.date_naive();
        let monday = today - Duration::days(i64::from(today.weekday().num_days_from_monday()));
        let sequence = match self.week {
            Some((week, sequence)) if week == monday => sequence + 1,
            _ => 1,
        };
        self.week = Some((monday, sequence));
        let mut recipe = || {
            let number = self.dice.below(self.recipes);
            RecipeId::derived(&format!("bench {} {} {number}", self.seed, self.index))
        };
        let (main_recipe_id, side) = (recipe(), recipe());
        let event = PlanEvent::from(MealSelected {
            selection_id: SelectionId::derived(&format!("{} {monday} {sequence}", self.id)),
            meal_id: None,
            main_recipe_id,
            sides: Side::in_slots([(side != main_recipe_id).then_some(side)]),
            planned_date: monday + Duration::days(i64::try_from(self.dice.below(7)).unwrap_or(0)),
            shopping_mode: ShoppingMode::from_excluded(self.dice.one_in(5)),
        });
        let id = WeekId::derived(&format!("{} {monday}", self.id)).to_string();
        Fresh {
            id,
            sequence,
            event: event.into(),
        }
    }

    fn metadata(&mut self, occurred_at: DateTime<Utc>) -> Metadata {
        let cook = self.dice.below(3);
        let reason = self
            .dice
            .one_in(6)
            .then(|| self.dice.word(words::REASONS).to_owned());
        Metadata {
            command_id: Some(CommandId::derived(&format!("{} {}", self.id, self.position))),
            actor: Some(Actor(format!("cook-{}-{cook}", self.index))),
            reason,
            source: Some("app".to_owned()),
            occurred_at: Some(occurred_at),
            ..Metadata::default()
        }
    }

    fn stored(&mut self, fresh: Fresh, metadata: &str, now: DateTime<Utc>) -> StoredEvent {
        self.position += 1;
        let stream = fresh.event.stream_type();
        StoredEvent {
            household: self.id,
            position: self.position,
            aggregate_type: stream.as_str().to_owned(),
            aggregate_id: fresh.id,
            sequence: fresh.sequence,
            event_type: fresh.event.event_type().to_owned(),
            event_version: fresh.event.event_version().to_string(),
            payload: fresh
                .event
                .payload()
                .expect("events of this crate are always JSON"),
            metadata: metadata.to_owned(),
            recorded_at: now,
        }
    }
}
