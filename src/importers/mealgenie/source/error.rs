//! Why a database of the application could not be read.

/// Why a database of the application could not be read. Nothing was changed in it, whatever it is.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The address is none.
    #[error(
        "the address of the application's database cannot be used: {why}; give the path of a SQLite file, `sqlite://path`, or `postgres://user@host/database`"
    )]
    Address {
        /// Why.
        why: String,
    },
    /// There is nothing at this path.
    #[error("there is no file `{place}`; check the path of the application's database")]
    Missing {
        /// The path.
        place: String,
    },
    /// A folder.
    #[error("`{place}` is a folder; name the application's database file in it")]
    Folder {
        /// The path.
        place: String,
    },
    /// The file cannot be opened.
    #[error("`{place}` cannot be opened; check that it may be read")]
    File {
        /// The path.
        place: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The file is something else.
    #[error("`{place}` is not a SQLite database; check the path of the application's database")]
    NotADatabase {
        /// The path.
        place: String,
    },
    /// The file is damaged or cut short.
    #[error(
        "`{place}` is damaged or cut short ({what}); nothing was taken from it, give a whole copy or a backup of it"
    )]
    Damaged {
        /// The path.
        place: String,
        /// What the database found.
        what: String,
    },
    /// Another process holds the file.
    #[error(
        "`{place}` is locked by another process for too long; nothing was taken from it, stop the application or try again"
    )]
    Locked {
        /// The path.
        place: String,
    },
    /// The file was written to while it was read, and nothing holds a state of it for a reader.
    #[error("`{place}` was written to while it was read; nothing was taken from it, try again")]
    Changed {
        /// The path.
        place: String,
    },
    /// The file was left in the midst of a write.
    #[error(
        "`{place}` was left in the midst of a write: its companion `{companion}` must be rolled back, which reading does not do; open it once with the application or `sqlite3`, or give a copy of both"
    )]
    MidWrite {
        /// The path.
        place: String,
        /// The journal.
        companion: String,
    },
    /// The server does not answer.
    #[error("the database `{place}` is unavailable; nothing was taken from it, try again when it answers")]
    Unavailable {
        /// The address, without user and password.
        place: String,
        /// What the driver said.
        #[source]
        source: sqlx::Error,
    },
    /// The server has no such database.
    #[error("there is no database `{place}` on that server; check the address of the application's database")]
    NoSuchDatabase {
        /// The address, without user and password.
        place: String,
    },
    /// The database refused.
    #[error("the database `{place}` refused to {what}")]
    Database {
        /// Which.
        place: String,
        /// What was being done.
        what: String,
        /// What the driver said.
        #[source]
        source: sqlx::Error,
    },
    /// It has no table at all.
    #[error(
        "`{place}` is empty: it has no table; check that it is the application's database, and that the application has run"
    )]
    Empty {
        /// Which.
        place: String,
    },
    /// Another application's database.
    #[error(
        "`{place}` is not a database of the application: {why}; give the one that MealGenie or Enchanted Spoon uses"
    )]
    Foreign {
        /// Which.
        place: String,
        /// By what that is seen.
        why: String,
    },
    /// A migration broke off half-way.
    #[error(
        "`{place}` is half migrated: a migration left {tables}; restore the copy from before it, or drop that table if its rows are in `{table}`, finish the migration, then try again"
    )]
    HalfMigrated {
        /// Which.
        place: String,
        /// What was left.
        tables: String,
        /// The table that was being changed.
        table: String,
    },
    /// `alembic_version` names a revision that this build does not know.
    #[error(
        "`{place}` is at revision `{revision}`, which this build does not know (it knows 40, the newest is `{newest}`); use a newer heirloom, or bring the application's database to a known revision with its own `alembic downgrade`"
    )]
    UnknownRevision {
        /// Which.
        place: String,
        /// The revision.
        revision: String,
        /// The newest that this build knows.
        newest: &'static str,
    },
    /// `alembic_version` names a revision and another one that contains it.
    #[error(
        "`{place}` names two revisions in `alembic_version`, and `{newer}` contains `{older}` already; remove the row `{older}` if the application's tables are those of `{newer}`, then try again"
    )]
    Overlapping {
        /// Which.
        place: String,
        /// The one that contains the other.
        newer: String,
        /// The other.
        older: String,
    },
    /// The tables are not those of the revision.
    #[error(
        "`{place}` says that it is at revision {revision}, but {differences}; finish or undo the migration that did this, or restore a copy"
    )]
    NotTheRevision {
        /// Which.
        place: String,
        /// What `alembic_version` says.
        revision: String,
        /// Where it differs.
        differences: String,
    },
    /// No revision is named, and the tables are those of none.
    #[error(
        "`{place}` names no revision in `alembic_version`, and its tables are those of none: nearest is {nearest}, but {differences}; restore a copy, or let the application migrate it"
    )]
    Unrecognised {
        /// Which.
        place: String,
        /// The revision with the fewest differences.
        nearest: String,
        /// They.
        differences: String,
    },
}

impl SourceError {
    /// How a command ends with it, by the rules of docs/cli.md: 2 for a usage (the wrong file or address), 69 where
    /// the database is away or held by another process, 75 where trying again will do, else 1.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Address { .. }
            | Self::Missing { .. }
            | Self::Folder { .. }
            | Self::NotADatabase { .. }
            | Self::NoSuchDatabase { .. }
            | Self::Empty { .. }
            | Self::Foreign { .. } => 2,
            Self::Locked { .. } | Self::Unavailable { .. } => 69,
            Self::Changed { .. } => 75,
            _ => 1,
        }
    }
}
