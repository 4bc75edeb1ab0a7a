//! One row of the settings as a form, and in words.

use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::claim_setting::{ClaimSetting, Problem, SubjectKind, Topic, check};
use bansou_domain::id::StaffId;
use bansou_domain::text;
use bansou_store::Reader;
use jiff::civil::Date;

use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Fields, Told, Typed};

/// The names behind the keys a setting may hold.
pub(super) struct Names {
    pub(super) staff: Vec<(String, String)>,
    pub(super) providers: Vec<(String, String)>,
}

impl Names {
    pub(super) async fn load(cx: &Cx, reader: &mut Reader) -> Result<Self, Failure> {
        let staff = reader.staff(cx.member()).await?.into_iter();
        let providers = reader.provider_names(cx.member()).await?.into_iter();
        Ok(Self {
            staff: staff.map(|row| (StaffId(row.id).to_string(), row.name)).collect(),
            providers: providers.map(|(id, name)| (id.to_string(), name)).collect(),
        })
    }

    fn name<'n>(names: &'n [(String, String)], key: &'n str) -> &'n str {
        let found = names.iter().find(|(known, _)| known == key);
        found.map_or(key, |(_, name)| name)
    }

    /// What a setting is about; empty for the office itself.
    pub(super) fn subject<'n>(&'n self, setting: &'n ClaimSetting) -> &'n str {
        match setting.topic.subject() {
            SubjectKind::Staff => Self::name(&self.staff, &setting.subject),
            SubjectKind::Municipality | SubjectKind::Office => &setting.subject,
        }
    }

    /// The value in words.
    pub(super) fn value(&self, setting: &ClaimSetting) -> String {
        match setting.topic {
            Topic::WorksAt => Self::name(&self.providers, &setting.value).to_owned(),
            Topic::BaseStrengthQuota => format!("{}回", setting.value),
            topic => topic
                .value_label(&setting.value)
                .unwrap_or(&setting.value)
                .to_owned(),
        }
    }

    /// Subject and value in one line.
    pub(super) fn said(&self, setting: &ClaimSetting) -> String {
        let value = self.value(setting);
        match self.subject(setting) {
            "" => value,
            subject => format!("{subject}: {value}"),
        }
    }

    /// What can be chosen for a topic; empty where a number is typed.
    pub(super) fn values(&self, topic: Topic) -> Vec<(String, String)> {
        match topic {
            Topic::WorksAt => self.providers.clone(),
            topic => topic
                .values()
                .iter()
                .map(|(code, label)| ((*code).to_owned(), (*label).to_owned()))
                .collect(),
        }
    }
}

/// The months of a row in words.
pub(super) fn months(setting: &ClaimSetting) -> String {
    let until = setting.until.map(wareki::format_month).unwrap_or_default();
    format!("{}～{until}", wareki::format_month(setting.from))
}

pub(super) fn write(setting: &ClaimSetting) -> Typed {
    let mut typed = Typed::default();
    typed.set("subject", &setting.subject);
    typed.set("value", &setting.value);
    typed.set("from", wareki::short_month(setting.from));
    typed.set(
        "until",
        setting.until.map(wareki::short_month).unwrap_or_default(),
    );
    typed.set("lost_on", setting.lost_on.map(wareki::short).unwrap_or_default());
    typed
}

/// Reads a row and checks it against those that stand.
pub(super) fn read(
    fields: &mut Fields<'_>,
    topic: Topic,
    today: Date,
    standing: &[ClaimSetting],
) -> ClaimSetting {
    let from = fields.month("from", "はじめの月");
    if from.is_none() && fields.problem_free("from") {
        fields.tell("from", "「はじめの月」を入力してください。例: R8.4");
    }
    let subject = fields.line("subject", subject_label(topic));
    let value = fields.line("value", value_label(topic));
    let setting = ClaimSetting {
        topic,
        subject: match topic.subject() {
            SubjectKind::Municipality => text::digits(&subject),
            SubjectKind::Staff => subject,
            SubjectKind::Office => String::new(),
        },
        value: if topic == Topic::BaseStrengthQuota {
            text::digits(&value)
        } else {
            value
        },
        from: from.unwrap_or_else(|| ServiceMonth::containing(today)),
        until: fields.month("until", "おわりの月"),
        lost_on: topic
            .can_be_lost()
            .then(|| fields.day("lost_on", "要件を欠いた日"))
            .flatten(),
    };
    for problem in check(&setting, standing) {
        let (field, message) = message(problem, topic);
        // Without its first month nothing can be said about what it overlaps.
        if from.is_some() || matches!(field, "value" | "subject") {
            fields.tell(field, message);
        }
    }
    setting
}

pub(super) fn subject_label(topic: Topic) -> &'static str {
    match topic.subject() {
        SubjectKind::Staff => "職員",
        SubjectKind::Municipality => "市町村番号",
        SubjectKind::Office => "",
    }
}

pub(super) fn value_label(topic: Topic) -> &'static str {
    match topic {
        Topic::BaseStrengthQuota => "回数",
        Topic::WorksAt => "兼務先の事業所",
        Topic::Post => "職種",
        Topic::Paper => "書類",
        Topic::Trained => "研修",
        Topic::Slip => "扱い",
        Topic::Municipality => "名前",
        _ => "内容",
    }
}

fn message(problem: Problem, topic: Topic) -> (&'static str, String) {
    let value = value_label(topic);
    match problem {
        Problem::ValueUnknown => ("value", format!("「{value}」を選んでください。")),
        Problem::NotANumber => ("value", format!("「{value}」は数字で入力してください。例: 100")),
        Problem::NameMissing => ("value", format!("「{value}」を入力してください。例: 見本市")),
        Problem::SubjectMissing => {
            let subject = subject_label(topic);
            ("subject", format!("「{subject}」を入力してください。"))
        }
        Problem::MunicipalityNotSixDigits => ("subject", "「市町村番号」は数字6けたです。".to_owned()),
        Problem::Backwards => (
            "until",
            "「おわりの月」が「はじめの月」より前になっています。".to_owned(),
        ),
        Problem::LostOutside => (
            "lost_on",
            "「要件を欠いた日」が、はじめの月からおわりの月の間にありません。".to_owned(),
        ),
        Problem::Overlaps(other) => (
            "from",
            format!(
                "{}からの行と期間が重なります。先にその行の「直す」で、おわりの月を入れてください。",
                wareki::format_month(other)
            ),
        ),
    }
}

/// What a refused form tells.
pub(super) type Refused = Vec<Told>;
