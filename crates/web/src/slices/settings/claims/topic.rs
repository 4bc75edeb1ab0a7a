//! One topic: its rows, and the form for a new one or for the correction of one.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::claim_setting::{SubjectKind, Topic};
use bansou_store::claim_setting::ClaimSettingRecord;
use uuid::Uuid;

use super::fields::{Names, months, subject_label, value_label, write};
use super::{row_path, topic_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Form, Typed, time_in_japan};
use crate::layout::{Menu, View, page};

#[derive(Template)]
#[template(path = "slices/settings/claims/topic.html")]
pub(super) struct Show {
    topic: Topic,
    pub(super) form: Form,
    rows: Vec<Line>,
    names: Names,
    may_change: bool,
    /// The row that is being corrected, in words.
    correcting: Option<String>,
}

struct Line {
    subject: String,
    value: String,
    months: String,
    lost_on: String,
    recorded: String,
    /// Why the row does not count any more.
    struck: Option<String>,
    href: String,
}

impl View for Show {
    fn title(&self) -> String {
        format!("{} — 請求の設定", self.topic.label())
    }

    fn menu(&self) -> Menu {
        Menu::Settings
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }
}

impl Show {
    pub(super) async fn of(
        cx: &Cx,
        topic: Topic,
        form: Form,
        corrects: Option<Uuid>,
    ) -> Result<Self, Failure> {
        let mut reader = cx.read().await?;
        let mut rows = reader.claim_settings(cx.member()).await?;
        rows.retain(|row| row.setting.topic == topic);
        let names = Names::load(cx, &mut reader).await?;
        let old = rows.iter().find(|row| Some(row.id) == corrects);
        Ok(Self {
            correcting: old.map(|old| format!("{}（{}）", names.said(&old.setting), months(&old.setting))),
            rows: rows.iter().map(|row| line(row, &names)).collect(),
            may_change: cx.who.claim_editor().is_ok(),
            topic,
            form,
            names,
        })
    }

    fn subject_kind(&self) -> SubjectKind {
        self.topic.subject()
    }

    fn subject_label(&self) -> &'static str {
        subject_label(self.topic)
    }

    fn value_label(&self) -> &'static str {
        value_label(self.topic)
    }

    fn values(&self) -> Vec<(String, String)> {
        self.names.values(self.topic)
    }

    /// What has to be known beside the fields.
    fn hint(&self) -> &'static str {
        match self.topic {
            Topic::Tier => "登録のない月は通常の区分で計算し、そのことを請求の画面に出します。",
            Topic::Post => {
                "人数は毎月この内容で数えます（常勤換算ではなく人数）。だれも登録していない間は、アカウントの役割から数えます。"
            }
            Topic::WorksAt => {
                "兼務先だけを確かめた訪問は、モニタリングやサービス提供時モニタリングに数えません。"
            }
            Topic::Trained => {
                "対象の利用者は、利用者ごとの「請求に関わること」に登録します。（Ⅰ）は、修了した相談支援専門員が6か月以内に対象の利用者を支援した月につきます。"
            }
            Topic::Slip => {
                "登録のない市町村は、やむを得ない理由を記録すれば翌月の実施を認めるものとして扱います（市の手引による運用で、国の規定は確認できていません）。翌月にあたる月の扱いを使います。"
            }
            Topic::Municipality => {
                "請求書のあて名と、代理受領通知書に印刷します。登録がなければ、手で書く欄になります。"
            }
            Topic::Paper => "請求の前に、まだ出していない書類を一覧に出します。",
            Topic::AbusePrevention | Topic::ContinuityPlan | Topic::Disclosure => {
                "満たしていない月があるときだけ登録します。"
            }
            _ => "届け出て受理された内容を登録します。",
        }
    }
}

fn line(row: &ClaimSettingRecord, names: &Names) -> Line {
    let at = time_in_japan(&row.recorded_at);
    Line {
        subject: names.subject(&row.setting).to_owned(),
        value: names.value(&row.setting),
        months: months(&row.setting),
        lost_on: row
            .setting
            .lost_on
            .map(bansou_domain::calendar::wareki::format)
            .unwrap_or_default(),
        recorded: format!("{} {at}", row.recorded_by),
        struck: row
            .struck
            .as_ref()
            .map(|struck| format!("{}（{} {}）", struck.why, struck.by, time_in_japan(&struck.at))),
        href: row_path(row.setting.topic, row.id),
    }
}

pub(super) async fn get(cx: Cx, Path(topic): Path<Topic>) -> Result<Response, Failure> {
    let form = Form::blank(topic_path(topic), Typed::default());
    page(&cx, &Show::of(&cx, topic, form, None).await?)
}

pub(super) async fn correct(cx: Cx, Path((topic, row)): Path<(Topic, Uuid)>) -> Result<Response, Failure> {
    let rows = cx.read().await?.claim_settings(cx.member()).await?;
    let record = rows
        .into_iter()
        .find(|record| record.id == row && record.setting.topic == topic)
        .ok_or(bansou_store::Failure::NotFound)?;
    if record.struck.is_some() {
        return Ok(Redirect::to(&topic_path(topic)).into_response());
    }
    let form = Form::blank(row_path(topic, row), write(&record.setting));
    page(&cx, &Show::of(&cx, topic, form, Some(row)).await?)
}
