//! The words of the command line: nouns and verbs of git and of schema tools.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// The history of your recipes, and every read table made from it.
#[derive(Debug, Parser)]
#[command(name = "heirloom", version, max_term_width = 100, after_help = AFTER_HELP)]
pub struct Cli {
    /// The database: `sqlite://FILE` or `postgres://USER@HOST/NAME`
    #[arg(
        long,
        global = true,
        env = "HEIRLOOM_DATABASE_URL",
        default_value = "sqlite://heirloom.db"
    )]
    #[arg(hide_env_values = true, value_name = "URL")]
    pub database: String,
    /// The household, by its id; an installation for one family needs none
    #[arg(long, global = true, env = "HEIRLOOM_HOUSEHOLD", value_name = "ID")]
    pub household: Option<String>,
    /// Who does it: an opaque id, e.g. `ilse`
    #[arg(long, global = true, env = "HEIRLOOM_ACTOR", value_name = "ID")]
    pub actor: Option<String>,
    /// Why; recorded with every event
    #[arg(long, global = true, value_name = "TEXT")]
    pub reason: Option<String>,
    /// One JSON object on stdout instead of text
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do
    #[command(subcommand)]
    pub verb: Verb,
}

const AFTER_HELP: &str = "\
Versions are written NAME@3, NAME@latest or NAME@2026-01-31T12:00Z.
Exit codes: 0 done · 1 difference or failed check · 2 usage · 3 conflict · 4 needs confirmation ·
5 parked event · 6 another builder · 69 database unavailable · 75 try again";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Make a log and its read tables in an empty database, or bring an older one up to date
    Init(Init),
    /// See it all on a sample cookbook, in a database of its own
    Demo(Demo),
    /// Take in recipes or histories that were kept elsewhere
    #[command(subcommand)]
    Import(Import),
    /// Look at recipes and their histories, or change them
    #[command(subcommand)]
    Recipe(Recipe),
    /// Look at a week's plan, or change it
    Plan(super::plan_args::Plan),
    /// Look at meals, or put them together
    #[command(subcommand)]
    Meal(super::plan_args::Meal),
    /// Look at a week's shopping list, write it, tick it
    #[command(subcommand)]
    Shopping(super::shopping_args::Shopping),
    /// The application's own tables, for what reads those, and as a proof of an import
    #[command(subcommand)]
    Mealgenie(super::mealgenie_args::Mealgenie),
    /// Carry out commands given as JSON, one a line, from a file or `-`
    Send(Send),
    /// Take back a bulk edit, as one
    Undo(Undo),
    /// Carry the log from one database to another
    #[command(subcommand)]
    Log(Log),
    /// Say what an actor is called, or forget it; names stand outside the log
    Actor(Actor),
    /// Move pictures to another place, and prove that none was lost
    #[command(subcommand)]
    Images(super::upkeep_args::Images),
    /// Bring the catalogue of ingredients into order
    #[command(subcommand)]
    Ingredients(super::upkeep_args::Ingredients),
    /// What servings contain, computed anew
    #[command(subcommand)]
    Nutrition(super::upkeep_args::Nutrition),
    /// What was kept as written because nobody understood it
    #[command(subcommand)]
    Report(super::upkeep_args::ReportOf),
    /// Make read tables anew beside the live ones, prove them, switch
    Rebuild(Rebuild),
    /// Go back to the tables that the last rebuild replaced, or forth again
    Switch(Switch),
    /// Look at revisions, or begin a new one
    #[command(subcommand)]
    Revision(Revision),
    /// Go on to a newer revision: build its tables beside the live ones, prove them, switch
    Upgrade(Upgrade),
    /// Go back to an older revision; its tables were kept, so it is a switch and nothing more
    Downgrade(Downgrade),
    /// Drop read tables that the active revision does not need; the instant way back goes with them
    Gc(Gc),
    /// Keep the read tables up with the log until Ctrl-C, for backends that do not do it themselves
    Feed,
    /// Prove that the log is whole and that the tables are what it says
    Verify(Verify),
    /// What differs between revisions, and whether all that is released is as it was; needs no database
    Check(Check),
    /// Mend rows that are not what the log says, and only them
    Repair(Repair),
    /// Digests of every table; equal logs give equal digests on every database
    Digest,
    /// What is live, what lags, what is parked
    Status,
    /// Print completions for a shell
    #[command(hide = true)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The revision that a new log starts at; default: the newest
    #[arg(long, value_name = "REV")]
    pub revision: Option<String>,
    /// Also let stock `postgres-es` frameworks append to this log and read it (PostgreSQL)
    #[arg(long)]
    pub postgres_es: bool,
    /// Give this role what an application needs, and no right to change history (PostgreSQL)
    #[arg(long, value_name = "ROLE")]
    pub grant_to: Option<String>,
}

/// Arguments of `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Where the demo keeps its files
    #[arg(long, default_value = "heirloom-demo")]
    pub directory: PathBuf,
}

/// What to import.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// schema.org recipes: JSON, NDJSON, or web pages that carry them
    Recipes(Files),
    /// Edit histories: NDJSON, one recipe with all its revisions a line
    Edits(Files),
    /// The database of MealGenie or Enchanted Spoon, at any of its revisions; again and again
    Mealgenie(Mealgenie),
}

const MEALGENIE_HELP: &str = "\
The database is opened read-only. A second run adds what has changed since, and nothing where nothing has.
Exit code 1: a row is unaccounted for, was refused, or is not the same here.";

/// Arguments of `import mealgenie`.
#[derive(Debug, Args)]
#[command(after_help = MEALGENIE_HELP)]
pub struct Mealgenie {
    /// The file, `sqlite://FILE`, or `postgres://USER@HOST/NAME`
    #[arg(value_name = "FILE-or-URL")]
    pub address: String,
    /// Say what would be done, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Tell what has changed since the last run, while the application goes on writing; to be run again and again
    #[arg(long)]
    pub follow: bool,
    /// The week of the planner, which has no days; default: where open entries of it stand, else this week
    #[arg(long, value_name = "WEEK")]
    pub week: Option<String>,
    /// Whose rows, where there are several people: an id, a name or an address
    #[arg(long, value_name = "NAME")]
    pub user: Option<String>,
    /// What this source is called here, where a household takes over several
    #[arg(long, value_name = "NAME", default_value = "mealgenie")]
    pub name: String,
}

/// Files to read.
#[derive(Debug, Args)]
pub struct Files {
    /// The files
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
}

/// Verbs on recipes.
#[derive(Debug, Subcommand)]
pub enum Recipe {
    /// Recipes, by title
    List(List),
    /// Write a recipe down: schema.org JSON from a file or `-`
    New(New),
    /// Save a whole recipe anew: schema.org JSON from a file or `-`; only what differs is recorded
    Edit(Edit),
    /// Say that an ingredient line stands for another recipe: LASAGNE "tomato sauce" "Tomato sauce"
    Refer(Refer),
    /// Every version: who, when, why, what
    Log(Named),
    /// A recipe as it is, or as it was: NAME@3, NAME@2026-01-31
    Show(Show),
    /// What differs between two versions: NAME @3 @7; default: the last change
    Diff(Diff),
    /// Who last changed each line, and why
    Blame(Named),
    /// Put a recipe away; nothing is lost
    Archive(Named),
    /// Bring an archived recipe back, or a spoilt one as it was: NAME@3
    Restore(Named),
    /// Find recipes by their words, or by their ingredients
    Search(Search),
}

/// Arguments of `recipe list`.
#[derive(Debug, Args)]
pub struct List {
    /// Archived ones too
    #[arg(long)]
    pub all: bool,
}

/// Arguments of `recipe new`.
#[derive(Debug, Args)]
pub struct New {
    /// The file, or `-`
    pub file: PathBuf,
}

/// Arguments of `recipe edit`.
#[derive(Debug, Args)]
pub struct Edit {
    /// Its title or id
    pub recipe: String,
    /// The file, or `-`
    pub file: PathBuf,
    /// The version that was edited; refused where somebody else was faster
    #[arg(long, value_name = "VERSION")]
    pub expect: Option<u64>,
    /// With `--expect`: put both edits together where they touch different things
    #[arg(long, requires = "expect")]
    pub merge: bool,
}

/// Arguments of `recipe refer`.
#[derive(Debug, Args)]
pub struct Refer {
    /// The recipe's title or id
    pub recipe: String,
    /// The line: its place from 1, its id, or a part of its text
    pub line: String,
    /// The recipe that the line stands for
    #[arg(required_unless_present = "none", conflicts_with = "none")]
    pub other: Option<String>,
    /// It is an ingredient after all
    #[arg(long)]
    pub none: bool,
}

/// A recipe.
#[derive(Debug, Args)]
pub struct Named {
    /// Its title or id, perhaps with a version
    pub recipe: String,
    /// Times mean when the log took an event, not when it happened
    #[arg(long)]
    pub recorded: bool,
}

/// Arguments of `recipe show`.
#[derive(Debug, Args)]
pub struct Show {
    /// Its title or id, perhaps with a version
    pub recipe: String,
    /// The version, if not with the name
    pub version: Option<String>,
    /// Times mean when the log took an event, not when it happened
    #[arg(long)]
    pub recorded: bool,
}

/// Arguments of `recipe diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// Its title or id, perhaps with a version
    pub recipe: String,
    /// Versions: one (against the newest) or two
    #[arg(num_args = 0..=2)]
    pub versions: Vec<String>,
    /// Times mean when the log took an event, not when it happened
    #[arg(long)]
    pub recorded: bool,
}

/// Arguments of `recipe search`.
#[derive(Debug, Args)]
pub struct Search {
    /// Words to look for in titles, ingredients and texts
    pub words: Vec<String>,
    /// Only with this ingredient (may be given several times: all of them)
    #[arg(long = "with", value_name = "INGREDIENT")]
    pub all_of: Vec<String>,
    /// Only with at least one of these ingredients
    #[arg(long = "any", value_name = "INGREDIENT")]
    pub any_of: Vec<String>,
    /// Only without this ingredient
    #[arg(long = "without", value_name = "INGREDIENT")]
    pub none_of: Vec<String>,
    /// At most so many
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub limit: u32,
}

const SEND_HELP: &str = r#"A line is a command, or a command with its envelope:
  {"rename_recipe":{"recipe_id":"…","title":"Leek tart"}}
  {"envelope":{"actor":"ilse","expected_version":3},"command":{"archive_recipe":{"recipe_id":"…"}}}"#;

/// Arguments of `send`.
#[derive(Debug, Args)]
#[command(after_help = SEND_HELP)]
pub struct Send {
    /// The file, or `-`
    pub file: PathBuf,
}

/// Arguments of `undo`.
#[derive(Debug, Args)]
pub struct Undo {
    /// The correlation id of the bulk edit, as `recipe log --json` shows it
    pub correlation: String,
}

/// Verbs on the log.
#[derive(Debug, Subcommand)]
pub enum Log {
    /// Write every event to a file, positions and bytes unchanged (`-`: stdout)
    Export {
        /// The file
        file: PathBuf,
    },
    /// Take an exported log into an empty one
    Import {
        /// The file
        file: PathBuf,
    },
}

/// Arguments of `actor`.
#[derive(Debug, Args)]
pub struct Actor {
    /// The actor's id; without one, all names are shown
    pub id: Option<String>,
    /// What to call them
    #[arg(requires = "id", conflicts_with = "forget")]
    pub name: Option<String>,
    /// Forget the name; history keeps the id
    #[arg(long, requires = "id")]
    pub forget: bool,
}

/// Arguments of `rebuild`.
#[derive(Debug, Args)]
pub struct Rebuild {
    /// The projections; default: all
    pub names: Vec<String>,
    /// Say what would be done, and stop
    #[arg(long, conflicts_with = "dry_run")]
    pub plan: bool,
    /// Build, verify and compare with the live tables, then drop what was built
    #[arg(long)]
    pub dry_run: bool,
    /// Build and verify, but leave the switch to `heirloom switch`
    #[arg(long)]
    pub postpone_switch: bool,
    /// Go on past events that cannot be read; their streams are parked
    #[arg(long)]
    pub accept_parked: bool,
}

/// Arguments of `switch`.
#[derive(Debug, Args)]
pub struct Switch {
    /// The projections; default: all
    pub names: Vec<String>,
    /// Show tables in which streams stand still because an event cannot be read
    #[arg(long)]
    pub accept_parked: bool,
}

/// Verbs on revisions.
#[derive(Debug, Subcommand)]
pub enum Revision {
    /// Begin a revision in a checkout of heirloom: files that compile, and say what is to be filled in
    New(NewRevision),
    /// Every time that the active revision changed: when, by whom, why
    History,
    /// The active revision, and what lies ahead
    Current,
    /// As `check`, and whether this build knows the revision that is active in the database
    Check(Check),
    /// What a revision changes, or what it gives a backend, typed
    Show(ShowRevision),
}

/// Arguments of `revision new`.
#[derive(Debug, Args)]
pub struct NewRevision {
    /// What it is about, e.g. `add_cuisine`; date and time come from the clock
    pub slug: String,
    /// An event that gets a new version (may be given several times)
    #[arg(long = "event", value_name = "TYPE")]
    pub events: Vec<String>,
    /// A projection that gets a new version (may be given several times)
    #[arg(long = "projection", value_name = "NAME")]
    pub projections: Vec<String>,
    /// The checkout; default: the one around the working folder
    #[arg(long, value_name = "FOLDER")]
    pub root: Option<PathBuf>,
}

/// Arguments of `revision show`.
#[derive(Debug, Args)]
pub struct ShowRevision {
    /// Its name or slug, or `head`
    #[arg(value_name = "REV")]
    pub revision: String,
    /// Its read tables as SQL, in the words of the database that `--database` names
    #[arg(long, conflicts_with_all = ["json_schema", "sqlalchemy"])]
    pub sql: bool,
    /// Their rows as JSON Schema
    #[arg(long, conflicts_with = "sqlalchemy")]
    pub json_schema: bool,
    /// Classes for SQLAlchemy 2.0
    #[arg(long)]
    pub sqlalchemy: bool,
}

/// Arguments of `upgrade`.
#[derive(Debug, Args)]
pub struct Upgrade {
    /// The revision: name, slug, `head`, or `+1` for the next
    #[arg(value_name = "REV", default_value = "head")]
    pub revision: String,
    /// Say what would be done, and stop
    #[arg(long, conflicts_with_all = ["dry_run", "sql", "postpone_switch"])]
    pub plan: bool,
    /// Build and verify, say in what the tables would differ, and drop them again
    #[arg(long, conflicts_with_all = ["sql", "postpone_switch"])]
    pub dry_run: bool,
    /// Print the SQL that would be run, and stop
    #[arg(long, conflicts_with = "postpone_switch")]
    pub sql: bool,
    /// Build and verify now; the next `upgrade` only switches
    #[arg(long)]
    pub postpone_switch: bool,
    /// Build only the tables of that revision, not those of the ones on the way: the way back is in one go
    #[arg(long)]
    pub direct: bool,
    /// Go on past events that cannot be read; their streams are parked
    #[arg(long)]
    pub accept_parked: bool,
}

/// Arguments of `downgrade`.
#[derive(Debug, Args)]
pub struct Downgrade {
    /// The revision: name, slug, or `-1` for the one before
    #[arg(value_name = "REV", allow_hyphen_values = true)]
    pub revision: String,
    /// Say what would be done, and stop
    #[arg(long, conflicts_with = "dry_run")]
    pub plan: bool,
    /// Say in what the tables would differ, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Build its tables first, beside the live ones, where they are gone
    #[arg(long, conflicts_with_all = ["plan", "dry_run"])]
    pub build: bool,
    /// Show tables in which streams stand still because an event cannot be read
    #[arg(long)]
    pub accept_parked: bool,
}

/// Arguments of `gc`.
#[derive(Debug, Args)]
pub struct Gc {
    /// Say what would be dropped, and stop
    #[arg(long)]
    pub plan: bool,
    /// Drop without asking
    #[arg(long)]
    pub yes: bool,
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// Only the log, or only the tables; or the laws of the steps between versions
    #[arg(value_enum)]
    pub what: Option<VerifyWhat>,
    /// `laws`: how many events are generated of each version, beside those of the log
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub events: u64,
    /// `laws`: the seed of the generated events; the same seed gives the same events
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
}

/// What to verify.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum VerifyWhat {
    /// Positions, sequences, and that every event can be read
    Log,
    /// That tables are what the log says, and the named checks
    Tables,
    /// That every event, of the log and generated, survives every step between versions, there and back
    Laws,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Compare from this revision on; default: each with the one before it
    #[arg(long, value_name = "REV")]
    pub from: Option<String>,
    /// Up to this one
    #[arg(long, value_name = "REV")]
    pub to: Option<String>,
}

/// Arguments of `repair`.
#[derive(Debug, Args)]
pub struct Repair {
    /// The projections; default: all
    pub names: Vec<String>,
    /// Only say which rows are wrong
    #[arg(long)]
    pub dry_run: bool,
}
