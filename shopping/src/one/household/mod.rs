//! A household under the application's rules. What makes a list be synchronised, and what leaves it stale until
//! something else does, is in the table of `effect`; what a mark means in `said`; a recipe's rows in `shelf`.

mod effect;
mod mentions;
mod said;
mod shelf;
mod week;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use heirloom_events::meal::Meal;
use heirloom_events::plan::{MealSelection, PlanEvent};
use heirloom_events::shopping::ShoppingEvent;
use heirloom_events::values::{CommandId, MealId, RecipeId, WeekId};
use heirloom_events::{Event, Recorded, Stream, StreamKey};

use super::ListOne;
use super::wanted::Entry;
use effect::Effect;
use mentions::Mentions;
use shelf::Shelf;
use week::Week;

/// A household's lists, week by week: told its events in the order of their positions, it has for every ISO
/// week the list that the application would have had. Source: domain.md A 3.2.
///
/// Beyond what the application has:
///
/// * It has one list, we have one per week: a change of a meal or a recipe synchronises the weeks that have an
///   active entry of it, and no others.
/// * Where the application changes a recipe in one go, we have one event per line. Events of one command to
///   one stream are therefore one synchronisation, after the last of them; asked in between, the list is as
///   if that had been the last.
/// * What is archived is deleted to the application. Brought back, it is asked for again from the next
///   synchronisation on.
/// * Recipes change until they are cooked, and servings mean nothing: the application pins and scales nothing.
///
/// Order decides, as it does there: that in which recipes, ingredients and unit rules were made, and entries
/// planned. Lines that are taken over from an application's own list come after its plan: each meal that is
/// planned synchronises, and takes off what the plan does not ask for yet.
///
/// A pure function of the events: no clock, no order of a hash map.
#[derive(Clone, Debug, Default)]
pub struct Household {
    shelf: Shelf,
    meals: HashMap<MealId, Meal>,
    weeks: BTreeMap<WeekId, Week>,
    mentions: Mentions,
    /// The weeks to synchronise as soon as the command at work is done.
    due: BTreeSet<WeekId>,
    /// The command whose events come, and the stream that they go to.
    at_work: Option<(CommandId, StreamKey)>,
}

impl Household {
    /// The weeks whose list this event may change, judged before it is applied. Others do not change.
    #[must_use]
    pub fn touches(&self, event: &Recorded) -> Vec<WeekId> {
        match &event.events[..] {
            [part] => self.effect(&event.stream, part).into_weeks(),
            // what the second does depends on the first: all weeks that the stream has to do with
            _ => self.weeks_of(&event.stream),
        }
    }

    /// Takes the household's next event in. Total: what makes no sense changes nothing.
    pub fn apply(&mut self, event: &Recorded) {
        let mut goes_on = self.is_at_work(event);
        for part in event.events.iter() {
            let effect = self.effect(&event.stream, part);
            if !(goes_on && effect.synchronises()) {
                self.settle();
            }
            goes_on = true;
            self.fold(&event.stream, part);
            self.carry_out(effect);
        }
        let command = event.metadata.command_id;
        self.at_work = command.map(|command| (command, event.stream.clone()));
        if self.at_work.is_none() {
            self.settle();
        }
    }

    /// The weeks whose list an event of this stream can change at all, in order: those that plan its recipe or meal
    /// or once did, its own where it is a week's.
    #[must_use]
    pub fn weeks_of(&self, stream: &StreamKey) -> Vec<WeekId> {
        self.mentions.weeks_of(stream)
    }

    /// The weeks that were ever planned or shopped for.
    pub fn weeks(&self) -> impl Iterator<Item = WeekId> + '_ {
        self.weeks.keys().copied()
    }

    /// The list of a week; none where nothing was ever said of that week.
    #[must_use]
    pub fn list(&self, id: WeekId) -> Option<Cow<'_, ListOne>> {
        let week = self.weeks.get(&id)?;
        if !self.due.contains(&id) {
            return Some(Cow::Borrowed(&week.list));
        }
        let mut list = week.list.clone();
        self.shelf.synchronise(&mut list, &self.entries(week));
        Some(Cow::Owned(list))
    }

    fn is_at_work(&self, event: &Recorded) -> bool {
        self.at_work.as_ref().is_some_and(|(command, stream)| {
            Some(*command) == event.metadata.command_id && *stream == event.stream
        })
    }

    /// Synchronises what is due.
    fn settle(&mut self) {
        for id in std::mem::take(&mut self.due) {
            let entries = self.weeks.get(&id).map(|week| self.entries(week));
            let (Some(week), Some(entries)) = (self.weeks.get_mut(&id), entries) else {
                continue;
            };
            self.shelf.synchronise(&mut week.list, &entries);
        }
    }

    fn fold(&mut self, stream: &StreamKey, event: &Event) {
        match event {
            Event::Recipe(e) => self.shelf.take_recipe(stream, e),
            Event::Catalogue(e) => self.shelf.take_catalogue(e),
            Event::Meal(e) => {
                if let Ok(id) = stream.aggregate_id.parse() {
                    let meal: &mut Meal = self.meals.entry(id).or_default();
                    meal.apply(e.clone());
                    self.mentions.of_meal(id, meal.dishes());
                }
            }
            Event::Plan(e) => self.take_plan(stream, e),
            Event::Shopping(e) => self.take_shopping(stream, e),
            Event::Household(_) | Event::Source(_) => {}
        }
    }

    fn take_plan(&mut self, stream: &StreamKey, event: &PlanEvent) {
        let Ok(id) = stream.aggregate_id.parse() else {
            return;
        };
        if let PlanEvent::MealSelected(e) = event {
            let dishes = e.sides.iter().map(|side| side.recipe_id);
            let dishes = std::iter::once(e.main_recipe_id).chain(dishes);
            self.mentions.of_week(id, e.meal_id, dishes);
        }
        self.weeks.entry(id).or_default().take_plan(event);
    }

    fn take_shopping(&mut self, stream: &StreamKey, event: &ShoppingEvent) {
        if let Ok(id) = stream.aggregate_id.parse() {
            let week: &mut Week = self.weeks.entry(id).or_default();
            said::take(&mut week.list, event, &self.shelf);
        }
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Nothing | Effect::Said(_) => {}
            Effect::Synchronise(weeks) => self.due.extend(weeks),
            Effect::RecipeGone(recipe, weeks) => {
                for id in weeks {
                    let gone = self.entries_where(id, |s| self.dishes(s).first() == Some(&recipe));
                    self.with(id, |week| {
                        week.list.recipe_gone(recipe);
                        gone.iter().for_each(|entry| week.list.entry_gone(*entry));
                    });
                }
            }
            Effect::MealGone(meal, weeks) => {
                for id in weeks {
                    let gone = self.entries_where(id, |s| s.meal_id == Some(meal));
                    self.with(id, |week| {
                        gone.iter().for_each(|entry| week.list.entry_gone(*entry))
                    });
                }
            }
        }
    }

    fn with(&mut self, id: WeekId, act: impl FnOnce(&mut Week)) {
        if let Some(week) = self.weeks.get_mut(&id) {
            act(week);
        }
    }

    /// The active entries of a week in the order of their positions: open, their meal and its main dish there.
    fn entries(&self, week: &Week) -> Vec<Entry> {
        let open = week.open_in_order().into_iter();
        let active = open.filter(|(_, selection)| self.is_active(selection));
        active
            .map(|(entry, selection)| Entry {
                entry,
                recipes: self.shelf.in_order_of_making(self.dishes(selection)),
                mode: selection.shopping_mode,
            })
            .collect()
    }

    fn is_active(&self, selection: &MealSelection) -> bool {
        let meal = selection.meal_id.and_then(|id| self.meals.get(&id));
        let main = self.dishes(selection).first().copied();
        selection.is_open()
            && !meal.is_some_and(|meal| meal.archived)
            && main.is_some_and(|main| self.shelf.has(main))
    }

    /// What is cooked, the main dish first: what the meal is now, where there is one; else as it was planned.
    fn dishes(&self, selection: &MealSelection) -> Vec<RecipeId> {
        match selection.meal_id.and_then(|id| self.meals.get(&id)) {
            Some(meal) => meal.dishes().collect(),
            None => selection.dishes().collect(),
        }
    }
}
