//! The names of the live tables' search indexes: `ix_recipes_title_search`, without a prefix.
//!
//! SQLite has one name space for the indexes of a file, and generations live side by side in it. So an index
//! whose name begins with `ix_` is built under its generation's prefix, and bears its plain name for as long
//! as its table is live. The switch renames both, in its own transaction.
//!
//! SQLite has no statement that renames an index. To drop one and make the other anew would hold the write
//! lock for a quarter of a second per 300,000 rows; to edit the two rows of the schema table takes no time,
//! whatever the size. `PRAGMA writable_schema` is meant for such edits, and dangerous where they are wrong:
//! hence only a name and the place in the statement where it stands are touched, a name that is taken is
//! left alone, and other connections read the schema again because the views of a switch change it as well.

use sqlx::sqlite::SqliteConnection;
use sqlx::{Executor, Row};

use crate::error::{Error, Result};

/// What the names of indexes with plain names begin with.
const MARK: &str = "ix_";
const WHAT: &str = "name the search indexes of the live tables";

/// An index that does not bear the name that it should.
struct Rename {
    from: String,
    to: String,
}

/// Gives every search index the name that follows from whether its table is live: to be called inside the
/// transaction of a switch, when `generations` says what is live.
pub(super) async fn settle(tx: &mut SqliteConnection) -> Result<()> {
    let renames = wrong_names(tx).await?;
    if renames.is_empty() {
        return Ok(());
    }
    execute(tx, "PRAGMA writable_schema = ON").await?;
    let done = rename_all(tx, &renames).await;
    // A pragma is no part of a transaction, so it is taken back whatever happened.
    execute(tx, "PRAGMA writable_schema = RESET").await?;
    done
}

/// Names that must be given up come before those that are to be taken.
async fn wrong_names(tx: &mut SqliteConnection) -> Result<Vec<Rename>> {
    let sql = "SELECT i.name, i.tbl_name, EXISTS (SELECT 1 FROM generations AS g WHERE g.state = 'live' \
                 AND substr(i.tbl_name, 1, instr(i.tbl_name, '__') - 1) \
                   = g.projection || '_v' || g.version || '_g' || g.generation) \
               FROM sqlite_master AS i WHERE i.type = 'index' AND instr(i.tbl_name, '__') > 0 \
                 AND (i.name GLOB 'ix_*' OR i.name GLOB '*__ix_*') ORDER BY i.name";
    let rows = sqlx::query(sql).fetch_all(tx).await.map_err(Error::sql(WHAT))?;
    let mut renames: Vec<Rename> = rows
        .iter()
        .filter_map(|row| {
            let (from, table, live): (String, String, bool) = (row.get(0), row.get(1), row.get(2));
            let (namespace, _) = table.split_once("__")?;
            let plain = from.strip_prefix(&format!("{namespace}__")).unwrap_or(&from);
            let to = match live {
                true => plain.to_owned(),
                false => format!("{namespace}__{plain}"),
            };
            (to != from && plain.starts_with(MARK)).then_some(Rename { from, to })
        })
        .collect();
    renames.sort_by_key(|rename| rename.to.starts_with(MARK));
    Ok(renames)
}

async fn rename_all(tx: &mut SqliteConnection, renames: &[Rename]) -> Result<()> {
    let statistics: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_master WHERE name IN ('sqlite_stat1', 'sqlite_stat4')")
            .fetch_all(&mut *tx)
            .await
            .map_err(Error::sql(WHAT))?;
    for rename in renames {
        let sql = "UPDATE sqlite_master \
                   SET name = ?2, sql = 'CREATE INDEX ' || ?2 || substr(sql, length('CREATE INDEX ' || ?1) + 1) \
                   WHERE type = 'index' AND name = ?1 AND instr(sql, 'CREATE INDEX ' || ?1 || ' ') = 1 \
                     AND NOT EXISTS (SELECT 1 FROM sqlite_master WHERE name = ?2 COLLATE NOCASE)";
        if run(tx, sql, rename).await? == 0 {
            tracing::warn!(
                index = rename.from,
                "the name `{}` is taken by somebody else",
                rename.to
            );
            continue;
        }
        for table in &statistics {
            run(tx, &format!("UPDATE {table} SET idx = ?2 WHERE idx = ?1"), rename).await?;
        }
    }
    Ok(())
}

async fn run(tx: &mut SqliteConnection, sql: &str, rename: &Rename) -> Result<u64> {
    let query = sqlx::query(sql)
        .persistent(false)
        .bind(&rename.from)
        .bind(&rename.to);
    let done = query.execute(tx).await.map_err(Error::sql(WHAT))?;
    Ok(done.rows_affected())
}

async fn execute(tx: &mut SqliteConnection, sql: &str) -> Result<()> {
    tx.execute(sqlx::raw_sql(sql)).await.map_err(Error::sql(WHAT))?;
    Ok(())
}
