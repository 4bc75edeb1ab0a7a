//! What a row of either engine becomes. `#[apply(row!)]` on a struct reads it by the names of its columns, on PostgreSQL
//! through sqlx and on SQLite straight from the statement; a tuple is read by position.

use rusqlite::types::FromSql;
use rusqlite::{Result, Row, Statement};

/// A struct whose fields are columns, or `row!` structs whose columns stand in the same row (with `#[sqlx(flatten)]`).
macro_rules! row {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident {
            $( $(#[$field_meta:meta])* $field_vis:vis $field:ident : $type:ty ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(sqlx::FromRow)]
        $vis struct $name {
            $( $(#[$field_meta])* $field_vis $field: $type ),*
        }

        impl $crate::engine::Columns for $name {
            fn named(field: &'static str, columns: &mut Vec<&'static str>) {
                let _ = field;
                $( <$type as $crate::engine::Columns>::named(stringify!($field), columns); )*
            }

            fn read(row: &rusqlite::Row<'_>, at: &mut std::slice::Iter<'_, usize>) -> rusqlite::Result<Self> {
                Ok(Self {
                    $( $field: <$type as $crate::engine::Columns>::read(row, at)? ),*
                })
            }
        }

        impl $crate::engine::FromSqlite for $name {
            fn places(statement: &rusqlite::Statement<'_>) -> rusqlite::Result<Vec<usize>> {
                let mut columns = Vec::new();
                <Self as $crate::engine::Columns>::named("", &mut columns);
                $crate::engine::places(statement, &columns)
            }

            fn read(row: &rusqlite::Row<'_>, places: &[usize]) -> rusqlite::Result<Self> {
                <Self as $crate::engine::Columns>::read(row, &mut places.iter())
            }
        }
    };
}

/// A row as a statement of SQLite gives it.
pub(crate) trait FromSqlite: Sized {
    /// Where the statement has this row's columns, found once for all its rows.
    fn places(statement: &Statement<'_>) -> Result<Vec<usize>>;
    /// Reads one row.
    fn read(row: &Row<'_>, places: &[usize]) -> Result<Self>;
}

/// One column of a row, or the several of a struct inside it.
pub(crate) trait Columns: Sized {
    /// Adds the names: of the field for a value, of its own fields for a struct.
    fn named(field: &'static str, columns: &mut Vec<&'static str>);
    /// Takes as many places as it has names.
    fn read(row: &Row<'_>, at: &mut std::slice::Iter<'_, usize>) -> Result<Self>;
}

/// The places of the named columns. A text mostly names them in the order of the struct.
pub(crate) fn places(statement: &Statement<'_>, columns: &[&str]) -> Result<Vec<usize>> {
    let found = statement.column_names();
    let place = |(expected, column): (usize, &&str)| {
        if found.get(expected) == Some(column) {
            return Ok(expected);
        }
        let other = found.iter().position(|name| name == column);
        other.ok_or_else(|| rusqlite::Error::InvalidColumnName((*column).to_owned()))
    };
    columns.iter().enumerate().map(place).collect()
}

macro_rules! value {
    ($($type:ty),*) => {$(
        impl Columns for $type {
            fn named(field: &'static str, columns: &mut Vec<&'static str>) {
                columns.push(field);
            }

            fn read(row: &Row<'_>, at: &mut std::slice::Iter<'_, usize>) -> Result<Self> {
                next(row, at)
            }
        }

        impl Columns for Option<$type> {
            fn named(field: &'static str, columns: &mut Vec<&'static str>) {
                columns.push(field);
            }

            fn read(row: &Row<'_>, at: &mut std::slice::Iter<'_, usize>) -> Result<Self> {
                next(row, at)
            }
        }
    )*};
}

value!(String, i64, bool, uuid::Uuid, Vec<u8>);

fn next<T: FromSql>(row: &Row<'_>, at: &mut std::slice::Iter<'_, usize>) -> Result<T> {
    let place = at
        .next()
        .ok_or(rusqlite::Error::InvalidColumnIndex(row.as_ref().column_count()))?;
    row.get(*place)
}

macro_rules! tuple {
    ($($place:tt $type:ident),+) => {
        impl<$($type: FromSql),+> FromSqlite for ($($type,)+) {
            fn places(_: &Statement<'_>) -> Result<Vec<usize>> {
                Ok(Vec::new())
            }

            fn read(row: &Row<'_>, _: &[usize]) -> Result<Self> {
                Ok(($(row.get::<_, $type>($place)?,)+))
            }
        }
    };
}

tuple!(0 A);
tuple!(0 A, 1 B);
tuple!(0 A, 1 B, 2 C);
tuple!(0 A, 1 B, 2 C, 3 D);
tuple!(0 A, 1 B, 2 C, 3 D, 4 E);
tuple!(0 A, 1 B, 2 C, 3 D, 4 E, 5 F);
tuple!(0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G);
tuple!(0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H);
tuple!(0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H, 8 I);
tuple!(0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H, 8 I, 9 J);
tuple!(0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H, 8 I, 9 J, 10 K);
tuple!(0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H, 8 I, 9 J, 10 K, 11 L);
