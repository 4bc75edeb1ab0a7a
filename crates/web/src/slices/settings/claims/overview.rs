//! What holds this month, topic by topic.

use askama::Template;
use axum::response::Response;
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::claim_setting::Topic;
use bansou_store::claim_setting::ClaimSettingRecord;

use super::fields::Names;
use super::topic_path;
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::{Menu, View, page};

const GROUPS: &[(&str, &[Topic])] = &[
    (
        "基本報酬と金額",
        &[Topic::Tier, Topic::AreaPlanning, Topic::AreaChild],
    ),
    (
        "体制の届出",
        &[
            Topic::Chief,
            Topic::Behaviour,
            Topic::Medical,
            Topic::Psychiatric,
            Topic::HigherBrain,
            Topic::Peer,
            Topic::WageImprovement,
        ],
    ),
    (
        "地域生活支援拠点等",
        &[Topic::RegionalBase, Topic::BaseStrengthQuota],
    ),
    (
        "減算にあたる状態",
        &[Topic::AbusePrevention, Topic::ContinuityPlan, Topic::Disclosure],
    ),
    ("取扱件数と職員", &[Topic::Post, Topic::WorksAt, Topic::Trained]),
    ("市町村", &[Topic::Municipality, Topic::Slip, Topic::Paper]),
];

#[derive(Template)]
#[template(path = "slices/settings/claims/overview.html")]
struct Show {
    month: String,
    groups: Vec<(&'static str, Vec<Line>)>,
}

struct Line {
    label: &'static str,
    href: String,
    /// What holds this month; empty where nothing is recorded.
    now: Vec<String>,
    /// What begins later.
    later: Vec<String>,
}

impl View for Show {
    fn title(&self) -> String {
        "請求の設定".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Settings
    }
}

pub(super) async fn get(cx: Cx) -> Result<Response, Failure> {
    let month = ServiceMonth::containing(cx.today());
    let mut reader = cx.read().await?;
    let mut rows = reader.claim_settings(cx.member()).await?;
    rows.retain(|row| row.struck.is_none());
    let names = Names::load(&cx, &mut reader).await?;
    let groups = GROUPS.iter().map(|(label, topics)| {
        let lines = topics.iter().map(|topic| line(*topic, month, &rows, &names));
        (*label, lines.collect())
    });
    let view = Show {
        month: wareki::format_month(month),
        groups: groups.collect(),
    };
    page(&cx, &view)
}

fn line(topic: Topic, month: ServiceMonth, rows: &[ClaimSettingRecord], names: &Names) -> Line {
    let of_topic = || {
        rows.iter()
            .map(|row| &row.setting)
            .filter(|setting| setting.topic == topic)
    };
    let now = of_topic().filter(|setting| setting.holds_in(month));
    let later = of_topic().filter(|setting| setting.from > month);
    Line {
        label: topic.label(),
        href: topic_path(topic),
        now: now.map(|setting| names.said(setting)).collect(),
        later: later
            .map(|setting| {
                let from = wareki::format_month(setting.from);
                format!("{from}から {}", names.said(setting))
            })
            .collect(),
    }
}
