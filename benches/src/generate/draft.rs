//! A recipe that people are still working on. Only counters are kept: every text follows from the seed and
//! the counters, so ten thousand households fit into a few megabytes.

use chrono::{DateTime, Utc};
use heirloom_events::recipe::{Content, Line, Step};
use heirloom_events::values::{
    Amount, HouseholdId, IngredientId, LineId, Quantity, RecipeId, StepId, unit_of,
};

use super::dice::Dice;
use super::words::{self, FOODS, Food, REPERTOIRE};

/// A line or a step: which one, and how often it was changed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub(super) number: u64,
    pub(super) revision: u64,
}

/// A recipe that is being worked on.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) household: HouseholdId,
    pub(super) id: RecipeId,
    pub(super) sequence: u64,
    /// Events that it will still get.
    pub(super) left: u64,
    pub(super) occurred_at: DateTime<Utc>,
    pub(super) lines: Vec<Slot>,
    pub(super) steps: Vec<Slot>,
    pub(super) next_line: u64,
    pub(super) tags: u16,
    pub(super) favourite: bool,
    seed: u64,
    /// Where the household's foods begin in the list of all.
    pantry: u64,
}

impl Draft {
    pub(super) fn new(household: HouseholdId, key: [u64; 3], now: DateTime<Utc>) -> Self {
        let [seed, house, number] = key;
        let mut dice = Dice::of(&[seed, house, number]);
        let slots = |count| (0..count).map(|number| Slot { number, revision: 0 }).collect();
        let line_count = dice.between(4, 12) + u64::from(dice.one_in(3));
        Self {
            household,
            id: RecipeId::derived(&format!("bench {seed} {house} {number}")),
            sequence: 0,
            left: dice.between(6, 12),
            occurred_at: now,
            lines: slots(line_count),
            steps: slots(dice.between(4, 8)),
            next_line: line_count,
            tags: 0,
            favourite: false,
            seed: dice.below(u64::MAX),
            pantry: Dice::of(&[seed, house]).below(FOODS.len() as u64),
        }
    }

    /// Dice for one thing of this recipe.
    pub(super) fn dice(&self, what: u64, number: u64) -> Dice {
        Dice::of(&[self.seed, what, number])
    }

    /// The food of a line: neighbours in the household's repertoire, so that no line repeats another.
    fn food(&self, number: u64) -> (usize, &'static Food) {
        let start = self.dice(1, 0).below(REPERTOIRE);
        let at = (self.pantry + (start + number) % REPERTOIRE) % FOODS.len() as u64;
        let at = usize::try_from(at).unwrap_or(0);
        (at, &FOODS[at])
    }

    /// The foods that its lines need, as places in the list of all.
    pub(super) fn foods(&self) -> impl Iterator<Item = (usize, &'static Food)> {
        self.lines.iter().map(|slot| self.food(slot.number))
    }

    fn some_food(&self, dice: &mut Dice) -> &'static str {
        self.food(dice.below(self.lines.len().max(1) as u64)).1.name
    }

    pub(super) fn line_id(&self, number: u64) -> LineId {
        LineId::derived(&format!("{} {number}", self.id))
    }

    pub(super) fn line(&self, slot: Slot) -> Line {
        let (_, food) = self.food(slot.number);
        let amounts = words::amounts(food.unit);
        let mut dice = self.dice(2, slot.number);
        let at = (dice.index(amounts.len()) + usize::try_from(slot.revision).unwrap_or(0)) % amounts.len();
        let (wire, typed) = amounts[at];
        let tail = if dice.one_in(2) { food.tail } else { "" };
        let unit = food.unit.map_or(String::new(), |unit| format!(" {unit}"));
        let quantity: Quantity = wire.parse().expect("the amounts in words.rs are quantities");
        Line {
            line_id: self.line_id(slot.number),
            text: format!("{typed}{unit} {}{tail}", food.name),
            amount: Some(Amount::exactly(quantity)),
            unit: food.unit.map(str::to_owned),
            unit_id: food.unit.and_then(unit_of),
            preparation_method: None,
            optional: false,
            ingredient_id: Some(ingredient_id(self.household, food)),
        }
    }

    pub(super) fn steps(&self) -> Vec<Step> {
        self.steps.iter().map(|slot| self.step(*slot)).collect()
    }

    fn step(&self, slot: Slot) -> Step {
        let mut dice = self.dice(3, slot.number);
        let mut text = self.fill(dice.word(words::STEPS), &mut dice, slot.revision * 5);
        if dice.one_in(2) {
            text.push_str(dice.word(words::HINTS));
        }
        Step {
            step_id: StepId::derived(&format!("{} {}", self.id, slot.number)),
            section: None,
            text,
        }
    }

    pub(super) fn title(&self, revision: u64) -> String {
        let mut dice = self.dice(4, 0);
        let manner = (dice.below(words::MANNERS.len() as u64) + revision) % words::MANNERS.len() as u64;
        let manner = words::MANNERS[usize::try_from(manner).unwrap_or(0)];
        let dish = dice.word(words::DISHES);
        format!("{manner} {} {dish}", self.some_food(&mut dice))
    }

    /// A text with its foods and its number of minutes filled in.
    pub(super) fn fill(&self, text: &str, dice: &mut Dice, more: u64) -> String {
        let minutes = dice.between(2, 9) * 5 + more;
        text.replace("{a}", self.some_food(dice))
            .replace("{b}", self.some_food(dice))
            .replace("{n}", &minutes.to_string())
    }

    /// What the recipe says at first.
    pub(super) fn content(&self) -> Content {
        let mut dice = self.dice(5, 0);
        let (prep, cook) = (dice.between(1, 8) * 5, dice.between(2, 24) * 5);
        let description = (!dice.one_in(5)).then(|| dice.word(words::DESCRIPTIONS));
        Content {
            title: self.title(0),
            description: description.map(|text| self.fill(text, &mut dice, 0)),
            category: Some(dice.word(words::CATEGORIES).to_owned()),
            meal_type: Some(dice.word(words::MEALS).to_owned()),
            servings: u32::try_from(dice.between(2, 8)).ok(),
            prep_minutes: u32::try_from(prep).ok(),
            cook_minutes: u32::try_from(cook).ok(),
            total_minutes: u32::try_from(prep + cook).ok(),
            lines: self.lines.iter().map(|slot| self.line(*slot)).collect(),
            steps: self.steps(),
            ..Content::default()
        }
    }
}

/// The id of a food in a household's catalogue.
pub(super) fn ingredient_id(household: HouseholdId, food: &Food) -> IngredientId {
    IngredientId::derived(&format!("{household} {}", food.name))
}
