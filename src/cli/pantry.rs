//! `heirloom pantry`: what is at home, which lists take off what is needed.

use std::fmt::Write as _;

use heirloom_events::catalogue::{Catalogue, Ingredient, Pantry};
use heirloom_events::values::{IngredientId, Quantity, folded};
use serde_json::{Value, json};

use super::exit::Usage;
use super::report::Report;
use super::session::Session;
use super::style::{BOLD, paint};
use super::upkeep_args::{Pantry as Verb, Stock};
use crate::commands::Receipt;
use crate::commands::catalogue::{CatalogueCommand, SetPantry};

/// Carries out one verb; without one, all that is at home is shown.
///
/// # Errors
/// Where there is no such ingredient, a value is not valid, or the log fails.
pub(super) async fn run(session: &Session, verb: Option<Verb>) -> anyhow::Result<Report> {
    let catalogue = session.catalogue().await?;
    match verb {
        None | Some(Verb::List) => Ok(list(&catalogue)),
        Some(Verb::Set(stock)) => set(session, &catalogue, stock).await,
        Some(Verb::Staple { ingredient }) => {
            let (id, name) = named(&catalogue, &ingredient)?;
            let told = format!("`{name}` is always at home: lists do not ask for it");
            send(
                session,
                id,
                Pantry {
                    on_hand: true,
                    ..Pantry::default()
                },
                told,
            )
            .await
        }
        Some(Verb::None { ingredient }) => {
            let (id, name) = named(&catalogue, &ingredient)?;
            let told = format!("no `{name}` is at home");
            send(session, id, Pantry::default(), told).await
        }
    }
}

async fn set(session: &Session, catalogue: &Catalogue, stock: Stock) -> anyhow::Result<Report> {
    let (id, name) = named(catalogue, &stock.ingredient)?;
    let quantity = stock.quantity.parse::<Quantity>();
    let quantity = quantity.map_err(|error| Usage(error.to_string()))?;
    let pantry = Pantry {
        quantity: Some(quantity),
        unit: stock.unit,
        on_hand: false,
    };
    let told = format!("{} of `{name}` is at home: lists take it off", amount(&pantry));
    send(session, id, pantry, told).await
}

async fn send(session: &Session, id: IngredientId, wanted: Pantry, told: String) -> anyhow::Result<Report> {
    let Pantry {
        quantity,
        unit,
        on_hand,
    } = wanted;
    let command = CatalogueCommand::from(SetPantry {
        ingredient_id: id,
        quantity,
        unit,
        on_hand: Some(on_hand),
    });
    let receipt: Receipt = session.send(session.envelope("pantry"), command).await?;
    let text = match receipt.events {
        0 => format!("{told} (it was so already)"),
        _ => told,
    };
    Ok(Report::new(text)
        .with("ingredient_id", id)
        .with("events", receipt.events)
        .with("position", receipt.position))
}

/// The ingredient of that name, alias or id; of a merged one, that which answers for it.
fn named<'a>(catalogue: &'a Catalogue, text: &str) -> Result<(IngredientId, &'a str), Usage> {
    let by_id = || {
        text.parse::<IngredientId>()
            .ok()
            .map(|id| catalogue.canonical(id))
    };
    let found = catalogue.find(text).or_else(by_id);
    let found = found.and_then(|id| Some((id, catalogue.get(id).filter(|i| !i.removed)?.name.as_str())));
    found.ok_or_else(|| {
        let hint = match likest(catalogue, text) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "ingredients come to be by recipes, or by `define_ingredients`".to_owned(),
        };
        Usage(format!(
            "there is no ingredient `{text}` in this household; {hint}"
        ))
    })
}

/// The name that is most like the text, where one is.
fn likest<'a>(catalogue: &'a Catalogue, text: &str) -> Option<&'a str> {
    let text = folded(text);
    let names = catalogue.iter().filter(|(_, ingredient)| !ingredient.removed);
    let alike = names.map(|(_, ingredient)| {
        let name = ingredient.name.as_str();
        (strsim::sorensen_dice(&text, &folded(name)), name)
    });
    let likest = alike.max_by(|(one, _), (other, _)| one.total_cmp(other));
    likest
        .filter(|(likeness, _)| *likeness > 0.5)
        .map(|(_, name)| name)
}

fn list(catalogue: &Catalogue) -> Report {
    let known = |(id, ingredient): (IngredientId, &'_ Ingredient)| {
        let pantry = ingredient
            .pantry
            .clone()
            .filter(|p| p.on_hand || p.quantity.is_some())?;
        (!ingredient.removed).then(|| (ingredient.name.clone(), id, pantry))
    };
    let mut stock: Vec<_> = catalogue.iter().filter_map(known).collect();
    stock.sort_by_cached_key(|(name, id, _)| (folded(name), *id));
    let (staples, measured): (Vec<_>, Vec<_>) = stock.iter().partition(|(_, _, pantry)| pantry.on_hand);
    let mut text = String::new();
    for (heading, entries) in [("always at home", &staples), ("in stock", &measured)] {
        if !entries.is_empty() {
            let _ = writeln!(text, "{}", paint(BOLD, heading));
        }
        for (name, _, pantry) in entries {
            let _ = writeln!(text, "  {}", format!("{name}  {}", amount(pantry)).trim_end());
        }
    }
    if text.is_empty() {
        text.push_str("nothing is said to be at home; `heirloom pantry staple salt` or `heirloom pantry set flour 2 kg` says it");
    }
    let entry = |(name, id, pantry): &(String, IngredientId, Pantry)| -> Value {
        json!({"ingredient_id": id, "name": name, "staple": pantry.on_hand, "quantity": pantry.quantity, "unit": pantry.unit})
    };
    Report::new(text).with("pantry", stock.iter().map(entry).collect::<Vec<_>>())
}

/// `2 kg`, `3`; nothing where nobody measured.
fn amount(pantry: &Pantry) -> String {
    let quantity = pantry.quantity.map(|quantity| quantity.to_string());
    let parts = [quantity, pantry.unit.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
