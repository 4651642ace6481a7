//! `heirloom shopping …`: what people say of a week's shopping list.

mod look;
mod resolve;

use chrono::NaiveDate;
use heirloom_events::values::{ItemId, Quantity};

use super::calendar::day_of as week;
use super::report::Report;
use super::session::Session;
use super::shopping_args::{Add, Change, One, Push, Remove, Shopping, Tick};
use crate::commands::Receipt;
use crate::commands::plan::week::iso_week;
use crate::commands::shopping::key::{self, line_key};
use crate::commands::shopping::{
    AddItem, ChangeItem, FlagItem, MoveItem, PushExternal, RemoveItems, SetHave, ShoppingCommand,
    SynchroniseList, TickItem, UntickItem,
};
use crate::store::LogError;
use resolve::Asked;

/// The event that came with shopping lists.
const EVENT: &str = "ShoppingLineAdded";

/// Carries out one verb.
///
/// # Errors
/// Where the week is none, the item is not known, the command is refused, or the log fails.
pub(super) async fn run(session: &Session, verb: Shopping) -> anyhow::Result<Report> {
    known_by_the_revision(session)?;
    match verb {
        Shopping::Show(args) => look::show(session, args).await,
        Shopping::Explain(args) => look::explain(session, args).await,
        Shopping::Diff(args) => look::diff(session, args).await,
        Shopping::Add(args) => add(session, args).await,
        Shopping::Push(args) => push(session, args).await,
        Shopping::Tick(args) => tick(session, args).await,
        Shopping::Untick(one) => {
            let (week, key) = item_of(session, &one).await?;
            let untick = UntickItem {
                week,
                key: key.clone(),
                algorithm: one.algorithm,
            };
            send(
                session,
                "shopping untick",
                untick,
                vec![key],
                "the tick of {} is taken back",
            )
            .await
        }
        Shopping::Have(args) => {
            let (week, key) = item_of(session, &args.one).await?;
            let said = if args.not {
                "{} is not at home"
            } else {
                "{} is at home"
            };
            let have = SetHave {
                week,
                key: key.clone(),
                algorithm: args.one.algorithm,
                have: !args.not,
            };
            send(session, "shopping have", have, vec![key], said).await
        }
        Shopping::Flag(args) => {
            let (week, key) = item_of(session, &args.one).await?;
            let said = if args.off {
                "the flag of {} is taken away"
            } else {
                "{} is flagged"
            };
            let flag = FlagItem {
                week,
                key: key.clone(),
                algorithm: args.one.algorithm,
                flagged: !args.off,
            };
            send(session, "shopping flag", flag, vec![key], said).await
        }
        Shopping::Move(args) => {
            let (week, key) = item_of(session, &args.one).await?;
            let (algorithm, category) = (args.one.algorithm, args.category);
            let moves = MoveItem {
                week,
                key: key.clone(),
                algorithm,
                category,
            };
            send(session, "shopping move", moves, vec![key], "{} is moved").await
        }
        Shopping::Change(args) => change(session, args).await,
        Shopping::Remove(args) => remove(session, args).await,
        Shopping::Sync(of) => {
            let week = week(of.week.as_deref())?;
            let said = "the list is made anew";
            send(session, "shopping sync", SynchroniseList { week }, vec![], said).await
        }
    }
}

/// An older revision has neither the tables to look at nor the events to write.
fn known_by_the_revision(session: &Session) -> Result<(), LogError> {
    match session.heirloom().database().state() {
        Some(state) if state.events.get(EVENT).is_none() => Err(LogError::NotInRevision {
            event_type: EVENT,
            since: crate::revisions::since(EVENT).map_or("head", |revision| revision.name),
            active: state.name,
        }),
        _ => Ok(()),
    }
}

/// The week and the key of the item that are meant.
async fn item_of(session: &Session, one: &One) -> anyhow::Result<(NaiveDate, String)> {
    let asked = Asked::of(session, one.of.week.as_deref())?;
    Ok((asked.day, asked.item(&one.item).await?))
}

async fn add(session: &Session, args: Add) -> anyhow::Result<Report> {
    let item_id = ItemId::new();
    let add = AddItem {
        week: week(args.of.week.as_deref())?,
        item_id,
        name: args.name,
        quantity: args.said.quantity.unwrap_or(Quantity::ONE),
        unit: args.said.unit,
        category: args.said.category,
    };
    send(
        session,
        "shopping add",
        add,
        vec![line_key(item_id)],
        "{} is on the list",
    )
    .await
}

async fn push(session: &Session, args: Push) -> anyhow::Result<Report> {
    let key = key::external_key(&args.source, &args.name);
    let push = PushExternal {
        week: week(args.of.week.as_deref())?,
        source: args.source,
        item_id: ItemId::new(),
        name: args.name,
        quantity: args.said.quantity,
        unit: args.said.unit,
        category: args.said.category,
    };
    send(session, "shopping push", push, vec![key], "{} is on the list").await
}

/// Without an amount it is all of it, as the exact list has it now: so that what is needed beyond it later is
/// open again.
async fn tick(session: &Session, args: Tick) -> anyhow::Result<Report> {
    let asked = Asked::of(session, args.one.of.week.as_deref())?;
    let (week, key) = (asked.day, asked.item(&args.one.item).await?);
    let algorithm = args.one.algorithm;
    let exact = match (args.quantity, algorithm) {
        (None, 0 | 2) => asked.exact(&key).await?,
        _ => None,
    };
    if exact.as_ref().is_some_and(|item| item.rest.is_some()) {
        let key = key.clone();
        let untick = ShoppingCommand::from(UntickItem { week, key, algorithm });
        session.send(session.envelope("shopping tick"), untick).await?;
    }
    let whole = exact.map(|item| item.tick_amounts());
    let mut amounts = whole.unwrap_or_else(|| vec![(args.quantity, args.unit)]);
    let last = amounts.pop().unwrap_or_default();
    let one = |(quantity, unit)| TickItem {
        week,
        key: key.clone(),
        algorithm,
        quantity,
        unit,
    };
    for amount in amounts {
        let tick = ShoppingCommand::from(one(amount));
        session.send(session.envelope("shopping tick"), tick).await?;
    }
    let tick = one(last);
    send(session, "shopping tick", tick, vec![key], "{} is ticked").await
}

async fn change(session: &Session, args: Change) -> anyhow::Result<Report> {
    let (week, key) = item_of(session, &args.one).await?;
    let change = ChangeItem {
        week,
        key: key.clone(),
        algorithm: args.one.algorithm,
        name: args.name,
        quantity: args.said.quantity,
        unit: args.said.unit,
        category: args.said.category,
    };
    send(session, "shopping change", change, vec![key], "{} is changed").await
}

async fn remove(session: &Session, args: Remove) -> anyhow::Result<Report> {
    let asked = Asked::of(session, args.of.week.as_deref())?;
    let week = asked.day;
    let mut keys = Vec::with_capacity(args.items.len());
    for text in &args.items {
        keys.push(asked.item(text).await?);
    }
    // Names are looked up before: afterwards the lines are gone.
    let names = named(&asked, session, &keys).await?;
    let remove = RemoveItems {
        week,
        keys: keys.clone(),
        algorithm: args.algorithm,
    };
    let receipt = session
        .send(session.envelope("shopping remove"), ShoppingCommand::from(remove))
        .await?;
    Ok(told(week, &keys, &names, "off the list: {}", &receipt))
}

/// Sends it, and says it: `{}` in `said` stands for the items.
async fn send(
    session: &Session,
    verb: &str,
    command: impl Into<ShoppingCommand>,
    keys: Vec<String>,
    said: &str,
) -> anyhow::Result<Report> {
    let command = command.into();
    let week = command.date();
    let receipt = session.send(session.envelope(verb), command).await?;
    // Asked anew: the command may have changed what it is called.
    let names = named(&Asked::on(session, week), session, &keys).await?;
    Ok(told(week, &keys, &names, said, &receipt))
}

fn told(week: NaiveDate, keys: &[String], names: &str, said: &str, receipt: &Receipt) -> Report {
    let said = said.replace("{}", names);
    let text = match receipt.events {
        0 => format!("{}: {said} already; nothing was recorded", iso_week(week)),
        _ => format!("{}: {said}", iso_week(week)),
    };
    Report::new(text)
        .with("week", iso_week(week))
        .with("keys", keys)
        .with("position", receipt.position)
        .with("events", receipt.events)
}

/// What the items are called: by the lines that people put there, by the lists, else by their keys.
async fn named(asked: &Asked<'_>, session: &Session, keys: &[String]) -> anyhow::Result<String> {
    let list = resolve::list(session, asked.day).await?;
    let mut names = Vec::with_capacity(keys.len());
    for key in keys {
        let name = match key::item(&list, asked.day, key) {
            Ok(key::Item::Line(_, line)) => Some(line.name.clone()),
            _ => asked.name(key).await?,
        };
        names.push(format!("`{}`", name.as_ref().unwrap_or(key)));
    }
    Ok(names.join(", "))
}
