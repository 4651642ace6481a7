//! Rows become commands: an import that can be repeated, and one that follows the application while it still writes
//! its own tables.
//!
//! Each row is held against what was last taken of it: one that says the same makes no command. Where a row was
//! changed, what the *source* changed is told, and what people changed in heirloom alone stays: the stream as the
//! import alone has said it (`known::said_by_the_import`) is the common ground of both.
//!
//! Every command has an id that follows from the row, its digest and how often the row has turned, so a run that was
//! killed anywhere is repeated without a second event. The source's own stream notes what became of each row, table by
//! table, when that is done.
//!
//! The order is that in which things need each other: ingredients (their order is what the application's list goes by),
//! recipes, meals, the plan, the list as it stood, and then the list made anew.

mod contributions;
mod cooking;
mod document;
mod gone;
mod guard;
mod held;
mod ids;
mod ingredient_changes;
mod ingredients;
mod known;
mod meals;
mod outcome;
mod plan;
mod proof;
mod recipe_content;
mod recipes;
mod settings;
mod shopping;
mod text;
mod users;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use heirloom_events::catalogue::Catalogue;
use heirloom_events::source::TakenRow;
use heirloom_events::values::{Actor, CommandId, HouseholdId, IngredientId, SourceId};
use heirloom_events::{State, StreamKey, StreamType};

pub use guard::{AnotherDatabase, TakeError};
pub use ids::source_id;
pub use outcome::{Outcome, Refused, Unproved};
pub(crate) use shopping::key_today;
pub use users::{NoSuchUser, only_user, user_before};

use super::account::Report;
use super::source::{Defect, DefectKind, Row, Rows};
use crate::commands::source::{OpenSource, TakeRows};
use crate::commands::{Command, CommandError, Commands, Envelope, Loaded, Receipt, catalogue_key};
use crate::store::EventLog;
use ids::{Ids, Weeks};
use known::{Base, Known};

/// Where these events come from, in their metadata. On disk: never change it.
pub(crate) const SOURCE: &str = "import mealgenie";
/// How many rows one command notes.
const NOTED_AT_ONCE: usize = 1_000;

/// What an import is told beside the rows.
#[derive(Clone, Debug)]
pub struct Options {
    /// The household.
    pub household: HouseholdId,
    /// Who imports.
    pub actor: Actor,
    /// Why; none: that it is an import.
    pub reason: Option<String>,
    /// What the source is called here: one that is met again under its name goes on.
    pub name: String,
    /// The week of the planner, which has no days; none: that of entries which are open already, else this week.
    pub week: Option<NaiveDate>,
    /// Today, for the week of the planner.
    pub today: NaiveDate,
}

/// Takes the rows of one user over; see [`only_user`].
///
/// # Errors
/// Where the log fails or the active revision lacks what an import needs, and where it is plainly another database than
/// the one that was taken over under this name. A row that is refused is told in the
/// outcome, and the others are taken.
pub async fn take(
    log: Arc<dyn EventLog>,
    rows: &Rows,
    report: Report,
    options: Options,
) -> Result<Outcome, TakeError> {
    guard::room(rows)?;
    let mut taking = Taking::begin(log, rows, report, options).await?;
    taking.same_database().await?;
    taking.settings().await?;
    taking.rules().await?;
    taking.ingredients().await?;
    taking.recipes().await?;
    taking.cooking().await?;
    taking.meals().await?;
    taking.plan().await?;
    taking.plan_gone().await?;
    taking.shopping().await?;
    taking.contributions().await?;
    taking.gone().await?;
    taking.proof().await?;
    Ok(taking.outcome())
}

/// An import at work.
struct Taking<'a> {
    rows: &'a Rows,
    options: Options,
    commands: Commands,
    source: SourceId,
    ids: Ids,
    known: Known,
    weeks: Weeks,
    report: Report,
    refused: Vec<Refused>,
    /// Rows that wait for something that was put away here, with the reason.
    held: BTreeMap<(String, String), String>,
    /// Recipes, by the application's id, of which some rows were not told: those that are gone are not noted.
    behind: BTreeSet<i64>,
    unproved: Vec<Unproved>,
    events: u64,
    /// What is to be noted of rows, by table.
    pending: Vec<(&'static str, TakenRow)>,
    /// Every row of the file, usable or not.
    there: BTreeSet<(String, String)>,
    /// Columns of rows whose difference has its reason.
    explained: BTreeSet<(String, String, String)>,
    /// By the application's id.
    ingredient_ids: HashMap<i64, IngredientId>,
    /// Ingredients whose row was changed: the lines that name them are written anew.
    renamed: BTreeSet<i64>,
    /// Weeks of which something was told.
    touched: BTreeSet<NaiveDate>,
    /// The Monday of the planner's week.
    planner: NaiveDate,
    /// The day on which each entry stands, by table and the application's id.
    entry_days: HashMap<(&'static str, i64), NaiveDate>,
    /// What items became, by the application's id.
    item_words: HashMap<i64, String>,
    /// The weeks to which items went on in this run, by their row.
    item_weeks: HashMap<String, NaiveDate>,
    /// What rows became in this run.
    said_now: BTreeSet<String>,
    now: DateTime<Utc>,
    /// Streams as the import alone has said them, as far as they were read.
    bases: HashMap<StreamKey, Base>,
}

/// Which row a command is about, and what it does.
#[derive(Clone, Copy)]
struct About<'r> {
    table: &'static str,
    row: &'r str,
    digest: &'r str,
}

impl<'r> About<'r> {
    fn of<T>(row: &'r Row<T>) -> Self {
        Self {
            table: row.table,
            row: &row.row,
            digest: &row.digest,
        }
    }
}

impl<'a> Taking<'a> {
    async fn begin(
        log: Arc<dyn EventLog>,
        rows: &'a Rows,
        report: Report,
        options: Options,
    ) -> Result<Self, CommandError> {
        let source = source_id(options.household, &options.name);
        let commands = Commands::keeping(log, options.household);
        let key = StreamKey::new(StreamType::Source, source);
        let known = Known::of(&commands.load(options.household, &key).await?);
        let each = rows.each().into_iter().map(|row| (row.table, row.row.to_owned()));
        let aside = rows.set_aside.iter().map(|row| (row.table, row.row.clone()));
        let defect = |d: &Defect| (d.table.to_owned(), d.row.clone(), d.column.to_owned());
        let mut taking = Self {
            there: each
                .chain(aside)
                .map(|(table, row)| (table.to_owned(), row))
                .collect(),
            explained: rows.defects.iter().map(defect).collect(),
            rows,
            commands,
            source,
            ids: Ids(source),
            weeks: Weeks::of(options.household),
            known,
            report,
            refused: Vec::new(),
            held: BTreeMap::new(),
            behind: BTreeSet::new(),
            unproved: Vec::new(),
            events: 0,
            pending: Vec::new(),
            ingredient_ids: HashMap::new(),
            renamed: BTreeSet::new(),
            touched: BTreeSet::new(),
            planner: ids::monday(options.today),
            entry_days: HashMap::new(),
            item_words: HashMap::new(),
            item_weeks: HashMap::new(),
            said_now: BTreeSet::new(),
            now: Utc::now(),
            bases: HashMap::new(),
            options,
        };
        if taking.known.version == 0 {
            taking.open().await?;
        }
        taking.planner = taking.planner_week().await?;
        Ok(taking)
    }

    /// Notes the revision that the source has now, where it had another. Only where there is something else to note:
    /// a new revision alone is no news.
    async fn open_again(&mut self) -> Result<(), CommandError> {
        match self.known.source.revision == self.rows.revision.to_string() {
            true => Ok(()),
            false => self.open().await,
        }
    }

    async fn open(&mut self) -> Result<(), CommandError> {
        let open = OpenSource {
            source_id: self.source,
            kind: "mealgenie".to_owned(),
            name: self.options.name.clone(),
            revision: self.rows.revision.to_string(),
        };
        let command_id = CommandId::derived(&format!("{}/open/{}", self.source, self.known.version));
        let receipt = self.commands.send(self.envelope(command_id, None), open).await?;
        self.count(&receipt);
        self.known.version = receipt.version();
        self.known.source.revision = self.rows.revision.to_string();
        Ok(())
    }

    fn envelope(&self, command_id: CommandId, at: Option<DateTime<Utc>>) -> Envelope {
        let reason = || format!("taken over from `{}`", self.options.name);
        Envelope {
            command_id: Some(command_id),
            source: Some(SOURCE.to_owned()),
            reason: Some(self.options.reason.clone().unwrap_or_else(reason)),
            occurred_at: at.filter(|at| *at <= self.now),
            ..Envelope::new(self.options.household, self.options.actor.clone())
        }
    }

    fn count(&mut self, receipt: &Receipt) {
        if !receipt.repeated {
            self.events += receipt.events;
        }
    }

    /// Sends a command about a row. One that is refused is told; its row is then nobody's, unless what it is about
    /// was put away here.
    async fn send(
        &mut self,
        about: About<'_>,
        kind: &str,
        at: Option<DateTime<Utc>>,
        command: impl Into<Command>,
    ) -> Result<Option<Receipt>, CommandError> {
        let envelope = self.envelope(self.command_id(about, kind), at);
        self.send_in(envelope, about, command).await
    }

    /// The same, in an envelope of its own.
    async fn send_in(
        &mut self,
        envelope: Envelope,
        about: About<'_>,
        command: impl Into<Command>,
    ) -> Result<Option<Receipt>, CommandError> {
        match self.commands.send(envelope, command).await {
            Ok(receipt) => {
                self.count(&receipt);
                Ok(Some(receipt))
            }
            Err(CommandError::Refused(refusal)) => {
                match self.put_away(&refusal).await? {
                    Some(why) => self.hold(about, why),
                    None => self.refuse(about, refusal),
                }
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Of a command about a row as it is; a later run that comes to the same gives the same.
    fn command_id(&self, about: About<'_>, kind: &str) -> CommandId {
        let About { table, row, digest } = about;
        let turn = self.known.turn(table, row);
        let id = format!("{}/{table}/{row}/{turn}/{digest}/{kind}", self.source);
        match self.gone_on_to(about) {
            // what a run that was killed before the plan went on has said, it has said of another list
            Some(week) => CommandId::derived(&format!("{id}/{week}")),
            None => CommandId::derived(&id),
        }
    }

    fn refuse(&mut self, about: About<'_>, why: impl ToString) {
        self.refused.push(Refused {
            table: about.table.to_owned(),
            row: about.row.to_owned(),
            why: why.to_string(),
        });
    }

    /// Whether a row says what it said when it was last taken; then it is accounted for.
    fn is_unchanged(&mut self, about: About<'_>) -> bool {
        let known = self.known.row(about.table, about.row);
        let Some(taken) = known.filter(|taken| taken.digest == about.digest) else {
            return false;
        };
        let became = taken.became.clone();
        self.report.became(about.table, about.row, became);
        true
    }

    /// As [`Self::is_unchanged`], of a row that is part of a thing: that is the same one, too.
    fn is_still(&mut self, about: About<'_>, thing: &str) -> bool {
        let known = self.known.row(about.table, about.row);
        known.is_some_and(|taken| taken.became.iter().any(|word| word == thing)) && self.is_unchanged(about)
    }

    /// The week in which a row became a thing, by the word for it.
    fn known_week(&mut self, about: About<'_>) -> Option<NaiveDate> {
        let known = self.known.row(about.table, about.row)?;
        let thing = known.became.iter().find_map(|thing| thing.split_once('@'));
        let week = thing.map(|(_, week)| week.to_owned())?;
        self.weeks.named(&week)
    }

    /// A row became these things; noted when its table is done.
    fn took(&mut self, about: About<'_>, became: impl IntoIterator<Item = String>) {
        let became: Vec<String> = became.into_iter().collect();
        self.said_now.extend(became.iter().cloned());
        self.report.became(about.table, about.row, became.clone());
        let taken = TakenRow {
            row: about.row.to_owned(),
            digest: about.digest.to_owned(),
            became,
        };
        self.pending.push((about.table, taken));
    }

    /// A row came over otherwise than it was, for a reason.
    fn differs(&mut self, about: About<'_>, column: &'static str, what: &str, why: &str, what_becomes: &str) {
        let key = (about.table.to_owned(), about.row.to_owned(), column.to_owned());
        self.explained.insert(key);
        self.report.differs(Defect {
            kind: DefectKind::Contradiction,
            table: about.table,
            row: about.row.to_owned(),
            column,
            what: what.to_owned(),
            why: why.to_owned(),
            what_becomes: what_becomes.to_owned(),
        });
    }

    /// Tells of a time that is yet to come: nothing can have happened then.
    fn not_yet(&mut self, about: About<'_>, column: &'static str, at: Option<DateTime<Utc>>) {
        if let Some(at) = at.filter(|at| *at > self.now) {
            let why = "it lies in the future";
            let becomes = "heirloom counts from the time at which it was taken over";
            self.differs(about, column, &at.to_string(), why, becomes);
        }
    }

    /// Tells that a text is longer than what a command takes, where it is; [`text::fitted`] cuts it.
    fn cut(&mut self, about: About<'_>, column: &'static str, text: &str, most: usize) {
        if text::tidy(text).chars().count() > most {
            let why = format!("it has more than {most} characters");
            let what: String = text.chars().take(60).collect();
            self.differs(about, column, &format!("{what}…"), &why, "it is cut there");
        }
    }

    fn is_explained(&self, about: About<'_>, column: &str) -> bool {
        let key = (about.table.to_owned(), about.row.to_owned(), column.to_owned());
        self.explained.contains(&key)
    }

    /// Notes what became of rows.
    async fn note(&mut self) -> Result<(), CommandError> {
        let mut by_table: BTreeMap<&'static str, Vec<TakenRow>> = BTreeMap::new();
        for (table, row) in std::mem::take(&mut self.pending) {
            by_table.entry(table).or_default().push(row);
        }
        if !by_table.is_empty() {
            self.open_again().await?;
        }
        for (table, rows) in by_table {
            for rows in rows.chunks(NOTED_AT_ONCE) {
                let take = TakeRows {
                    source_id: self.source,
                    table: table.to_owned(),
                    rows: rows.to_vec(),
                };
                let id = format!("{}/note/{table}/{}", self.source, self.known.version);
                let envelope = self.envelope(CommandId::derived(&id), None);
                let receipt = self.commands.send(envelope, take).await?;
                self.count(&receipt);
                self.known.version = receipt.version();
            }
        }
        Ok(())
    }

    async fn load(&self, stream: StreamType, id: impl ToString) -> Result<Loaded, CommandError> {
        let key = StreamKey::new(stream, id);
        Ok(self.commands.load(self.options.household, &key).await?)
    }

    /// Looks at a stream as the import alone has said it, and as it is. For streams to which many rows belong: each
    /// event of them is taken in once.
    async fn both<T>(
        &mut self,
        key: &StreamKey,
        look: impl FnOnce(&State, &Loaded) -> T,
    ) -> Result<T, CommandError> {
        let base = self.bases.entry(key.clone()).or_insert_with(|| Base::of(key));
        let said = self.commands.look(self.options.household, key, |loaded| {
            look(base.upto(loaded), loaded)
        });
        Ok(said.await?)
    }

    async fn catalogue(&self) -> Result<Catalogue, CommandError> {
        let key = catalogue_key(self.options.household);
        let state = |loaded: &Loaded| loaded.catalogue().state.clone();
        Ok(self.commands.look(self.options.household, &key, state).await?)
    }

    fn outcome(self) -> Outcome {
        Outcome {
            report: self.report,
            source_id: self.source,
            events: self.events,
            refused: self.refused,
            unproved: self.unproved,
        }
    }
}
