//! Filled sheets of the made-up office, in lengths that occur.

mod authority;
mod check;
mod claim;
mod conference;
mod crisis;
mod deciding;
mod face;
mod hand_over;
mod handed;
mod hearing;
mod interval;
mod meeting;
mod monitoring;
mod my_report;
mod notes;
mod plan;
mod questions;
mod room;
mod visit_brief;
mod week;

use jiff::civil::{Date, date};

use super::CaseHead;
use crate::form::{Cover, Spelling};

fn cover(form_number: &str, title: &str, subject: &str, dated: Date) -> Cover {
    Cover {
        title: title.to_owned(),
        form_number: form_number.to_owned(),
        subject: format!("{subject} 様"),
        printed: "令和8年11月21日 印刷".to_owned(),
        dated,
        spelling: Spelling::Kanji,
    }
}

const ADULT: &str = "見本 陽介";
const CHILD: &str = "見本 ひなた";
const DRAFTED: Date = date(2026, 4, 3);
const PLANNED: Date = date(2026, 4, 30);
const MONITORED: Date = date(2026, 11, 5);
const RENEWED: Date = date(2026, 10, 27);

fn adult() -> CaseHead {
    CaseHead {
        person_name: ADULT.to_owned(),
        support_level: "区分3".to_owned(),
        office_name: "見本相談支援センター".to_owned(),
        specialist: "見本 相子".to_owned(),
        certificate_number: "0000000018".to_owned(),
        ceiling: "0円".to_owned(),
        ..CaseHead::default()
    }
}

fn child() -> CaseHead {
    CaseHead {
        person_name: CHILD.to_owned(),
        guardian: "見本 真帆（母）".to_owned(),
        office_name: "見本相談支援センター".to_owned(),
        specialist: "見本 相子".to_owned(),
        certificate_number: "0000000034".to_owned(),
        child_certificate_number: "1400000020".to_owned(),
        ceiling: "4,600円".to_owned(),
        ..CaseHead::default()
    }
}

// A pen line, as the signing pad sends it.
fn signature() -> String {
    concat!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 80">"#,
        r#"<path d="M20 50 C40 10 60 10 70 50 S90 70 110 30 140 20 150 55 M170 20 L180 60 M160 40 "#,
        r#"C200 20 220 30 215 60 S250 60 280 25" fill="none" stroke="black" stroke-width="3"/></svg>"#,
    )
    .to_owned()
}
