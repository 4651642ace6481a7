//! The application's database in a SQLite file: opened read-only, and left as it was.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use futures_util::TryStreamExt as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteRow, SqliteValueRef};
use sqlx::{
    ConnectOptions as _, Connection as _, Executor as _, Row as _, SqliteConnection, TypeInfo as _,
    ValueRef as _,
};

use super::connection::{listed, quoted};
use super::error::SourceError;
use super::shape::Found;
use super::value::Value;

/// How long a reader waits for the application.
const BUSY: Duration = Duration::from_secs(5);

/// A SQLite file in one reading transaction.
pub(super) struct SqliteSource {
    connection: SqliteConnection,
    place: String,
    /// Where SQLite holds no state of the file for us: how large it was, and when it was last written to.
    stamp: Option<Stamp>,
}

type Stamp = (u64, Option<SystemTime>);

impl SqliteSource {
    pub(super) async fn open(path: &str) -> Result<Self, SourceError> {
        let place = path.to_owned();
        let path = PathBuf::from(path);
        must_be_a_file(&path, &place).await?;
        let immutable = must_be_immutable(&path).await;
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .read_only(true)
            .immutable(immutable)
            .busy_timeout(BUSY)
            .disable_statement_logging();
        let connection = options.connect().await.map_err(failed(&place, "open"))?;
        let stamp = if immutable { stamp(&path).await } else { None };
        let mut source = Self {
            connection,
            place,
            stamp,
        };
        source.begin(&path).await?;
        source.must_be_whole().await?;
        Ok(source)
    }

    /// The transaction starts with its first reading: then SQLite holds one state of the file for it.
    async fn begin(&mut self, path: &Path) -> Result<(), SourceError> {
        let begun = self
            .connection
            .execute("BEGIN; SELECT count(*) FROM sqlite_schema")
            .await;
        let Err(error) = begun else { return Ok(()) };
        let journal = companion(path, "-journal");
        if matches!(code(&error), Some(CANTOPEN | READONLY)) && journal.exists() {
            return Err(SourceError::MidWrite {
                place: self.place.clone(),
                companion: journal.display().to_string(),
            });
        }
        Err(failed(&self.place, "read the file")(error))
    }

    /// A file that was cut short, or whose pages contradict each other, is refused before anything is taken from
    /// it. Values of a type or a NULL that the columns forbid are no damage: they are told as defects.
    async fn must_be_whole(&mut self) -> Result<(), SourceError> {
        let found: Vec<String> = sqlx::query_scalar("PRAGMA quick_check(100000)")
            .fetch_all(&mut self.connection)
            .await
            .map_err(failed(&self.place, "check the file"))?;
        let harmless = [
            "ok",
            "NULL value in",
            "NUMERIC value in",
            "TEXT value in",
            "CHECK constraint failed",
        ];
        let of_harm = |line: &String| !harmless.iter().any(|start| line.starts_with(start));
        match found.into_iter().find(of_harm) {
            None => Ok(()),
            Some(what) => Err(SourceError::Damaged {
                place: self.place.clone(),
                what: finding(&what).to_owned(),
            }),
        }
    }

    pub(super) fn place(&self) -> &str {
        &self.place
    }

    pub(super) async fn tables(&mut self) -> Result<Found, SourceError> {
        let sql = "SELECT t.name, c.name FROM sqlite_schema t LEFT JOIN pragma_table_info(t.name) c \
             WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL %' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
        let rows: Vec<(String, Option<String>)> = sqlx::query_as(sql)
            .fetch_all(&mut self.connection)
            .await
            .map_err(failed(&self.place, "list its tables"))?;
        let mut found = Found::new();
        for (table, column) in rows {
            found.entry(table).or_default().extend(column);
        }
        Ok(found)
    }

    pub(super) async fn rows(
        &mut self,
        table: &str,
        columns: &[&str],
        order: &[&str],
    ) -> Result<Vec<Vec<Value>>, SourceError> {
        let (list, by) = (listed(columns, ""), listed(order, ""));
        let sql = format!("SELECT {list} FROM {} ORDER BY {by}", quoted(table));
        let failed = || failed(&self.place, &format!("read `{table}`"));
        let mut stream = sqlx::query(&sql).fetch(&mut self.connection);
        let mut rows = Vec::new();
        while let Some(row) = stream.try_next().await.map_err(failed())? {
            let values: Result<Vec<Value>, sqlx::Error> =
                (0..columns.len()).map(|at| value(&row, at)).collect();
            rows.push(values.map_err(failed())?);
        }
        Ok(rows)
    }

    pub(super) async fn count(&mut self, table: &str) -> Result<i64, SourceError> {
        let sql = format!("SELECT count(*) FROM {}", quoted(table));
        let counted = sqlx::query_scalar(&sql).fetch_one(&mut self.connection).await;
        counted.map_err(failed(&self.place, &format!("count `{table}`")))
    }

    /// Ends the transaction.
    ///
    /// # Errors
    /// [`SourceError::Changed`] where it did not keep the file as it was.
    pub(super) async fn close(self) -> Result<(), SourceError> {
        self.connection.close().await.ok();
        if self.stamp.is_some() && self.stamp != stamp(Path::new(&self.place)).await {
            return Err(SourceError::Changed { place: self.place });
        }
        Ok(())
    }
}

/// What a check found, in one line; what stands above it says only in which database.
fn finding(what: &str) -> &str {
    let says = |line: &&str| !line.starts_with("***");
    what.lines().find(says).unwrap_or(what)
}

async fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = tokio::fs::metadata(path).await.ok()?;
    Some((metadata.len(), metadata.modified().ok()))
}

/// A value as SQLite holds it, whatever its column says.
fn value(row: &SqliteRow, at: usize) -> Result<Value, sqlx::Error> {
    let raw: SqliteValueRef<'_> = row.try_get_raw(at)?;
    if raw.is_null() {
        return Ok(Value::Null);
    }
    Ok(match raw.type_info().name() {
        "INTEGER" => Value::Integer(row.try_get_unchecked(at)?),
        "REAL" => Value::Real(row.try_get_unchecked(at)?),
        "TEXT" => text(row.try_get_unchecked(at)?),
        _ => Value::Bytes(row.try_get_unchecked(at)?),
    })
}

/// SQLite does not look whether a text is one.
fn text(bytes: Vec<u8>) -> Value {
    String::from_utf8(bytes).map_or_else(|error| Value::Bytes(error.into_bytes()), Value::Text)
}

async fn must_be_a_file(path: &Path, place: &str) -> Result<(), SourceError> {
    let place = place.to_owned();
    match tokio::fs::metadata(path).await {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(SourceError::Missing { place }),
        Err(source) => Err(SourceError::File { place, source }),
        Ok(metadata) if metadata.is_dir() => Err(SourceError::Folder { place }),
        // opening a pipe would wait for whoever writes into it
        Ok(metadata) if !metadata.is_file() => Err(SourceError::NotADatabase { place }),
        Ok(_) => match tokio::fs::File::open(path).await {
            Err(source) => Err(SourceError::File { place, source }),
            Ok(_) => Ok(()),
        },
    }
}

/// Whether the file must be read as one that nobody changes: it has a write-ahead log by its header, and none lies
/// beside it. A reader would make one there and leave it behind. Where the application runs, one is there.
async fn must_be_immutable(path: &Path) -> bool {
    use tokio::io::AsyncReadExt as _;
    let mut header = [0_u8; 20];
    let Ok(mut file) = tokio::fs::File::open(path).await else {
        return false;
    };
    let read = file.read_exact(&mut header).await;
    // https://www.sqlite.org/fileformat.html, "File format version numbers": 2 is write-ahead logging
    read.is_ok() && header[18] == 2 && !companion(path, "-wal").exists()
}

fn companion(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Says what SQLite's refusal means.
fn failed(place: &str, what: &str) -> impl FnOnce(sqlx::Error) -> SourceError + use<> {
    let (place, what) = (place.to_owned(), what.to_owned());
    move |source| match code(&source) {
        Some(BUSY_CODE | LOCKED) => SourceError::Locked { place },
        Some(NOT_A_DATABASE) => SourceError::NotADatabase { place },
        Some(CORRUPT) => SourceError::Damaged {
            place,
            what: source.to_string(),
        },
        _ => SourceError::Database { place, what, source },
    }
}

// https://www.sqlite.org/rescode.html
const BUSY_CODE: i32 = 5;
const LOCKED: i32 = 6;
const READONLY: i32 = 8;
const CORRUPT: i32 = 11;
const CANTOPEN: i32 = 14;
const NOT_A_DATABASE: i32 = 26;

/// SQLite's primary result code: the lowest byte of the extended one.
fn code(error: &sqlx::Error) -> Option<i32> {
    let code = error.as_database_error()?.code()?;
    code.parse::<i32>().ok().map(|code| code & 0xff)
}
