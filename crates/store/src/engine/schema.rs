//! The schema, written once in PostgreSQL's words and translated for SQLite.
//!
//! `migrations/NNNN_name.sql` serves both engines; `NNNN_name.postgres.sql` and `NNNN_name.sqlite.sql` beside it
//! hold what only one of them has (full-text index, guards). Every table that has an `organisation` column gets
//! row-level security on PostgreSQL, enabled and forced, without having to ask for it.

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr};

struct Step {
    version: i64,
    name: &'static str,
    both: &'static str,
    postgres: &'static str,
    sqlite: &'static str,
}

macro_rules! step {
    ($version:literal, $name:literal) => {
        step!($version, $name, "", "")
    };
    ($version:literal, $name:literal, engines) => {
        step!(
            $version,
            $name,
            include_str!(concat!("../../migrations/", $name, ".postgres.sql")),
            include_str!(concat!("../../migrations/", $name, ".sqlite.sql"))
        )
    };
    ($version:literal, $name:literal, $postgres:expr, $sqlite:expr) => {
        Step {
            version: $version,
            name: $name,
            both: include_str!(concat!("../../migrations/", $name, ".sql")),
            postgres: $postgres,
            sqlite: $sqlite,
        }
    };
}

const STEPS: &[Step] = &[
    step!(1, "0001_office"),
    step!(2, "0002_journal", engines),
    step!(3, "0003_form"),
    step!(4, "0004_person"),
    step!(5, "0005_case", engines),
    step!(6, "0006_work"),
    step!(7, "0007_many"),
];

pub(super) fn for_postgres() -> Migrator {
    migrator(|step| format!("{}\n{}\n{}", step.both, walls(step.both), step.postgres))
}

pub(super) fn for_sqlite() -> Migrator {
    migrator(|step| format!("{}\n{}", in_sqlite_words(step.both), step.sqlite))
}

fn migrator(text: impl Fn(&Step) -> String) -> Migrator {
    let migration = |step: &Step| {
        let sql = AssertSqlSafe(text(step)).into_sql_str();
        Migration::new(step.version, step.name.into(), MigrationType::Simple, sql, false)
    };
    Migrator::with_migrations(STEPS.iter().map(migration).collect())
}

/// Row-level security for each table of a step that belongs to an organisation.
fn walls(sql: &str) -> String {
    tables(sql)
        .filter(|(_, body)| body.contains("organisation "))
        .map(|(table, _)| {
            format!(
                "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;\n\
                 ALTER TABLE {table} FORCE ROW LEVEL SECURITY;\n\
                 CREATE POLICY {table}_of_organisation ON {table}\n  \
                   USING (organisation = NULLIF(current_setting('bansou.organisation', true), '')::uuid)\n  \
                   WITH CHECK (organisation = NULLIF(current_setting('bansou.organisation', true), '')::uuid);\n"
            )
        })
        .collect::<Vec<_>>()
        .concat()
}

fn tables(sql: &str) -> impl Iterator<Item = (&str, &str)> {
    sql.split("CREATE TABLE ").skip(1).filter_map(|rest| {
        let (name, body) = rest.split_once(" (")?;
        Some((name.trim(), body.split("\n);").next().unwrap_or(body)))
    })
}

fn in_sqlite_words(sql: &str) -> String {
    let mut words = String::with_capacity(sql.len());
    for line in sql.lines() {
        let line = if line.trim_start().starts_with("--") {
            line.to_owned()
        } else {
            line.replace(" UUID", " BLOB")
                .replace(" BYTEA", " BLOB")
                .replace(" BIGINT", " INTEGER")
                .replace(" BOOLEAN", " INTEGER")
        };
        words.push_str(if line == ");" { ") STRICT;" } else { &line });
        words.push('\n');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_an_organisation_is_walled_and_leads_its_key_with_it() {
        for step in STEPS {
            let walls = walls(step.both);
            for (table, body) in tables(step.both) {
                if table == "organisation" {
                    continue;
                }
                assert!(
                    body.contains("PRIMARY KEY (organisation"),
                    "{table} has a key without its organisation"
                );
                assert!(
                    walls.contains(&format!("ALTER TABLE {table} FORCE")),
                    "{table} has no wall"
                );
                for unique in body.split("UNIQUE (").skip(1) {
                    assert!(
                        unique.starts_with("organisation"),
                        "{table} tells others of its values"
                    );
                }
            }
        }
    }
}
