use jiff::civil::{Date, date};
use uuid::Uuid;

use super::*;
use crate::certificate::{CertificateKind, Holder};
use crate::event::Event;
use crate::id::{NoteId, PaperId};
use crate::monitoring::{Band, LeadsTo, MonitoringReport, Row, Trend, Visit};
use crate::note::{CaseNote, Counterpart, Means, Work};
use crate::outing::Missed;

const TODAY: Date = date(2026, 11, 20);

fn months(months: &[&str]) -> Vec<ServiceMonth> {
    months.iter().map(|month| month.parse().unwrap()).collect()
}

fn certificate(printed: &[&str]) -> RecipientCertificate {
    RecipientCertificate {
        kind: CertificateKind::Welfare,
        number: "0000000018".to_owned(),
        municipality: "見本市".to_owned(),
        grant_from: date(2026, 5, 1),
        grant_until: date(2027, 4, 30),
        level_from: None,
        level_until: None,
        cap_yen: None,
        services: Vec::new(),
        monitoring_text: "6か月ごと".to_owned(),
        months: months(printed),
        planning_from: None,
        planning_until: None,
        cap_manager: false,
        holder: Holder::default(),
    }
}

fn row(goal: &str, achievement: Band, trend: Trend) -> Row {
    Row {
        need: goal.to_owned(),
        goal: goal.to_owned(),
        achievement: Some(achievement),
        trend: Some(trend),
        no_change: true,
        ..Row::default()
    }
}

fn report(on: Date, rows: Vec<Row>) -> (PaperId, MonitoringReport) {
    let report = MonitoringReport {
        month: Some(ServiceMonth::containing(on)),
        visit: Visit {
            on: Some(on),
            ..Visit::default()
        },
        rows,
        leads_to: vec![LeadsTo::Unchanged],
        ..MonitoringReport::default()
    };
    (PaperId(Uuid::nil()), report)
}

fn note(on: Date, change: impl FnOnce(&mut CaseNote)) -> (NoteId, CaseNote) {
    let mut note = CaseNote {
        on,
        from: None,
        until: None,
        means: Means::Visit,
        counterpart: Counterpart::Person,
        counterpart_name: String::new(),
        place: String::new(),
        work: Work::Monitoring,
        facts: "訪問した。".to_owned(),
        words: String::new(),
        view: String::new(),
        next: String::new(),
        missed: None,
        event: None,
        settles: None,
        deed: None,
    };
    change(&mut note);
    (NoteId(Uuid::nil()), note)
}

fn told(signs: &[Sign]) -> String {
    let line = |sign: &Sign| format!("{:?} {} {}", sign.toward, sign.reason.label(), sign.words);
    signs.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_got_worse_what_happened_and_doors_that_stayed_shut_speak_for_looking_more_often() {
    let reports = [
        report(
            date(2026, 10, 6),
            vec![
                row("朝おきて通う", Band::Zero, Trend::Worse),
                row("買い物をする", Band::Zero, Trend::Same),
                row("友だちと会う", Band::Ninety, Trend::Same),
            ],
        ),
        report(
            date(2026, 4, 7),
            vec![row("買い物をする", Band::Zero, Trend::Same)],
        ),
    ];
    let notes = [
        note(date(2026, 11, 12), |note| note.missed = Some(Missed::Absent)),
        note(date(2026, 11, 5), |note| note.missed = Some(Missed::Refused)),
        note(date(2026, 10, 20), |note| note.event = Some(Event::Discharge)),
        note(date(2026, 10, 1), |note| note.event = Some(Event::Admission)),
        note(date(2026, 9, 30), |note| note.work = Work::Urgent),
        note(date(2026, 1, 5), |note| note.event = Some(Event::Carer)),
    ];
    let signs = read_signs(Records {
        today: TODAY,
        born: Some(date(2009, 2, 3)),
        reports: &reports,
        notes: &notes,
    });
    insta::assert_snapshot!(told(&signs), @"
    Closer 状態が不安定 R8.10.6のモニタリングで「朝おきて通う」が悪化していた
    Closer 状態が不安定 「買い物をする」の達成度が、R8.10.6まで2回続けて0～50％だった
    Closer 入退院・入退所 R8.10.20に退院した
    Closer 入退院・入退所 R8.10.1に入院した
    Closer 支援困難 R8.11.12までに2回、訪問しても会えなかった
    Closer 状態が不安定 R8.9.30に急な対応が必要になった
    Closer 児童から成人へ R9.2.2に18歳になる
    ");
}

#[test]
fn three_quiet_reports_speak_for_less_and_a_single_sign_against_it_silences_them() {
    let quiet = |month| report(date(2026, month, 6), vec![row("通う", Band::Ninety, Trend::Same)]);
    let reports = [quiet(10), quiet(7), quiet(4)];
    let records = Records {
        today: TODAY,
        born: None,
        reports: &reports,
        notes: &[],
    };
    insta::assert_snapshot!(told(&read_signs(records)), @"
    Wider その他 予定どおりのモニタリングで、3回続けて変更がなく、落ち着いている
    ");
    let (two, _) = reports.split_at(2);
    assert_eq!(
        read_signs(Records {
            reports: two,
            ..records
        }),
        []
    );
    let notes = [note(date(2026, 11, 5), |note| note.event = Some(Event::Family))];
    insta::assert_snapshot!(told(&read_signs(Records { notes: &notes, ..records })), @"Closer 家族状況の変化 R8.11.5に家族に大きなできごとがあった");
}

#[test]
fn a_draft_takes_the_next_interval_and_leaves_the_months_that_are_over() {
    let printed = certificate(&["2026-10", "2027-04"]);
    let sign = |toward| Sign {
        toward,
        reason: Reason::Stay,
        words: "R8.10.1に入院した".to_owned(),
        source: Source::Person,
    };
    let closer = IntervalRequest::draft(&printed, &[sign(Toward::Closer)], TODAY);
    assert_eq!(closer.every, Some(Every::Three));
    assert_eq!(closer.months, months(&["2026-10", "2027-01", "2027-04"]));
    assert_eq!(closer.why, "R8.10.1に入院した");
    assert_eq!(check(&closer, TODAY), [Problem::DayMissing]);

    let wider = IntervalRequest::draft(&printed, &[sign(Toward::Wider)], TODAY);
    assert_eq!(wider.every, Some(Every::Twelve));
    assert_eq!(check(&wider, TODAY), [Problem::DayMissing, Problem::Unchanged]);

    let nothing = IntervalRequest::draft(&printed, &[], TODAY);
    assert_eq!(nothing.every, None);
    assert_eq!(
        check(&nothing, TODAY),
        [
            Problem::DayMissing,
            Problem::MonthsMissing,
            Problem::ReasonMissing,
            Problem::WhyMissing,
        ]
    );
}

#[test]
fn a_request_neither_leaves_the_grant_nor_rewrites_months_that_are_over() {
    let request = IntervalRequest {
        made_on: Some(date(2026, 12, 1)),
        from: Some("2027-05".parse().unwrap()),
        months: months(&["2026-09", "2027-01", "2027-06"]),
        reasons: vec![Reason::Other],
        why: "本人の希望".to_owned(),
        ..IntervalRequest::draft(&certificate(&["2026-10", "2027-04"]), &[], TODAY)
    };
    assert_eq!(
        check(&request, TODAY),
        [
            Problem::DayInFuture,
            Problem::FromAfterGrant,
            Problem::MonthAfterGrant("2027-06".parse().unwrap()),
            Problem::PastChanged("2026-09".parse().unwrap()),
        ]
    );
}

#[test]
fn the_usual_gap_is_the_one_that_occurs_most() {
    assert_eq!(
        usual_gap(&months(&[
            "2026-05", "2026-06", "2026-07", "2026-10", "2027-01", "2027-04"
        ])),
        Some(3)
    );
    assert_eq!(usual_gap(&months(&["2026-10", "2027-04"])), Some(6));
    assert_eq!(usual_gap(&months(&["2026-10"])), None);
}
