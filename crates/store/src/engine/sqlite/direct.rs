//! Statements on SQLite, run where they are asked. A statement takes microseconds; handing it to a thread of the
//! connection and its rows back, as sqlx does, costs several times as much.

use rusqlite::types::FromSql;
use rusqlite::{CachedStatement, Connection, Result, ToSql};

use crate::engine::row::FromSqlite;

/// How many statements a connection keeps prepared, those used last.
const PREPARED: usize = 128;

/// A connection that answers at once. The names are those of `sql!`. Boxed, as every handler that reads carries one along.
pub(crate) struct Direct(Box<Connection>);

impl Direct {
    pub(super) fn of(connection: Connection) -> Self {
        connection.set_prepared_statement_cache_capacity(PREPARED);
        Self(Box::new(connection))
    }

    pub(crate) fn run(&mut self, text: &str, binds: &[&dyn ToSql]) -> Result<u64> {
        let changed = self.prepared(text, binds)?.raw_execute()?;
        Ok(u64::try_from(changed).unwrap_or(u64::MAX))
    }

    pub(crate) fn one<T: FromSqlite>(&mut self, text: &str, binds: &[&dyn ToSql]) -> Result<T> {
        self.maybe(text, binds)?
            .ok_or(rusqlite::Error::QueryReturnedNoRows)
    }

    pub(crate) fn maybe<T: FromSqlite>(&mut self, text: &str, binds: &[&dyn ToSql]) -> Result<Option<T>> {
        let mut statement = self.prepared(text, binds)?;
        let places = T::places(&statement)?;
        let mut rows = statement.raw_query();
        rows.next()?.map(|row| T::read(row, &places)).transpose()
    }

    pub(crate) fn all<T: FromSqlite>(&mut self, text: &str, binds: &[&dyn ToSql]) -> Result<Vec<T>> {
        let mut statement = self.prepared(text, binds)?;
        let places = T::places(&statement)?;
        let mut rows = statement.raw_query();
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(T::read(row, &places)?);
        }
        Ok(found)
    }

    pub(crate) fn value<T: FromSql>(&mut self, text: &str, binds: &[&dyn ToSql]) -> Result<T> {
        self.one::<(T,)>(text, binds).map(|(value,)| value)
    }

    pub(crate) fn values<T: FromSql>(&mut self, text: &str, binds: &[&dyn ToSql]) -> Result<Vec<T>> {
        let rows = self.all::<(T,)>(text, binds)?;
        Ok(rows.into_iter().map(|(value,)| value).collect())
    }

    /// `$3` is the third value wherever it stands; SQLite itself counts such names by where they stand first.
    fn prepared(&self, text: &str, binds: &[&dyn ToSql]) -> Result<CachedStatement<'_>> {
        tracing::trace!(text, "statement");
        let mut statement = self.0.prepare_cached(text)?;
        for index in 1..=statement.parameter_count() {
            let name = statement.parameter_name(index).unwrap_or_default();
            let number = name
                .strip_prefix('$')
                .and_then(|number| number.parse::<usize>().ok());
            let bind = number.and_then(|number| binds.get(number.checked_sub(1)?));
            let bind = bind.ok_or_else(|| rusqlite::Error::InvalidParameterName(name.to_owned()))?;
            statement.raw_bind_parameter(index, bind)?;
        }
        Ok(statement)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[apply(row!)]
    #[derive(Debug, PartialEq)]
    struct Inner {
        day: Option<String>,
        heavy: bool,
    }

    #[apply(row!)]
    #[derive(Debug, PartialEq)]
    struct Outer {
        name: String,
        #[sqlx(flatten)]
        inner: Inner,
    }

    fn direct() -> Direct {
        Direct::of(Connection::open_in_memory().unwrap())
    }

    #[test]
    fn a_value_goes_to_its_number_wherever_it_stands_and_however_often() {
        let asked: (String, i64, String) = direct().one("SELECT $2, $1, $2", &[&7_i64, &"見本"]).unwrap();
        assert_eq!(asked, ("見本".to_owned(), 7, "見本".to_owned()));
    }

    #[test]
    fn a_text_that_wants_more_values_than_it_was_given_is_refused() {
        assert!(direct().run("SELECT $1, $2", &[&1_i64]).is_err());
    }

    #[test]
    fn a_row_is_read_by_the_names_of_its_columns_in_any_order() {
        let rows: Vec<Outer> = direct()
            .all("SELECT 1 AS heavy, NULL AS day, '見本' AS name, 5 AS other", &[])
            .unwrap();
        let inner = Inner {
            day: None,
            heavy: true,
        };
        let name = "見本".to_owned();
        assert_eq!(rows, [Outer { name, inner }]);
    }

    #[test]
    fn a_column_that_is_missing_or_of_another_type_is_an_error() {
        let mut direct = direct();
        assert!(
            direct
                .one::<Outer>("SELECT '見本' AS name, 1 AS heavy", &[])
                .is_err()
        );
        assert!(direct.value::<String>("SELECT 1", &[]).is_err());
        assert!(direct.value::<String>("SELECT NULL", &[]).is_err());
        assert_eq!(direct.value::<Option<String>>("SELECT NULL", &[]).unwrap(), None);
    }
}
