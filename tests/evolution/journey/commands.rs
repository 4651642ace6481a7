//! What is done between two steps: a recipe with all that today's shapes hold is written down whatever the
//! revision, older ones are changed, imported ones too. The ledger hears of each, by hand.

use heirloom::commands::recipe::{
    AddLine, CreateRecipe, Draft, ReferLine, RenameRecipe, SetNotes, TagRecipe,
};
use heirloom::commands::{Command, Envelope};
use heirloom::events::values::{Actor, HouseholdId, LineId, RecipeId, StepId};
use serde_json::{Value, json};

use super::ledger::Ledger;
use super::library;
use crate::support::House;

/// Who works between the steps.
pub(super) struct Cook {
    pub(super) ledger: Ledger,
    /// Whether all tables are proved after each step.
    pub(super) proves: bool,
    /// How often it worked.
    times: u64,
}

fn kitchen() -> HouseholdId {
    HouseholdId::derived("journey")
}

fn recipe(number: u64) -> RecipeId {
    RecipeId::derived(&format!("journey {number}"))
}

impl Cook {
    pub(super) fn new(ledger: Ledger) -> Self {
        Self {
            ledger,
            proves: true,
            times: 0,
        }
    }

    pub(super) async fn work(&mut self, house: &House) {
        let number = self.times;
        self.times += 1;
        let content = content(number);
        let draft: Draft = serde_json::from_value(content.clone()).expect("a content is a draft");
        let recipe_id = recipe(number);
        send(house, kitchen(), CreateRecipe { recipe_id, draft }).await;
        self.ledger.made(kitchen(), recipe_id, content);
        if let Some(before) = number.checked_sub(1) {
            self.change(house, recipe(before), number).await;
        }
        if number == 1 {
            // the newest revision is active, and only now: what is said here must outlive all the others
            self.refer(house, recipe_id, recipe(0)).await;
        }
        self.note_an_imported_one(house, number).await;
    }

    async fn refer(&mut self, house: &House, recipe_id: RecipeId, to: RecipeId) {
        let line_id = line_id(1, 2);
        let to_recipe_id = Some(to);
        let refer = ReferLine {
            recipe_id,
            line_id,
            to_recipe_id,
        };
        send(house, kitchen(), refer).await;
        self.ledger.refers(kitchen(), recipe_id, line_id, to);
    }

    async fn change(&mut self, house: &House, recipe_id: RecipeId, number: u64) {
        let title = format!("Renamed in round {number}");
        let rename = RenameRecipe {
            recipe_id,
            title: title.clone(),
        };
        let mut events = send(house, kitchen(), rename).await;
        let line = json!({
            "line_id": LineId::derived(&format!("added {number}")), "text": "1–2 chillies, seeded, if you dare",
            "amount": { "quantity": "1", "up_to": "2" }, "preparation_method": "seeded", "optional": true,
        });
        let add = AddLine {
            recipe_id,
            line: serde_json::from_value(line.clone()).expect("it is a line"),
            place: Default::default(),
        };
        events += send(house, kitchen(), add).await;
        let cooked_at = chrono::DateTime::from_timestamp(1_700_000_000, 0).expect("it is a time");
        let cooked = json!({ "mark_cooked": { "recipe_id": recipe_id, "cooked_at": cooked_at } });
        let cooked: Command = serde_json::from_value(cooked).expect("it is a command");
        events += send(house, kitchen(), cooked).await;
        self.ledger.changed(kitchen(), recipe_id, events, |recipe| {
            let content = &mut recipe["created"]["content"];
            content["title"] = title.into();
            content["lines"]
                .as_array_mut()
                .expect("lines are a list")
                .push(line);
            recipe["times_cooked"] = 1.into();
            recipe["last_cooked_at"] = json!(cooked_at);
        });
    }

    async fn note_an_imported_one(&mut self, house: &House, number: u64) {
        let all = self.ledger.recipes(library());
        let recipe_id = all[usize::try_from(number).expect("it is small") % all.len()];
        let (notes, tag) = (
            format!("Read again in round {number}."),
            format!("round {number}"),
        );
        let set = SetNotes {
            recipe_id,
            notes: Some(notes.clone()),
        };
        let archived = self.ledger.is_archived(library(), recipe_id);
        if archived {
            return;
        }
        let mut events = send(house, library(), set).await;
        events += send(
            house,
            library(),
            TagRecipe {
                recipe_id,
                tag: tag.clone(),
            },
        )
        .await;
        self.ledger.changed(library(), recipe_id, events, |recipe| {
            let content = &mut recipe["created"]["content"];
            content["notes"] = notes.into();
            let tags = content
                .as_object_mut()
                .expect("it is an object")
                .entry("tags")
                .or_insert_with(|| json!([]));
            tags.as_array_mut().expect("tags are a list").push(tag.into());
        });
    }
}

fn line_id(number: u64, line: u64) -> LineId {
    LineId::derived(&format!("journey {number} line {line}"))
}

/// How many events it made.
async fn send(house: &House, household: HouseholdId, command: impl Into<Command>) -> u64 {
    let envelope = Envelope::new(household, Actor("cook".into())).because("between two steps");
    let receipt = house
        .heirloom
        .send(envelope, command)
        .await
        .expect("it is carried out at every revision");
    house
        .heirloom
        .wait_for(household, receipt.position)
        .await
        .expect("it is in the tables");
    receipt.events
}

/// Everything that a recipe can say today, as its newest version writes it.
fn content(number: u64) -> Value {
    let line = |n: u64| line_id(number, n);
    let difficulty = ["easy", "medium", "hard"][usize::try_from(number % 3).expect("it is small")];
    json!({
        "title": format!("Journey {number}"),
        "description": "Written down on the way.",
        "servings": 3,
        "lines": [
            { "line_id": line(0), "text": "2 cups rice", "amount": { "quantity": "2" }, "unit": "cups", "unit_id": "metric_cup", "optional": false },
            { "line_id": line(1), "text": "⅓ tsp salt", "amount": { "quantity": "1/3" }, "unit": "tsp", "unit_id": "us_tsp", "optional": false },
            { "line_id": line(2), "text": "dill, chopped, if you have it", "preparation_method": "chopped", "optional": true },
        ],
        "steps": [{ "step_id": StepId::derived(&format!("journey {number} step")), "text": "Cook it." }],
        "preparation_difficulty": difficulty,
        "nutrition": { "calories": 100 + number, "protein_g": "7/2", "method": "stated@1", "source": "the packet", "measured_on": "2026-11-20" },
        "image": { "storage": "attic", "key": format!("journey/{number}.jpg") },
        "diets": { "as_written": "vegan-ish", "tags": ["vegan"], "unmapped": ["on Sundays"] },
        "tags": ["journey"],
    })
}
