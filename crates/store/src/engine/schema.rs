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
    step!(8, "0008_correction", engines),
    step!(9, "0009_scan", engines),
    step!(10, "0010_claim_setting", engines),
    step!(11, "0011_claim", engines),
    step!(12, "0012_lists", engines),
    step!(13, "0013_claim_records", engines),
    step!(14, "0014_claims", engines),
    step!(15, "0015_room", engines),
    step!(16, "0016_conference", engines),
    step!(17, "0017_sharing", engines),
    step!(18, "0018_task_word", engines),
    step!(20, "0020_protection", engines),
    step!(21, "0021_mail"),
    step!(22, "0022_change", engines),
    step!(23, "0023_outing", engines),
    step!(24, "0024_questions", engines),
    step!(25, "0025_visits"),
    step!(28, "0028_event", engines),
    step!(30, "0030_interval", engines),
    step!(31, "0031_deciding", engines),
    step!(32, "0032_photo", engines),
    step!(33, "0033_by_link", engines),
    step!(34, "0034_together", engines),
    step!(37, "0037_owner", engines),
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
    use sqlx::Connection as _;

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

    /// A confirmed paper with its consent and a delivery, as version 7 kept them.
    const BEFORE_CORRECTIONS: &str = "
        INSERT INTO organisation (id, code, name, created_at) VALUES (x'01', 'mihon', '見本', '');
        INSERT INTO office (organisation, id, name) VALUES (x'01', x'02', '見本');
        INSERT INTO staff (organisation, id, office, name, role, login) VALUES (x'01', x'03', x'02', '見本', 'clerk', 'a');
        INSERT INTO person (organisation, id, office, name, kana, kana_key, details)
        VALUES (x'01', x'04', x'02', '見本 陽介', '', '', '{}');
        INSERT INTO paper (organisation, id, person, kind, cycle, content, written_by, written_at, hash, confirmed_at, replaced)
        VALUES (x'01', x'05', x'04', 'plan', 1, '{}', x'03', '', x'0506', '2026-04-03', 0);
        INSERT INTO consent (organisation, id, paper, paper_hash, given_on, means, signer, relation, reason, signature,
                             recorded_at, recorded_by)
        VALUES (x'01', x'06', x'05', x'0506', '2026-04-07', 'paper', '見本 陽介', '', '', '', '', x'03');
        INSERT INTO delivery (organisation, id, paper, recipient, recipient_name, delivered_on, means, recorded_at, recorded_by)
        VALUES (x'01', x'07', x'05', 'person', '', '2026-04-08', 'hand', '', x'03');";

    #[tokio::test]
    async fn old_consents_and_deliveries_count_after_the_tables_are_made_anew() {
        let mut connection = sqlx::SqliteConnection::connect("sqlite::memory:").await.unwrap();
        let mut before = for_sqlite();
        before.migrations.to_mut().truncate(7);
        before.run(&mut connection).await.unwrap();
        sqlx::raw_sql(BEFORE_CORRECTIONS)
            .execute(&mut connection)
            .await
            .unwrap();
        for_sqlite().run(&mut connection).await.unwrap();
        let kept: (String, String) = sqlx::query_as(
            "SELECT c.given_on, d.delivered_on FROM consent c JOIN delivery d ON d.paper = c.paper
             WHERE NOT c.replaced AND NOT d.replaced",
        )
        .fetch_one(&mut connection)
        .await
        .unwrap();
        assert_eq!(kept, ("2026-04-07".to_owned(), "2026-04-08".to_owned()));
        for table in ["consent", "delivery"] {
            for change in [
                format!("UPDATE {table} SET means = 'mail'"),
                format!("UPDATE {table} SET means = 'mail', replaced = 1"),
                format!("DELETE FROM {table}"),
            ] {
                let refused = sqlx::raw_sql(AssertSqlSafe(change.clone()))
                    .execute(&mut connection)
                    .await;
                assert!(refused.is_err(), "{change}");
            }
            let strike = format!("UPDATE {table} SET replaced = 1, replaced_why = '訂正'");
            let strike = || AssertSqlSafe(strike.clone());
            sqlx::raw_sql(strike()).execute(&mut connection).await.unwrap();
            assert!(
                sqlx::raw_sql(strike()).execute(&mut connection).await.is_err(),
                "{table} is struck once"
            );
        }
    }

    #[tokio::test]
    async fn municipalities_listed_without_dates_become_rows_that_hold_until_somebody_ends_them() {
        let mut connection = sqlx::SqliteConnection::connect("sqlite::memory:").await.unwrap();
        let mut before = for_sqlite();
        before.migrations.to_mut().truncate(12);
        before.run(&mut connection).await.unwrap();
        sqlx::raw_sql(
            r#"INSERT INTO organisation (id, code, name, created_at) VALUES (x'01', 'mihon', '見本', '');
               INSERT INTO office (organisation, id, name, settings)
               VALUES (x'01', x'02', '見本', '{"slip_refused":["141305","見本市","141305"]}'), (x'01', x'04', '別', '');
               INSERT INTO staff (organisation, id, office, name, role, login)
               VALUES (x'01', x'03', x'02', '見本', 'clerk', 'a'), (x'01', x'05', x'04', '見本', 'clerk', 'b');"#,
        )
        .execute(&mut connection)
        .await
        .unwrap();
        for_sqlite().run(&mut connection).await.unwrap();
        let rows: Vec<(String, String, String, Option<String>)> = sqlx::query_as(
            "SELECT topic, subject || ' ' || value, from_month, until_month FROM claim_setting",
        )
        .fetch_all(&mut connection)
        .await
        .unwrap();
        let kept = (
            "slip".to_owned(),
            "141305 refused".to_owned(),
            "2012-04".to_owned(),
            None,
        );
        assert_eq!(rows, [kept]);
    }

    /// Two people, a provider twice in the directory, and tasks in everybody's words, as version 34 kept them.
    const BEFORE_OWNERS: &str = r#"
        INSERT INTO organisation (id, code, name, created_at) VALUES (x'01', 'mihon', '見本', '');
        INSERT INTO office (organisation, id, name) VALUES (x'01', x'02', '見本');
        INSERT INTO staff (organisation, id, office, name, role, login) VALUES (x'01', x'03', x'02', '見本 相子', 'clerk', 'a');
        INSERT INTO person (organisation, id, office, name, kana, kana_key, details)
        VALUES (x'01', x'04', x'02', '見本 陽介', '', '', '{"family":[{"key":1,"name":"見本 花子","relation":"mother"},
                {"key":2,"name":"","relation":"elder_sister"},{"key":3,"name":"","relation":"elder_sister"}]}');
        INSERT INTO provider (organisation, id, name, name_key, services, tel, fax, address, notes)
        VALUES (x'01', x'0a', '見本クリニック', '', '', '', '', '', ''), (x'01', x'0b', '見本園', '', '', '', '', '', ''),
               (x'01', x'0c', '見本園', '', '', '', '', '', '');
        INSERT INTO team_member (organisation, id, person, provider, name, role, tel, watches)
        VALUES (x'01', x'0d', x'04', x'0a', '主治医', '', '', ''), (x'01', x'0e', x'04', NULL, '隣家', '', '', '');
        INSERT INTO paper (organisation, id, person, kind, cycle, content, written_by, written_at, replaced)
        VALUES (x'01', x'05', x'04', 'meeting', 1, '{}', x'03', '', 0);
        INSERT INTO task (organisation, id, person, paper, who, side, what, created_at)
        SELECT x'01', randomblob(16), x'04', x'05', value, 'outside', 'する', '' FROM json_each('["本人","見本 陽介","母",
            "見本 花子","姉","見本クリニック","見本クリニック 主治医","主治医","隣家","見本園","見本 相子","だれか",""]');
        INSERT INTO room (organisation, id, person, purpose, ask, until_on, opened_at, opened_by)
        VALUES (x'01', x'06', x'04', 'tasks', '{}', '', '', x'03');
        INSERT INTO room_party (organisation, id, room, kind, name, required, place, link_hash, code_hash, opens_left, owner)
        VALUES (x'01', x'07', x'06', 'clinic', 'c', 0, 0, x'01', x'01', 1, '見本クリニック'),
               (x'01', x'08', x'06', 'provider', 'p', 0, 1, x'02', x'01', 1, '見本園');"#;

    #[tokio::test]
    async fn an_old_task_is_bound_where_its_words_name_exactly_one() {
        let mut connection = sqlx::SqliteConnection::connect("sqlite::memory:").await.unwrap();
        let mut before = for_sqlite();
        before.migrations.to_mut().retain(|step| step.version <= 34);
        before.run(&mut connection).await.unwrap();
        sqlx::raw_sql(BEFORE_OWNERS)
            .execute(&mut connection)
            .await
            .unwrap();
        for_sqlite().run(&mut connection).await.unwrap();
        let bound: Vec<(String, Option<String>, String)> = sqlx::query_as(
            "SELECT who, bound_to, side FROM task UNION ALL SELECT name, bound_to, '' FROM room_party ORDER BY 2, 1",
        )
        .fetch_all(&mut connection)
        .await
        .unwrap();
        let bound: Vec<String> = bound
            .into_iter()
            .map(|(who, owner, side)| {
                let owner = owner.unwrap_or_else(|| "-".to_owned());
                format!("{who} {owner} {side}").trim_end().to_owned()
            })
            .collect();
        insta::assert_snapshot!(bound.join("\n"), @"
         - outside
        p -
        だれか - outside
        姉 - outside
        見本園 - outside
        本人 person outside
        見本 陽介 person outside
        c provider:0a
        主治医 provider:0a outside
        見本クリニック provider:0a outside
        見本クリニック 主治医 provider:0a outside
        母 relative:1 outside
        見本 花子 relative:1 outside
        見本 相子 staff:03 office
        隣家 supporter:0e outside
        ");
    }
}
