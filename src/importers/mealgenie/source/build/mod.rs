//! From the columns of any revision to rows of the head's shape.
//!
//! A table that lies elsewhere at older revisions has a function for each of its shapes; everything else is the same
//! function at all revisions, and asks for the columns that are there.

mod cooking;
mod meals;
mod shopping;
mod users;

use super::checks;
use super::columns::{LEFT_OUT, OUT_OF_SCOPE, TABLES, named};
use super::connection::Connection;
use super::defect::Defect;
use super::error::SourceError;
use super::fields::Fields;
use super::recognise::{Recognised, recognise};
use super::rows::{OWNER, OutOfScope, Row, Rows, SetAside};
use super::shape::Found;
use super::table;

/// Reads tables one after another.
struct Reader<'a> {
    connection: &'a mut Connection,
    found: Found,
    /// Whose rows are those that name nobody.
    owner: i64,
    defects: Vec<Defect>,
    set_aside: Vec<SetAside>,
}

/// Reads all that heirloom takes over.
pub(super) async fn all(connection: &mut Connection) -> Result<Rows, SourceError> {
    let found = connection.tables().await?;
    let revision = recognise(connection, &found).await?;
    let mut reader = Reader {
        connection,
        found,
        owner: OWNER,
        defects: Vec::new(),
        set_aside: Vec::new(),
    };
    let mut rows = reader.read(revision).await?;
    checks::all(&mut rows);
    Ok(rows)
}

impl Reader<'_> {
    async fn read(&mut self, revision: Recognised) -> Result<Rows, SourceError> {
        let users = self.take("users", users::user).await?;
        self.owner = users.iter().map(|user| user.data.id).min().unwrap_or(OWNER);
        let mut meals = self.take("meal_selections", meals::from_selection).await?;
        meals.extend(self.take("meals", meals::meal).await?);
        let mut entries = self.take("saved_meal_states", meals::from_saved_state).await?;
        meals::rank(&mut entries);
        entries.extend(self.take("planner_entries", meals::entry).await?);
        let out_of_scope = self.out_of_scope().await?;
        Ok(Rows {
            users,
            user_settings: self.take("user_settings", users::settings).await?,
            recipes: self.take("recipe", cooking::recipe).await?,
            ingredients: self.take("ingredients", cooking::ingredient).await?,
            recipe_ingredients: self.take("recipe_ingredients", cooking::line).await?,
            recipe_history: self.take("recipe_history", cooking::history).await?,
            meals,
            planner_entries: entries,
            shopping_items: self.take("shopping_items", shopping::item).await?,
            shopping_states: self.take("shopping_states", shopping::state).await?,
            contributions: self
                .take("shopping_item_contributions", shopping::contribution)
                .await?,
            unit_conversion_rules: self.take("unit_conversion_rules", shopping::rule).await?,
            nutrition_facts: self.take("nutrition_facts", cooking::nutrition).await?,
            recipe_groups: self.take("recipe_groups", cooking::group).await?,
            recipe_group_associations: self
                .take("recipe_group_association", cooking::association)
                .await?,
            user_categories: self.take("user_categories", users::category).await?,
            user_ingredient_categories: self.take("user_ingredient_categories", users::category).await?,
            user_ingredient_units: self.take("user_ingredient_units", users::unit).await?,
            place: self.connection.place().to_owned(),
            revision,
            columns_left_out: self.columns_left_out(),
            out_of_scope,
            set_aside: std::mem::take(&mut self.set_aside),
            defects: std::mem::take(&mut self.defects),
        })
    }

    /// A table's rows; those that cannot be used are set aside.
    async fn take<T>(
        &mut self,
        name: &str,
        make: fn(&mut Fields, owner: i64) -> T,
    ) -> Result<Vec<Row<T>>, SourceError> {
        let table = named(name);
        let read = table::read(self.connection, &self.found, table, &mut self.defects).await?;
        let mut rows = Vec::with_capacity(read.len());
        for mut fields in read {
            let data = make(&mut fields, self.owner);
            match fields.finish(data, &mut self.defects) {
                Ok(row) => rows.push(row),
                Err(row) => self.set_aside.push(row),
            }
        }
        Ok(rows)
    }

    async fn out_of_scope(&mut self) -> Result<Vec<OutOfScope>, SourceError> {
        let is_read =
            |table: &str| table == "alembic_version" || TABLES.iter().any(|known| known.name == table);
        let others: Vec<String> = self
            .found
            .keys()
            .filter(|table| !is_read(table))
            .cloned()
            .collect();
        let mut list = Vec::new();
        for table in others {
            let known = OUT_OF_SCOPE.iter().find(|(name, _)| *name == table);
            let why = known.map_or("it is no table of the application", |(_, why)| why);
            list.push(OutOfScope {
                rows: self.connection.count(&table).await?,
                why: why.to_owned(),
                table,
            });
        }
        Ok(list)
    }

    fn columns_left_out(&self) -> Vec<String> {
        let there = |table: &str, column: &str| {
            self.found
                .get(table)
                .is_some_and(|columns| columns.contains(column))
        };
        let names = LEFT_OUT
            .iter()
            .flat_map(|(table, columns)| columns.iter().map(move |column| (*table, *column)));
        names
            .filter(|(table, column)| there(table, column))
            .map(|(table, column)| format!("{table}.{column}"))
            .collect()
    }
}
