//! Requests for another monitoring interval, of the made-up office.

use bansou_domain::interval::{Attached, Reason};

use super::{ADULT, MONITORED, cover};
use crate::papers::{Consent, IntervalSheet, Ticks};

impl IntervalSheet {
    /// One with several reasons and one just begun.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let told = Self {
            cover: cover("参考様式", "モニタリング期間の変更の申出", ADULT, MONITORED),
            municipality: "見本市".to_owned(),
            made_on: "令和8年11月5日".to_owned(),
            person_name: ADULT.to_owned(),
            guardian: String::new(),
            number: "0000000018".to_owned(),
            office_name: "見本相談支援センター".to_owned(),
            specialist: "見本 相子".to_owned(),
            now: "6か月ごと".to_owned(),
            now_months: "R8.10, R9.4".to_owned(),
            from: "令和8年12月".to_owned(),
            every: "3か月ごと".to_owned(),
            months: "R8.10, R9.1, R9.4".to_owned(),
            reasons: Ticks::of(Reason::ALL, &[Reason::Stay, Reason::Family]),
            why: "R8.10.1に入院した\nR8.10.20に退院した\nR8.10.25に介護する人がかわった・むずかしくなった"
                .to_owned(),
            wish: "「電車のことは前より気になる。月に1回は話したい。」".to_owned(),
            attached: Ticks::of(Attached::ALL, &[Attached::Report]),
            signature: Consent::Line("令和　　年　　月　　日\n氏名".to_owned()),
        };
        let begun = Self {
            municipality: String::new(),
            made_on: String::new(),
            from: String::new(),
            every: String::new(),
            months: String::new(),
            reasons: Ticks::of(Reason::ALL, &[]),
            why: String::new(),
            wish: String::new(),
            ..told.clone()
        };
        vec![told, begun]
    }
}
