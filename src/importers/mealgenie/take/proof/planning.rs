//! Meals, the plan and the list.

use std::collections::HashMap;

use chrono::NaiveDate;
use heirloom_events::StreamType;
use heirloom_events::meal::Meal as State;
use heirloom_events::plan::WeekPlan;
use heirloom_events::shopping::{Line, ShoppingList};

use super::super::meals::{base as base_meal, tags};
use super::super::plan::{base as base_plan, in_order, mode};
use super::super::shopping::base as base_list;
use super::super::text::fitted;
use super::super::{About, Taking};
use super::Held;
use crate::commands::CommandError;
use crate::commands::shopping::marks::standing;
use heirloom_events::limits;

impl Taking<'_> {
    pub(super) async fn prove_meals(&mut self) -> Result<(), CommandError> {
        let rows = self.rows;
        for row in self.taken(&rows.meals) {
            let (about, meal) = (About::of(row), &row.data);
            let loaded = self.load(StreamType::Meal, self.ids.meal(meal.id)).await?;
            if !loaded.meal().exists() {
                self.missing(about, "meal");
                continue;
            }
            let (base, is) = (base_meal(&loaded), &loaded.meal().state);
            let wanted = State {
                name: fitted(&meal.name, limits::NAME_CHARS),
                main_recipe_id: Some(self.ids.recipe(meal.main_recipe_id)),
                sides: self.sides(meal),
                tags: tags(meal),
                saved: meal.is_saved,
                ..State::default()
            };
            let each = [&wanted, &base, is];
            let [wanted, base, is] = each.map(|meal| meal.name.clone());
            self.held(about, "meal_name", Held { wanted, base, is });
            let [wanted, base, is] = each.map(|meal| (meal.main_recipe_id, meal.sides.clone()));
            self.held(about, "side_recipe_ids", Held { wanted, base, is });
            let [wanted, base, is] = each.map(|meal| meal.tags.clone());
            self.held(about, "tags", Held { wanted, base, is });
            let [wanted, base, is] = each.map(|meal| (meal.saved, meal.archived));
            self.held(about, "is_saved", Held { wanted, base, is });
        }
        Ok(())
    }

    pub(super) async fn prove_plan(&mut self) -> Result<(), CommandError> {
        let mut weeks: HashMap<NaiveDate, [WeekPlan; 2]> = HashMap::new();
        let mut last: HashMap<NaiveDate, u32> = HashMap::new();
        let rows = self.rows;
        for row in in_order(&rows.planner_entries) {
            let (about, entry) = (About::of(row), &row.data);
            let Some(day) = self.entry_days.get(&(row.table, entry.id)).copied() else {
                continue;
            };
            if !weeks.contains_key(&day) {
                let loaded = self.week(day).await?;
                weeks.insert(day, [base_plan(&loaded), loaded.week().state.clone()]);
            }
            let id = self.ids.selection(row.table, entry.id);
            let found = weeks
                .get(&day)
                .map(|each| each.each_ref().map(|plan| plan.selections.get(&id)));
            let (base, is) = match found {
                Some([Some(base), Some(is)]) => (base, is),
                // somebody moved it, or took it off
                Some([Some(_), None]) => continue,
                _ => {
                    self.missing(about, "planned meal");
                    continue;
                }
            };
            let wanted = (Some(self.ids.meal(entry.meal_id)), mode(entry.shopping_mode));
            let [before, now] = [base, is].map(|one| (one.meal_id, one.shopping_mode));
            self.held(
                about,
                "shopping_mode",
                Held {
                    wanted,
                    base: before,
                    is: now,
                },
            );
            let wanted = (entry.is_completed, entry.is_cleared);
            let [before, now] = [base, is].map(|one| (one.completed_at.is_some(), one.cleared));
            self.held(
                about,
                "is_completed",
                Held {
                    wanted,
                    base: before,
                    is: now,
                },
            );
            if entry.completed_at.is_some() {
                let (wanted, base, is) = (entry.completed_at, base.completed_at, is.completed_at);
                self.held(about, "completed_at", Held { wanted, base, is });
            }
            let (before, now) = (last.insert(day, base.position), base.position);
            let in_place = before.is_none_or(|before| before <= now);
            self.held(
                about,
                "position",
                Held {
                    wanted: true,
                    base: in_place,
                    is: in_place,
                },
            );
        }
        Ok(())
    }

    pub(super) async fn prove_list(&mut self) -> Result<(), CommandError> {
        let mut lists: HashMap<NaiveDate, [ShoppingList; 2]> = HashMap::new();
        for item in self.items() {
            if item.joins || !self.was_taken(item.about) {
                continue;
            }
            if !lists.contains_key(&item.week) {
                let loaded = self.list(item.week).await?;
                lists.insert(item.week, [base_list(&loaded), loaded.shopping().state.clone()]);
            }
            let about = item.about;
            let Some(lists) = lists.get(&item.week) else {
                continue;
            };
            let (base, is) = match lists.each_ref().map(|list| list.lines.get(&item.item_id)) {
                [Some(base), Some(is)] => (base, is),
                // somebody took it off
                [Some(_), None] => continue,
                _ => {
                    self.missing(about, "line");
                    continue;
                }
            };
            let lower = |text: &Option<String>| text.as_deref().map(str::to_lowercase);
            let said = |line: &Line| {
                (
                    line.name.clone(),
                    line.quantity,
                    line.source.clone(),
                    line.key.clone(),
                )
            };
            let wanted = (
                item.name.clone(),
                item.quantity,
                item.source.clone(),
                item.key.clone(),
            );
            self.held(
                about,
                "ingredient_name",
                Held {
                    wanted,
                    base: said(base),
                    is: said(is),
                },
            );
            let wanted = item.unit.clone();
            self.held(
                about,
                "unit",
                Held {
                    wanted,
                    base: base.unit.clone(),
                    is: is.unit.clone(),
                },
            );
            let wanted = lower(&item.category);
            let [base, is] = [base, is].map(|line| lower(&line.category));
            self.held(about, "category", Held { wanted, base, is });
            let marks = lists.each_ref().map(|list| standing(list, &item.line_key(), 1));
            let [base, is] = marks.map(|marks| (marks.ticked.is_some() || marks.have, marks.flagged));
            let wanted = (item.have[1], item.flagged[1]);
            self.held(about, "have", Held { wanted, base, is });
        }
        Ok(())
    }
}
