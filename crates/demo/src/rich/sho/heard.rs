//! What was asked before the visit of November: the after-school service wrote, the school called, the house is silent.

use bansou_domain::room::{AnswerMeans, AsPlanned, GoalHeard, HearingAnswer, PartyKind};
use jiff::civil::date;

use super::super::shape::month;
use super::{AFTER_SCHOOL, STAY};
use crate::heard::{Asked, AskedParty};

pub(super) fn asked() -> Asked {
    Asked {
        on: date(2026, 11, 10),
        month: month(2026, 11),
        parties: vec![
            AskedParty {
                provider: "見本特別支援学校",
                kind: PartyKind::School,
                answer: Some((AnswerMeans::Phone, school())),
            },
            AskedParty {
                provider: AFTER_SCHOOL,
                kind: PartyKind::Provider,
                answer: Some((AnswerMeans::Link, after_school())),
            },
            AskedParty {
                provider: STAY,
                kind: PartyKind::Provider,
                answer: None,
            },
        ],
    }
}

fn after_school() -> HearingAnswer {
    HearingAnswer {
        by: "児童発達支援管理責任者".to_owned(),
        heard_on: None,
        said: vec![
            GoalHeard {
                place: 0,
                as_planned: Some(AsPlanned::Done),
                progress: "10月の実習の前後に、毎回10分ずつ話を聞いた。「あついオーブンもこわくなかった」と話していた。"
                    .to_owned(),
                concerns: "実習の週は、帰るとすぐ横になる日が2日あった。".to_owned(),
                wishes: "次の実習は、あいだに休みの日をはさめるとよい。".to_owned(),
            },
            GoalHeard {
                place: 1,
                as_planned: Some(AsPlanned::Partly),
                progress: "黄色い札は、もりでは週に3回ほど自分から出せる。".to_owned(),
                concerns: String::new(),
                wishes: "札の置き場所を、三か所で同じにしたい。".to_owned(),
            },
        ],
    }
}

fn school() -> HearingAnswer {
    HearingAnswer {
        by: "担任".to_owned(),
        heard_on: Some(date(2026, 11, 16)),
        said: vec![
            GoalHeard {
                place: 0,
                as_planned: Some(AsPlanned::Partly),
                progress: "10月の実習は5日のうち4日行けた。1日は朝から休み、電話は自分でかけた。".to_owned(),
                ..GoalHeard::default()
            },
            GoalHeard {
                place: 1,
                as_planned: Some(AsPlanned::Done),
                progress: "実習先の店長に札のことを伝え、店でも2回使えた。".to_owned(),
                ..GoalHeard::default()
            },
        ],
    }
}
