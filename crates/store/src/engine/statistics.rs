//! What SQLite is told about the tables before it chooses an index.
//!
//! The organisation leads every index, and without statistics SQLite takes a leading column for a good filter: it then
//! walks the whole organisation where one person was asked for. These are the proportions of a few organisations with
//! years of records. They are the same in every file and are never measured anew, so that a query is planned alike for
//! everybody, on the first day and after ten years.

use sqlx::{Connection as _, SqliteConnection};

use crate::Failure;

/// Table, index, and the rows of the index followed by how many share each longer prefix of it, as `ANALYZE` writes.
const STATISTICS: &[(&str, &str, &str)] = &[
    ("calendar_feed", "sqlite_autoindex_calendar_feed_1", "40 10 1"),
    ("calendar_feed", "sqlite_autoindex_calendar_feed_2", "40 10 1"),
    ("case_reason", "case_reason_of_staff", "2000 500 12 1 1"),
    ("case_reason", "sqlite_autoindex_case_reason_1", "2000 500 1"),
    ("certificate", "certificate_by_end", "40000 10000 100 1"),
    ("certificate", "certificate_of_person", "40000 10000 5 1"),
    ("certificate", "sqlite_autoindex_certificate_1", "40000 10000 1"),
    (
        "certificate",
        "sqlite_autoindex_certificate_2",
        "40000 10000 5 5 5 1",
    ),
    ("claim", "claim_by_month", "100000 25000 25000 400 1"),
    ("claim", "claim_lives_once", "100000 25000 12 12 1"),
    ("claim", "claim_of_file", "100000 25000 400"),
    ("claim", "sqlite_autoindex_claim_1", "100000 25000 1"),
    ("claim_elsewhere", "claim_elsewhere_of_person", "400 100 2 1"),
    (
        "claim_elsewhere",
        "sqlite_autoindex_claim_elsewhere_1",
        "400 100 1",
    ),
    ("claim_file", "sqlite_autoindex_claim_file_1", "400 100 1"),
    (
        "claim_file",
        "sqlite_autoindex_claim_file_2",
        "400 100 100 50 1 1",
    ),
    ("claim_hand_line", "claim_hand_line_by_month", "400 100 100 2 1"),
    (
        "claim_hand_line",
        "sqlite_autoindex_claim_hand_line_1",
        "400 100 1",
    ),
    ("claim_item", "sqlite_autoindex_claim_item_1", "400000 100000 4 1"),
    ("claim_result", "claim_result_of_claim", "100000 25000 1"),
    (
        "claim_result",
        "sqlite_autoindex_claim_result_1",
        "100000 25000 1",
    ),
    ("claim_setting", "claim_setting_of_office", "400 100 50 3"),
    ("claim_setting", "sqlite_autoindex_claim_setting_1", "400 100 1"),
    ("claim_setting", "sqlite_autoindex_claim_setting_2", "400 100 1"),
    ("claim_trait", "claim_trait_of_person", "4000 1000 2 1"),
    ("claim_trait", "claim_trait_of_targets", "400 100 1"),
    ("claim_trait", "sqlite_autoindex_claim_trait_1", "4000 1000 1"),
    ("conference", "conference_of_person", "20000 5000 2 1"),
    ("conference", "sqlite_autoindex_conference_1", "20000 5000 1"),
    (
        "conference_check",
        "conference_check_of_conference",
        "20000 5000 2",
    ),
    (
        "conference_check",
        "sqlite_autoindex_conference_check_1",
        "20000 5000 1",
    ),
    (
        "conference_line",
        "sqlite_autoindex_conference_line_1",
        "400000 100000 1",
    ),
    (
        "conference_line",
        "sqlite_autoindex_conference_line_2",
        "400000 100000 20 1",
    ),
    (
        "conference_note",
        "sqlite_autoindex_conference_note_1",
        "20000 5000 2 1",
    ),
    ("consent", "consent_of_paper", "200000 50000 1"),
    ("consent", "consent_once_per_paper", "200000 50000 1"),
    ("consent", "sqlite_autoindex_consent_1", "200000 50000 1"),
    ("consent", "sqlite_autoindex_consent_2", "200000 50000 1"),
    ("cover", "cover_of_person", "400 100 1"),
    ("cover", "cover_of_staff", "400 100 3 1"),
    ("cover", "sqlite_autoindex_cover_1", "400 100 1"),
    ("delivery", "delivery_of_paper", "400000 100000 2"),
    ("delivery", "delivery_once_per_receipt", "40000 10000 1"),
    ("delivery", "delivery_once_per_recipient", "400000 100000 2 1 1"),
    ("delivery", "sqlite_autoindex_delivery_1", "400000 100000 1"),
    ("delivery", "sqlite_autoindex_delivery_2", "400000 100000 1"),
    ("draft", "sqlite_autoindex_draft_1", "400 100 3 1"),
    (
        "idempotency",
        "sqlite_autoindex_idempotency_1",
        "200000 50000 1250 1",
    ),
    ("inquiry", "inquiry_by_day", "10000 2500 1250 2"),
    ("inquiry", "inquiry_of_person", "10000 2500 1"),
    ("inquiry", "sqlite_autoindex_inquiry_1", "10000 2500 1"),
    ("journal", "journal_of_person", "4000000 1000000 500 1"),
    ("journal", "sqlite_autoindex_journal_1", "4000000 1000000 1"),
    ("journal_head", "sqlite_autoindex_journal_head_1", "4 1"),
    ("journal_named", "journal_named_by_entry", "4000000 1000000 60 1"),
    (
        "journal_named",
        "sqlite_autoindex_journal_named_1",
        "4000000 1000000 500 1",
    ),
    ("milestone", "milestone_of_person", "40000 10000 5 2 1"),
    ("milestone", "sqlite_autoindex_milestone_1", "40000 10000 1"),
    ("milestone", "sqlite_autoindex_milestone_2", "40000 10000 1"),
    (
        "monitoring_month",
        "monitoring_month_by_month",
        "100000 25000 400 1 1",
    ),
    (
        "monitoring_month",
        "monitoring_month_of_person",
        "100000 25000 12 1",
    ),
    ("monitoring_month", "monitoring_month_open", "8000 2000 200 1 1"),
    (
        "monitoring_month",
        "monitoring_month_open_of_person",
        "8000 2000 2 1 1",
    ),
    (
        "monitoring_month",
        "sqlite_autoindex_monitoring_month_1",
        "100000 25000 3 1",
    ),
    ("note", "note_event", "4000 1000 1 1"),
    ("note", "note_of_person", "500000 125000 62 2 1 1"),
    ("note", "note_settles", "2000 500 1"),
    ("note", "sqlite_autoindex_note_1", "500000 125000 1"),
    ("note", "sqlite_autoindex_note_2", "500000 125000 1"),
    ("office", "sqlite_autoindex_office_1", "8 2 1"),
    ("organisation", "sqlite_autoindex_organisation_1", "4 1"),
    ("organisation", "sqlite_autoindex_organisation_2", "4 1"),
    ("outbox", "outbox_by_state", "40000 10000 2500 1"),
    ("outbox", "outbox_of_room", "40000 10000 4 1"),
    ("outbox", "sqlite_autoindex_outbox_1", "40000 10000 1"),
    ("outing", "outing_of_paper", "40000 10000 2"),
    ("outing", "outing_of_person", "40000 10000 5 1"),
    ("outing", "sqlite_autoindex_outing_1", "40000 10000 1"),
    ("outing_missed", "outing_missed_of_outing", "4000 1000 1"),
    ("outing_missed", "sqlite_autoindex_outing_missed_1", "4000 1000 1"),
    ("outing_photo", "outing_photo_of_outing", "40000 10000 5 1"),
    ("outing_photo", "sqlite_autoindex_outing_photo_1", "40000 10000 1"),
    (
        "outing_photo_sealed",
        "outing_photo_sealed_of_outing",
        "400 100 5 1",
    ),
    (
        "outing_photo_sealed",
        "sqlite_autoindex_outing_photo_sealed_1",
        "400 100 1",
    ),
    (
        "outing_photo_struck",
        "sqlite_autoindex_outing_photo_struck_1",
        "400 100 1",
    ),
    ("outing_return", "outing_return_of_outing", "40000 10000 1 1"),
    (
        "outing_return",
        "sqlite_autoindex_outing_return_1",
        "40000 10000 1",
    ),
    ("paper", "paper_by_month", "240000 60000 300 2"),
    (
        "paper",
        "paper_by_person_and_month",
        "100000 25000 12 1 1 1 1 1 1 1",
    ),
    ("paper", "paper_of_person", "240000 60000 30 5 1 1 1 1 1 1 1"),
    ("paper", "paper_unconfirmed", "4000 1000 1"),
    ("paper", "sqlite_autoindex_paper_1", "240000 60000 1"),
    ("paper", "sqlite_autoindex_paper_2", "240000 60000 1"),
    ("paper_disclosure", "paper_disclosure_of_paper", "400 100 2 1"),
    (
        "paper_disclosure",
        "sqlite_autoindex_paper_disclosure_1",
        "400 100 1",
    ),
    ("person", "person_carried", "8000 2000 50"),
    ("person", "person_listed", "8000 2000 1000 1 1 1 1"),
    ("person", "person_of_specialist", "8000 2000 50 1 1"),
    ("person", "sqlite_autoindex_person_1", "8000 2000 1"),
    ("person_count", "sqlite_autoindex_person_count_1", "16 4 2 1"),
    ("person_tail", "person_tail_of_person", "1200000 300000 30"),
    (
        "person_tail",
        "sqlite_autoindex_person_tail_1",
        "1200000 300000 2 1",
    ),
    ("protection", "protection_of_person", "400 100 2 1"),
    ("protection", "sqlite_autoindex_protection_1", "400 100 1"),
    ("provider", "provider_by_name", "2000 500 1"),
    ("provider", "sqlite_autoindex_provider_1", "2000 500 1"),
    (
        "question_set",
        "sqlite_autoindex_question_set_1",
        "400 100 20 10 1",
    ),
    (
        "recovery_code",
        "sqlite_autoindex_recovery_code_1",
        "1600 400 10 1",
    ),
    ("room", "room_of_person", "40000 10000 4 1"),
    ("room", "room_of_subject", "40000 10000 2"),
    ("room", "sqlite_autoindex_room_1", "40000 10000 1"),
    ("room_answer", "room_answer_of_room", "160000 40000 4 1"),
    ("room_answer", "sqlite_autoindex_room_answer_1", "160000 40000 1"),
    ("room_file", "sqlite_autoindex_room_file_1", "40000 10000 1"),
    ("room_file", "sqlite_autoindex_room_file_2", "40000 10000 2 1"),
    ("room_party", "room_party_by_mail", "160000 40000 4"),
    ("room_party", "room_party_of_room", "160000 40000 4"),
    ("room_party", "sqlite_autoindex_room_party_1", "160000 40000 1"),
    ("room_party", "sqlite_autoindex_room_party_2", "160000 40000 1"),
    ("room_visit", "room_visit_of_party", "160000 40000 2"),
    ("room_visit", "sqlite_autoindex_room_visit_1", "160000 40000 1"),
    ("scan", "sqlite_autoindex_scan_1", "40000 10000 1"),
    ("scan", "sqlite_autoindex_scan_2", "40000 10000 1 1"),
    ("scan_file", "sqlite_autoindex_scan_file_1", "40000 10000 1"),
    ("session", "session_of_staff", "640 160 4"),
    ("session", "sqlite_autoindex_session_1", "640 160 1"),
    ("setup_code", "sqlite_autoindex_setup_code_1", "40 10 1"),
    ("sharing", "sharing_of_person", "20000 5000 3 1"),
    ("sharing", "sqlite_autoindex_sharing_1", "20000 5000 1"),
    ("sign_in_failure", "sign_in_failure_of_subject", "1000 250 10 1"),
    (
        "sign_in_failure",
        "sqlite_autoindex_sign_in_failure_1",
        "1000 250 1",
    ),
    ("staff", "sqlite_autoindex_staff_1", "160 40 1"),
    ("staff", "sqlite_autoindex_staff_2", "160 40 1"),
    ("task", "sqlite_autoindex_task_1", "80000 20000 1"),
    ("task", "task_of_person", "80000 20000 8 2"),
    ("task_word", "sqlite_autoindex_task_word_1", "80000 20000 1"),
    ("task_word", "task_word_of_task", "80000 20000 2 1"),
    ("team_member", "sqlite_autoindex_team_member_1", "40000 10000 1"),
    ("team_member", "team_member_of_person", "40000 10000 5"),
    ("together_key", "sqlite_autoindex_together_key_1", "4000 1000 1"),
    ("together_key", "together_key_by_mail", "4000 1000 3 1"),
    (
        "together_room",
        "sqlite_autoindex_together_room_1",
        "4000 1000 1 1",
    ),
    (
        "together_session",
        "sqlite_autoindex_together_session_1",
        "4000 1000 1",
    ),
    ("visit_area", "sqlite_autoindex_visit_area_1", "8000 2000 1"),
    ("visit_call", "sqlite_autoindex_visit_call_1", "40000 10000 1"),
    ("visit_call", "visit_call_of_person", "40000 10000 5 1"),
    ("visit_days", "sqlite_autoindex_visit_days_1", "40 10 1"),
    ("visit_plan", "sqlite_autoindex_visit_plan_1", "40000 10000 1"),
    ("visit_plan", "visit_plan_lives_once", "40000 10000 5 1"),
    ("visit_plan", "visit_plan_of_staff", "40000 10000 1000 3"),
    ("visit_rules", "sqlite_autoindex_visit_rules_1", "8 2 1"),
];

/// Writes the statistics unless they stand there already. Connections opened afterwards plan by them.
pub(super) async fn settle(connection: &mut SqliteConnection) -> Result<(), Failure> {
    if stands(connection).await? {
        return Ok(());
    }
    // ANALYZE makes the table of statistics. It looks at a table of one row: what it finds in an empty index of notes
    // would be believed by this connection for as long as it lives.
    sqlx::query("ANALYZE organisation")
        .execute(&mut *connection)
        .await?;
    let mut tx = connection.begin().await?;
    sqlx::query("DELETE FROM sqlite_stat1").execute(&mut *tx).await?;
    for (table, index, stat) in STATISTICS {
        sqlx::query("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ($1, $2, $3)")
            .bind(table)
            .bind(index)
            .bind(stat)
            .execute(&mut *tx)
            .await?;
    }
    tx.commit().await?;
    sqlx::query("ANALYZE sqlite_schema").execute(connection).await?;
    Ok(())
}

async fn stands(connection: &mut SqliteConnection) -> Result<bool, Failure> {
    let tables: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'")
        .fetch_one(&mut *connection)
        .await?;
    if tables == 0 {
        return Ok(false);
    }
    let found: Vec<(String, Option<String>, String)> =
        sqlx::query_as("SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx")
            .fetch_all(connection)
            .await?;
    let found = found.iter().map(|(table, index, stat)| {
        (
            table.as_str(),
            index.as_deref().unwrap_or_default(),
            stat.as_str(),
        )
    });
    Ok(found.eq(STATISTICS.iter().copied()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::engine::schema;

    async fn fresh() -> SqliteConnection {
        let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        schema::for_sqlite().run(&mut connection).await.unwrap();
        settle(&mut connection).await.unwrap();
        connection
    }

    #[tokio::test]
    async fn every_index_has_its_proportions() {
        let mut connection = fresh().await;
        let indexes: Vec<String> = sqlx::query_scalar(
            "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name NOT LIKE 'note_index%'
             AND tbl_name <> '_sqlx_migrations'",
        )
        .fetch_all(&mut connection)
        .await
        .unwrap();
        let known: BTreeSet<&str> = STATISTICS.iter().map(|(_, index, _)| *index).collect();
        let found: BTreeSet<&str> = indexes.iter().map(String::as_str).collect();
        assert_eq!(
            found, known,
            "an index without proportions looks like a good filter to SQLite"
        );
        assert!(stands(&mut connection).await.unwrap());
    }

    #[tokio::test]
    async fn one_person_is_looked_up_by_the_person() {
        let mut connection = fresh().await;
        let plan: Vec<(i64, i64, i64, String)> = sqlx::query_as(
            "EXPLAIN QUERY PLAN SELECT d.id FROM paper p
             JOIN delivery d ON d.organisation = p.organisation AND d.paper = p.id
             WHERE p.organisation = 1 AND p.person = 2",
        )
        .fetch_all(&mut connection)
        .await
        .unwrap();
        let steps: Vec<&str> = plan.iter().map(|(.., step)| step.as_str()).collect();
        assert_eq!(
            steps,
            [
                "SEARCH p USING COVERING INDEX paper_of_person (organisation=? AND person=?)",
                "SEARCH d USING INDEX delivery_of_paper (organisation=? AND paper=?)",
            ]
        );
    }
}
