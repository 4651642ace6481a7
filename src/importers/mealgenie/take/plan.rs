//! Entries of the planner, which has no days: they stand on the Monday of one week, but for those that say a day.
//!
//! They are planned in the planner's order, so that each gets its place by that alone.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use heirloom_events::plan::{MealSelection, WeekPlan};
use heirloom_events::values::{CommandId, SelectionId, ShoppingMode, WeekId};
use heirloom_events::{State, StreamKey, StreamType};

use super::held::archived_here;
use super::ids::monday;
use super::known::said_by_the_import;
use super::{About, Taking};
use crate::commands::plan::{
    ClearMeal, CompleteMeal, MoveMeal, RemoveMeal, ReopenMeal, ReorderPlan, SelectMeal, SetShoppingMode,
    week_id,
};
use crate::commands::{CommandError, Loaded};
use crate::importers::mealgenie::source::{Meal, Mode, PlannerEntry, Row};

/// The tables in which entries lie; the second one before revision 8.
pub(super) const TABLES: [&str; 2] = ["planner_entries", "saved_meal_states"];
/// The years of a plan.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// Whether an entry is still to be cooked, as the source has it.
pub(super) fn is_open(entry: &PlannerEntry) -> bool {
    !entry.is_completed && !entry.is_cleared
}

impl Taking<'_> {
    /// The Monday of the planner's week: the one that is asked for, else the latest in which an entry that was taken
    /// over is open, there and here, else this week's.
    pub(super) async fn planner_week(&mut self) -> Result<NaiveDate, CommandError> {
        if let Some(day) = self.options.week {
            return Ok(monday(day));
        }
        let rows = self.rows.planner_entries.iter().filter(|row| is_open(&row.data));
        let there: HashSet<SelectionId> = rows
            .map(|row| self.ids.selection(row.table, row.data.id))
            .collect();
        let mut latest = None;
        for (day, mut ids) in self.planned_before() {
            ids.retain(|id| there.contains(id));
            if latest.is_some_and(|latest| day <= latest) {
                continue;
            }
            let week = self.week(day).await?;
            let plan = &week.week().state;
            let open = |id: &SelectionId| plan.selections.get(id).is_some_and(MealSelection::is_open);
            if ids.iter().any(open) {
                latest = Some(day);
            }
        }
        Ok(latest.unwrap_or_else(|| monday(self.options.today)))
    }

    /// The entries that were taken over before and are still there, by Monday.
    fn planned_before(&mut self) -> BTreeMap<NaiveDate, Vec<SelectionId>> {
        let mut planned: BTreeMap<NaiveDate, Vec<SelectionId>> = BTreeMap::new();
        for table in TABLES {
            for (id, week) in self.known.things(table, &self.there, "selection/") {
                if let (Ok(id), Some(day)) = (id.parse(), self.weeks.named(&week)) {
                    planned.entry(day).or_default().push(id);
                }
            }
        }
        planned
    }

    pub(super) async fn plan(&mut self) -> Result<(), CommandError> {
        let rows = self.rows;
        let meals: HashMap<i64, &Row<Meal>> = rows.meals.iter().map(|row| (row.data.id, row)).collect();
        let mut weeks: BTreeMap<NaiveDate, Vec<SelectionId>> = BTreeMap::new();
        for row in in_order(&rows.planner_entries) {
            let about = About::of(row);
            let id = self.ids.selection(row.table, row.data.id);
            let unchanged = self.is_unchanged(about);
            let day = self.day_of(row);
            weeks.entry(monday(day)).or_default().push(id);
            if unchanged {
                self.entry_days.insert((row.table, row.data.id), day);
            }
            let (false, Some(meal)) = (unchanged, meals.get(&row.data.meal_id)) else {
                continue;
            };
            let before = self.not_taken();
            let day = self.entry(row, meal, day).await?;
            if self.not_taken() == before {
                let week = week_id(self.options.household, day);
                self.entry_days.insert((row.table, row.data.id), day);
                // A day that the source gives, told from the Monday of an entry that stands for its week alone.
                let scheduled = row.data.scheduled_date.map(|_| format!("scheduled/{id}"));
                self.took(
                    about,
                    [format!("selection/{id}@{week}")].into_iter().chain(scheduled),
                );
            }
        }
        for (day, ids) in weeks {
            self.reorder(day, ids).await?;
        }
        self.note().await
    }

    /// A day of the week in which an entry stands, or is to stand.
    fn day_of(&mut self, row: &Row<PlannerEntry>) -> NaiveDate {
        if let Some(monday) = self.known_week(About::of(row)) {
            return monday;
        }
        match row.data.scheduled_date {
            Some(day) if YEARS.contains(&day.year()) => day,
            Some(day) => {
                let why = "no calendar goes there";
                self.differs(
                    About::of(row),
                    "scheduled_date",
                    &day.to_string(),
                    why,
                    "it stands in the planner's week",
                );
                self.planner
            }
            None => self.planner,
        }
    }

    /// Tells what changed of an entry; the day on which it stands then.
    async fn entry(
        &mut self,
        row: &Row<PlannerEntry>,
        meal: &Row<Meal>,
        day: NaiveDate,
    ) -> Result<NaiveDate, CommandError> {
        let id = self.ids.selection(row.table, row.data.id);
        let look = |base: &State, week: &Loaded| {
            let was = said_of(base).and_then(|plan| plan.selections.get(&id));
            (was.cloned(), week.week().state.selections.get(&id).cloned())
        };
        let (was, is) = self.both(&self.week_key(day), look).await?;
        match (was, is) {
            (None, None) => self.select(row, meal, day).await?,
            (None, Some(_)) => {}
            (Some(_), None) => {
                let why = "somebody took it off the plan here";
                self.differs(
                    About::of(row),
                    "id",
                    &row.row,
                    why,
                    "what the source says of it since is not taken",
                );
            }
            (Some(was), Some(is)) => return self.change_entry(row, meal, day, &was, &is).await,
        }
        Ok(day)
    }

    async fn select(
        &mut self,
        row: &Row<PlannerEntry>,
        meal: &Row<Meal>,
        day: NaiveDate,
    ) -> Result<(), CommandError> {
        let (about, entry) = (About::of(row), &row.data);
        let selection_id = self.ids.selection(row.table, entry.id);
        let slots = self.slots(&meal.data);
        let select = SelectMeal {
            selection_id,
            side_recipe_1: slots[0],
            side_recipe_2: slots[1],
            side_recipe_3: slots[2],
            shopping_mode: Some(mode(entry.shopping_mode)),
            ..SelectMeal::of_meal(self.ids.meal(meal.data.id), day)
        };
        if self.send(about, "select", None, select).await?.is_none() {
            return Ok(());
        }
        if entry.is_completed {
            self.complete(row, meal, day, None).await?;
        }
        if entry.is_cleared {
            let clear = ClearMeal {
                selection_id,
                planned_date: day,
            };
            self.send(about, "clear", None, clear).await?;
        }
        Ok(())
    }

    async fn complete(
        &mut self,
        row: &Row<PlannerEntry>,
        meal: &Row<Meal>,
        day: NaiveDate,
        before: Option<DateTime<Utc>>,
    ) -> Result<(), CommandError> {
        let entry = &row.data;
        let completed_at = entry.completed_at.or(before).or(meal.data.created_at);
        let complete = CompleteMeal {
            selection_id: self.ids.selection(row.table, entry.id),
            planned_date: day,
            completed_at: completed_at.unwrap_or(self.now),
            // the application notes the cooking in a table of its own, which is taken over too
            already_cooked: true,
        };
        self.send(About::of(row), "complete", completed_at, complete)
            .await?;
        Ok(())
    }

    async fn change_entry(
        &mut self,
        row: &Row<PlannerEntry>,
        meal: &Row<Meal>,
        day: NaiveDate,
        was: &MealSelection,
        is: &MealSelection,
    ) -> Result<NaiveDate, CommandError> {
        let (about, entry) = (About::of(row), &row.data);
        let selection_id = self.ids.selection(row.table, entry.id);
        if was.meal_id != Some(self.ids.meal(entry.meal_id)) || (was.cleared && !entry.is_cleared) {
            // it is another entry under the old id, or came back from history, which no command says
            self.plan_anew(row, meal, day).await?;
            return Ok(day);
        }
        let told = was.shopping_mode != mode(entry.shopping_mode)
            || was.completed_at.is_some() != entry.is_completed
            || (entry.completed_at.is_some() && was.completed_at != entry.completed_at);
        if told && is.cleared && !was.cleared {
            let why = "somebody cleared it off the plan here";
            let becomes = "what the source says of it since is not taken";
            self.differs(about, "is_cleared", &entry.is_cleared.to_string(), why, becomes);
        } else if told && was.cleared {
            // history takes no edits: it is planned anew as it is now, and cleared again
            self.plan_anew(row, meal, day).await?;
            return Ok(day);
        } else if told {
            self.change_open(row, meal, day, was).await?;
        }
        if entry.is_cleared && !was.cleared {
            let clear = ClearMeal {
                selection_id,
                planned_date: day,
            };
            self.send(about, "clear", None, clear).await?;
        }
        self.move_entry(row, day, was, is).await
    }

    /// Takes an entry off the plan and plans it as it is now, where its meal and that meal's dishes take that.
    async fn plan_anew(
        &mut self,
        row: &Row<PlannerEntry>,
        meal: &Row<Meal>,
        day: NaiveDate,
    ) -> Result<(), CommandError> {
        let about = About::of(row);
        if let Some(why) = self.takes_no_plan(meal).await? {
            self.hold(about, why);
            return Ok(());
        }
        let remove = RemoveMeal {
            selection_id: self.ids.selection(row.table, row.data.id),
            planned_date: day,
        };
        self.send(about, "remove", None, remove).await?;
        self.select(row, meal, day).await
    }

    /// Why a meal cannot be planned: it, or one of its dishes, is archived here or was not taken over.
    async fn takes_no_plan(&self, meal: &Row<Meal>) -> Result<Option<String>, CommandError> {
        let loaded = self.load(StreamType::Meal, self.ids.meal(meal.data.id)).await?;
        if let Some(why) = archived_here(&loaded) {
            return Ok(Some(why));
        }
        for dish in loaded.meal().state.dishes() {
            if let Some(why) = archived_here(&self.load(StreamType::Recipe, dish).await?) {
                return Ok(Some(why));
            }
        }
        let key = (meal.table.to_owned(), meal.row.clone());
        Ok(self.held.get(&key).filter(|_| !loaded.meal().exists()).cloned())
    }

    async fn change_open(
        &mut self,
        row: &Row<PlannerEntry>,
        meal: &Row<Meal>,
        day: NaiveDate,
        was: &MealSelection,
    ) -> Result<(), CommandError> {
        let (about, entry) = (About::of(row), &row.data);
        let selection_id = self.ids.selection(row.table, entry.id);
        let shopping_mode = mode(entry.shopping_mode);
        if was.shopping_mode != shopping_mode {
            let set = SetShoppingMode {
                selection_id,
                planned_date: day,
                shopping_mode,
            };
            self.send(about, "mode", None, set).await?;
        }
        let other_time = entry.completed_at.is_some() && was.completed_at != entry.completed_at;
        if was.completed_at.is_some() && (!entry.is_completed || other_time) {
            let reopen = ReopenMeal {
                selection_id,
                planned_date: day,
            };
            self.send(about, "reopen", None, reopen).await?;
        }
        if entry.is_completed && (was.completed_at.is_none() || other_time) {
            self.complete(row, meal, day, was.completed_at).await?;
        }
        Ok(())
    }

    async fn move_entry(
        &mut self,
        row: &Row<PlannerEntry>,
        day: NaiveDate,
        was: &MealSelection,
        is: &MealSelection,
    ) -> Result<NaiveDate, CommandError> {
        let to = row
            .data
            .scheduled_date
            .filter(|to| YEARS.contains(&to.year()) && was.planned_date != *to);
        let Some(to) = to.filter(|_| is.planned_date == was.planned_date) else {
            return Ok(day);
        };
        let moves = MoveMeal {
            selection_id: self.ids.selection(row.table, row.data.id),
            from: day,
            to,
        };
        let moved = self.send(About::of(row), "move", None, moves).await?;
        Ok(if moved.is_some() { to } else { day })
    }

    /// Puts the entries of a week into the planner's order, where they stand in another by what was told so far.
    async fn reorder(&mut self, day: NaiveDate, ids: Vec<SelectionId>) -> Result<(), CommandError> {
        let look = |base: &State, week: &Loaded| {
            let (base, plan) = (said_of(base)?, &week.week().state);
            let there =
                |id: &SelectionId| base.selections.contains_key(id) && plan.selections.contains_key(id);
            let order: Vec<SelectionId> = ids.into_iter().filter(there).collect();
            let mut told: Vec<SelectionId> = base.in_order().into_iter().map(|(id, _)| id).collect();
            let named: HashSet<SelectionId> = order.iter().copied().collect();
            told.retain(|id| named.contains(id));
            (told != order).then_some((order, week.version()))
        };
        let Some((order, version)) = self.both(&self.week_key(day), look).await? else {
            return Ok(());
        };
        let week = week_id(self.options.household, day);
        let id = format!("{}/order/{week}/{version}", self.source);
        let reorder = ReorderPlan { week: day, order };
        let envelope = self.envelope(CommandId::derived(&id), None);
        let receipt = self.commands.send(envelope, reorder).await?;
        self.count(&receipt);
        Ok(())
    }

    /// Takes entries off the plan that are there no more.
    pub(super) async fn plan_gone(&mut self) -> Result<(), CommandError> {
        for table in TABLES {
            let gone = self.known.gone(table, &self.there);
            for (row, taken) in &gone {
                let about = About {
                    table,
                    row,
                    digest: &taken.digest,
                };
                for thing in &taken.became {
                    if let Some((id, week)) = thing
                        .strip_prefix("selection/")
                        .and_then(|thing| thing.split_once('@'))
                    {
                        self.entry_gone(about, id, week).await?;
                    }
                }
            }
            self.note_gone(table, gone).await?;
        }
        Ok(())
    }

    async fn entry_gone(&mut self, about: About<'_>, id: &str, week: &str) -> Result<(), CommandError> {
        let (Ok(selection_id), Some(day)) = (id.parse::<SelectionId>(), self.weeks.named(week)) else {
            return Ok(());
        };
        let stands = |_: &State, week: &Loaded| week.week().state.selections.contains_key(&selection_id);
        if self.both(&self.week_key(day), stands).await? {
            let remove = RemoveMeal {
                selection_id,
                planned_date: day,
            };
            self.send(about, "gone", None, remove).await?;
        }
        Ok(())
    }

    fn week_key(&self, day: NaiveDate) -> StreamKey {
        StreamKey::new(StreamType::Plan, week_id(self.options.household, day))
    }

    pub(super) async fn week(&self, day: NaiveDate) -> Result<Loaded, CommandError> {
        let week: WeekId = week_id(self.options.household, day);
        self.load(StreamType::Plan, week).await
    }

    /// The sides of a meal in their slots, where there is a gap that they have to keep.
    fn slots(&self, meal: &Meal) -> [Option<heirloom_events::values::RecipeId>; 3] {
        let mut slots = [None; 3];
        let gap = (1..).zip(&meal.sides).any(|(slot, side)| side.slot != slot);
        for side in meal.sides.iter().filter(|_| gap) {
            if let Some(slot) = usize::from(side.slot)
                .checked_sub(1)
                .and_then(|n| slots.get_mut(n))
            {
                *slot = Some(self.ids.recipe(side.recipe_id));
            }
        }
        slots
    }
}

/// As the application shows them: by position, of two in one place the older first.
pub(super) fn in_order(entries: &[Row<PlannerEntry>]) -> Vec<&Row<PlannerEntry>> {
    let mut ordered: Vec<_> = entries.iter().collect();
    ordered.sort_by_key(|row| (row.data.position, row.data.id));
    ordered
}

pub(super) fn mode(mode: Mode) -> ShoppingMode {
    match mode {
        Mode::All => ShoppingMode::All,
        Mode::ProduceOnly => ShoppingMode::ProduceOnly,
        Mode::None => ShoppingMode::None,
    }
}

fn said_of(base: &State) -> Option<&WeekPlan> {
    match base {
        State::Plan(folded) => Some(&folded.state),
        _ => None,
    }
}

/// The week as the import alone has said it.
pub(super) fn base(loaded: &Loaded) -> WeekPlan {
    match said_by_the_import(loaded) {
        State::Plan(folded) => folded.state,
        _ => WeekPlan::default(),
    }
}
