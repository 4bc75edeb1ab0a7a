//! やりとりの紙: what goes out by fax or by hand where a link does not reach. The layouts have no official source; the
//! inquiry follows the rows that offices borrow from the care-insurance form (docs/forms.md).

use serde::Serialize;

use crate::form::{Cell, Cover, Drawing, Form, Page, Paper, Part, Table};

/// 差出し. Whose question it is, and where the answer goes.
#[derive(Clone, Default, Serialize)]
pub struct RoomSender {
    /// 宛先.
    pub to: String,
    /// 差出し. The office.
    pub office: String,
    /// 担当.
    pub specialist: String,
    /// 電話・FAX.
    pub reach: String,
    /// 返事の期限.
    pub reply_by: String,
}

/// 日程のおたずね. The candidate dates with boxes for an answer by fax.
#[derive(Clone, Serialize)]
pub struct DatesSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// Whose question.
    pub sender: RoomSender,
    /// 何のためか.
    pub occasion: String,
    /// 所要時間.
    pub length: String,
    /// 場所.
    pub place: String,
    /// 候補日, each in words.
    pub candidates: Vec<String>,
    /// 決まった日; empty while it is open.
    pub chosen: String,
}

/// 宿題のおたずね. The open tasks of one party, with boxes for an answer by fax.
#[derive(Clone, Serialize)]
pub struct TasksSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// Whose question.
    pub sender: RoomSender,
    /// 何のためか.
    pub occasion: String,
    /// 宿題.
    pub tasks: Vec<TaskAskedRow>,
}

/// 宿題の一行.
#[derive(Clone, Default, Serialize)]
pub struct TaskAskedRow {
    /// 何を.
    pub what: String,
    /// いつまでに.
    pub due: String,
}

/// 照会. What was asked of somebody who does not come, and what they answered.
#[derive(Clone, Serialize)]
pub struct InquirySheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// Whose question.
    pub sender: RoomSender,
    /// 利用者名; empty on a sheet that names nobody.
    pub person_name: String,
    /// 作成年月日.
    pub made_on: String,
    /// 会議を開催しない理由ないし会議に出席できない理由.
    pub absence: String,
    /// 照会（依頼）年月日.
    pub asked_on: String,
    /// 何のためか.
    pub occasion: String,
    /// 照会（依頼）内容 with 回答内容.
    pub rows: Vec<InquiryRow>,
    /// 回答者氏名.
    pub answered_by: String,
    /// 回答年月日.
    pub answered_on: String,
}

/// 照会の一行.
#[derive(Clone, Default, Serialize)]
pub struct InquiryRow {
    /// 照会（依頼）内容.
    pub asked: String,
    /// 回答内容; empty where it is still to be written.
    pub answered: String,
}

/// お渡しするカード. The link as QR, for those without mail. The code never stands on it.
#[derive(Clone, Serialize)]
pub struct CardSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// 渡す相手.
    pub to: String,
    /// 何のおたずねか.
    pub asked: String,
    /// The QR.
    pub qr: String,
    /// The address, to be typed.
    pub address: String,
    /// 事業所.
    pub office: String,
    /// 電話.
    pub tel: String,
    /// いつまで.
    pub until: String,
    /// The easy words.
    pub easy: bool,
}

impl Paper for DatesSheet {
    fn form(&self) -> Form {
        let mut tables = vec![self.sender.table(), self.asked()];
        tables.push(if self.chosen.is_empty() {
            self.boxes()
        } else {
            self.decided()
        });
        portrait(&self.cover, tables)
    }
}

impl Paper for TasksSheet {
    fn form(&self) -> Form {
        let about = Table::new(&[30.0, 150.0])
            .size(10.5)
            .row(row("何のため", &self.occasion));
        portrait(&self.cover, vec![self.sender.table(), about, self.boxes()])
    }
}

impl Paper for InquirySheet {
    fn form(&self) -> Form {
        portrait(
            &self.cover,
            vec![self.head(), self.sender.table(), self.questions(), self.foot()],
        )
    }
}

impl Paper for CardSheet {
    fn form(&self) -> Form {
        portrait(&self.cover, vec![self.link(), self.steps()])
    }
}

pub(super) fn portrait(cover: &Cover, tables: Vec<Table>) -> Form {
    let parts = tables.into_iter().map(|table| Part::Table(table.gap_mm(3.0)));
    Form::new(cover.clone(), Page::Portrait, parts.collect())
}

fn row(label: &str, said: &str) -> Vec<Cell> {
    vec![Cell::label(label), Cell::short(said)]
}

impl RoomSender {
    pub(super) fn table(&self) -> Table {
        Table::new(&[30.0, 150.0])
            .size(10.5)
            .row(row("宛先", &self.to))
            .row(row("差出し", &self.office))
            .row(row("担当", &self.specialist))
            .row(row("返事の先", &self.reach))
            .row(row("返事の期限", &self.reply_by))
    }
}

impl DatesSheet {
    fn asked(&self) -> Table {
        Table::new(&[30.0, 150.0])
            .size(10.5)
            .row(row("何のため", &self.occasion))
            .row(row("所要時間", &self.length))
            .row(row("場所", &self.place))
    }

    fn boxes(&self) -> Table {
        let heads = ["候補の日時", "○ 出られる", "△ 調整できる", "× 出られない"];
        let line = |candidate: &String| {
            let open = || Cell::mark("").min_mm(11.0);
            vec![Cell::short(candidate.as_str()), open(), open(), open()]
        };
        Table::new(&[84.0, 32.0, 32.0, 32.0])
            .size(10.5)
            .header(heads.map(Cell::head).to_vec())
            .rows(self.candidates.iter().map(line))
            .row(vec![
                Cell::label("返信する方のお名前"),
                Cell::short("").across(3).min_mm(12.0),
            ])
            .row(vec![
                Cell::label("ひとこと"),
                Cell::value("").across(3).min_mm(24.0),
            ])
    }

    fn decided(&self) -> Table {
        Table::new(&[30.0, 150.0]).size(13.0).row(vec![
            Cell::label("決まった日時"),
            Cell::short(self.chosen.as_str()).min_mm(16.0),
        ])
    }
}

impl TasksSheet {
    fn boxes(&self) -> Table {
        let heads = ["決まったこと", "期限", "ようす（○をつける）", "ひとこと"];
        let line = |task: &TaskAskedRow| {
            vec![
                Cell::value(task.what.as_str()).min_mm(22.0),
                Cell::short(task.due.as_str()),
                Cell::value(STATES.join("\n")),
                Cell::value(""),
            ]
        };
        Table::new(&[58.0, 32.0, 46.0, 44.0])
            .size(10.0)
            .header(heads.map(Cell::head).to_vec())
            .rows(self.tasks.iter().map(line))
            .row(vec![
                Cell::label("返信する方のお名前"),
                Cell::short("").across(3).min_mm(12.0),
            ])
    }
}

impl InquirySheet {
    fn head(&self) -> Table {
        Table::new(&[30.0, 60.0, 30.0, 60.0]).size(10.0).row(vec![
            Cell::label("利用者名"),
            Cell::short(self.person_name.as_str()),
            Cell::label("作成年月日"),
            Cell::short(self.made_on.as_str()),
        ])
    }

    fn questions(&self) -> Table {
        let line = |asked: &InquiryRow| {
            vec![
                Cell::value(asked.asked.as_str()),
                Cell::value(asked.answered.as_str()).min_mm(26.0),
            ]
        };
        Table::new(&[62.0, 118.0])
            .size(10.0)
            .row(vec![
                Cell::label("会議を開催しない、または出席できない理由"),
                Cell::short(self.absence.as_str()).min_mm(10.0),
            ])
            .row(vec![
                Cell::label("照会（依頼）年月日"),
                Cell::short(self.asked_on.as_str()),
            ])
            .row(vec![Cell::label("何のため"), Cell::short(self.occasion.as_str())])
            .row(vec![Cell::head("照会（依頼）内容"), Cell::head("回答内容")])
            .rows(self.rows.iter().map(line))
    }

    fn foot(&self) -> Table {
        Table::new(&[30.0, 60.0, 30.0, 60.0]).size(10.0).row(vec![
            Cell::label("回答者氏名"),
            Cell::short(self.answered_by.as_str()).min_mm(10.0),
            Cell::label("回答年月日"),
            Cell::short(self.answered_on.as_str()),
        ])
    }
}

impl CardSheet {
    fn link(&self) -> Table {
        let qr = Drawing {
            svg: self.qr.clone(),
            alt: "リンクのQRコード".to_owned(),
            height_mm: 60.0,
        };
        let said = |label: &str, said: &str| vec![Cell::label(label), Cell::short(said)];
        let office = format!("{}\n電話 {}", self.office, self.tel);
        let mut first = vec![Cell::mark("").drawing(Some(qr)).down(4)];
        first.extend(said("宛先", &self.to));
        Table::new(&[70.0, 26.0, 84.0])
            .size(12.0)
            .row(first)
            .row(said("おたずね", &self.asked))
            .row(said("差出し", &office))
            .row(said("いつまで", &self.until))
    }

    fn steps(&self) -> Table {
        let steps = if self.easy { EASY_STEPS } else { STEPS };
        Table::new(&[1.0])
            .size(if self.easy { 14.0 } else { 11.0 })
            .row(vec![Cell::value(steps.join("\n")).min_mm(20.0)])
            .row(vec![Cell::short(format!("カメラがないとき: {}", self.address))])
    }
}

const STATES: [&str; 3] = ["済みました", "とりかかっています", "のばしたい（　月　日まで）"];
const STEPS: [&str; 3] = [
    "1. スマートフォンのカメラでQRコードを読み取り、開きます。",
    "2. 会ったとき、または電話でお伝えした6けたの番号を入れます。番号はこの紙には書いてありません。",
    "3. 書いて「送る」を押します。終わりの日までは、何度でも書き直せます。",
];
const EASY_STEPS: [&str; 3] = [
    "1. スマホの カメラで、四角い しるしを うつします。",
    "2. 教えてもらった 6つの 数字を いれます。",
    "3. こたえて、「送る」を おします。",
];
