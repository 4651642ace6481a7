//! A small kitchen to write tests in: `line("2 cups flour", …)`, `cook(…)`.

use std::collections::BTreeMap;
use std::sync::Arc;

use heirloom_events::values::{Amount, IngredientId, LineId, RecipeId, SelectionId, unit_of};
use heirloom_shopping::two::*;

/// A list in the making.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kitchen {
    pub(crate) input: Input,
    /// What lines of every meal may refer to.
    references: BTreeMap<RecipeId, Arc<Dish>>,
}

pub(crate) fn ingredient(name: &str) -> IngredientId {
    IngredientId::derived(name)
}

pub(crate) fn key(name: &str) -> String {
    format!("ingredient/{}", ingredient(name))
}

/// `2`, `1/2`, `2-3`, or nothing.
pub(crate) fn amount(text: &str) -> Option<Amount> {
    if text.is_empty() {
        return None;
    }
    Some(match text.split_once('-') {
        Some((low, high)) => Amount::range(low.parse().unwrap(), high.parse().unwrap()).unwrap(),
        None => Amount::exactly(text.parse().unwrap()),
    })
}

/// A line `amount unit name` of an ingredient of that name; the unit is found as the application finds it.
pub(crate) fn line(quantity: &str, unit: &str, name: &str) -> Line {
    let text = format!("{quantity} {unit} {name}")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    Line {
        line_id: LineId::derived(&text),
        text,
        amount: amount(quantity),
        unit: (!unit.is_empty()).then(|| unit.to_owned()),
        unit_id: unit_of(unit),
        ingredient_id: Some(ingredient(name)),
        preparation: None,
        optional: false,
        references: None,
    }
}

pub(crate) fn optional(line: Line) -> Line {
    Line {
        optional: true,
        ..line
    }
}

/// A recipe for four.
pub(crate) fn dish(title: &str, lines: Vec<Line>) -> Dish {
    Dish {
        recipe_id: RecipeId::derived(title),
        version: 1,
        title: title.to_owned(),
        servings: Some(4),
        yields: Vec::new(),
        lines,
    }
}

pub(crate) fn food(name: &str, category: Option<&str>) -> (IngredientId, Food) {
    let food = Food {
        canonical: ingredient(name),
        name: name.to_owned(),
        category: category.map(str::to_owned),
        aliases: Vec::new(),
        densities: Vec::new(),
        portions: Vec::new(),
    };
    (ingredient(name), food)
}

impl Kitchen {
    pub(crate) fn us() -> Self {
        let mut kitchen = Self::default();
        kitchen.input.house.system = UnitSystem::Us;
        kitchen
    }

    /// Plans a meal of one dish, on Monday, for as many as the recipe says.
    pub(crate) fn cook(mut self, title: &str, lines: Vec<Line>) -> Self {
        self.plan(title, vec![dish(title, lines)], None);
        self
    }

    /// The same for so many.
    pub(crate) fn cook_for(mut self, servings: u32, title: &str, lines: Vec<Line>) -> Self {
        self.plan(title, vec![dish(title, lines)], Some(servings));
        self
    }

    pub(crate) fn plan(&mut self, entry: &str, dishes: Vec<Dish>, servings: Option<u32>) {
        for line in dishes.iter().flat_map(|dish| &dish.lines) {
            self.know(line);
        }
        self.input.entries.push(Entry {
            entry: SelectionId::derived(entry),
            date: "2026-11-23".parse().unwrap(),
            servings,
            mode: ShoppingMode::All,
            active: true,
            dishes: dishes.into_iter().map(Arc::new).collect(),
            references: self.references.clone(),
        });
    }

    /// The catalogue knows the ingredient by the last word of the line.
    fn know(&mut self, line: &Line) {
        let name = line.text.rsplit(' ').next().unwrap();
        if line.ingredient_id == Some(ingredient(name)) {
            let (id, food) = food(name, None);
            self.input.foods.entry(id).or_insert(food);
        }
    }

    pub(crate) fn food(&mut self, name: &str) -> &mut Food {
        let (id, new) = food(name, None);
        self.input.foods.entry(id).or_insert(new)
    }

    pub(crate) fn density(mut self, name: &str, state: Option<&str>, grams_per_ml: &str) -> Self {
        let density = Density {
            state: state.map(str::to_owned),
            grams_per_ml: grams_per_ml.parse().unwrap(),
        };
        self.food(name).densities.push(density);
        self
    }

    pub(crate) fn portion(mut self, name: &str, unit: &str, amount: &str, amount_unit: &str) -> Self {
        self.food(name).portions.push(portion(unit, amount, amount_unit));
        self
    }

    pub(crate) fn at_home(mut self, name: &str, quantity: &str, unit: &str) -> Self {
        let quantity = (!quantity.is_empty()).then(|| quantity.parse().unwrap());
        let stock = Pantry {
            on_hand: quantity.is_none(),
            quantity,
            unit: Some(unit.to_owned()),
        };
        self.input.pantry.insert(ingredient(name), stock);
        self
    }

    pub(crate) fn said(mut self, key: &str, said: Said) -> Self {
        self.input.marks.push(Mark {
            key: key.to_owned(),
            algorithm: 2,
            said,
        });
        self
    }

    /// A recipe that lines of what is planned from now on may refer to.
    pub(crate) fn reference(mut self, dish: Dish) -> Self {
        dish.lines.iter().for_each(|line| self.know(line));
        self.references.insert(dish.recipe_id, Arc::new(dish));
        self
    }

    pub(crate) fn list(&self) -> List {
        consolidate(&self.input)
    }

    pub(crate) fn item(&self, name: &str) -> Item {
        self.list()
            .get(&key(name))
            .unwrap_or_else(|| panic!("no `{name}` on {:#?}", self.list()))
            .clone()
    }

    /// The list as a page: group, name, amount, what to buy.
    pub(crate) fn page(&self) -> String {
        let item = |item: &Item| {
            let buy: Vec<&str> = item.buy.iter().map(|buy| buy.text.as_str()).collect();
            let buy = if buy.is_empty() {
                String::new()
            } else {
                format!(" | buy {}", buy.join(" + "))
            };
            format!("{:?}: {} | {}{buy}", item.group, item.name, item.amount)
                .trim_end()
                .to_owned()
        };
        self.list().items.iter().map(item).collect::<Vec<_>>().join("\n")
    }
}

pub(crate) fn portion(unit: &str, amount: &str, amount_unit: &str) -> Portion {
    Portion {
        unit: unit.to_owned(),
        amount: amount.parse().unwrap(),
        amount_unit: unit_of(amount_unit).unwrap(),
    }
}

pub(crate) fn rule(name: &str, factor: &str, from: &str, to: &str, round_up: bool) -> UnitRule {
    UnitRule {
        rule_id: heirloom_events::values::RuleId::derived(name),
        ingredient_name: name.to_owned(),
        from_unit: from.to_owned(),
        to_unit: to.to_owned(),
        factor: factor.parse().unwrap(),
        round_up,
    }
}

pub(crate) fn ticked(quantity: &str, unit: &str) -> Said {
    Said::Ticked(
        (!quantity.is_empty()).then(|| quantity.parse().unwrap()),
        (!unit.is_empty()).then(|| unit.to_owned()),
    )
}

/// Exact amounts per kind.
pub(crate) fn exact(buckets: &[Bucket]) -> BTreeMap<String, String> {
    buckets
        .iter()
        .map(|bucket| (bucket.kind.to_string(), bucket.amount.to_string()))
        .collect()
}
