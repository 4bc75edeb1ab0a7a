//! The lanes, and into which of them a thing belongs.

use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_store::board::{BoardRow, LanePage};
use bansou_store::visits::VisitDay;
use bansou_store::work::{Waiting, WorkRow};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::layout::case::covering;
use crate::settings::OfficeSettings;
use crate::slices::consent::{consent_path, delivery_path};
use crate::slices::monitoring::stand::stand;
use crate::slices::{
    assessment, brief, certificates, closing, conferences, crisis, deciding, interval, meetings, monitoring,
    outings, plan, process, protection, rooms, tasks, visits,
};

const WEEK: i32 = 7;

/// One lane of the page.
pub(super) struct Shown {
    pub(super) heading: &'static str,
    pub(super) late: bool,
    pub(super) empty: &'static str,
    pub(super) rows: Vec<Line>,
    /// How many there are, shown or not.
    pub(super) total: i64,
    /// Where the rest stands.
    pub(super) rest: &'static str,
}

/// One row: whose, what, when, how it stands, one button.
pub(super) struct Line {
    pub(super) person: String,
    pub(super) name: String,
    /// 代理, where the case is covered for a colleague.
    pub(super) covered: Option<String>,
    pub(super) what: String,
    pub(super) when: String,
    pub(super) state: &'static str,
    pub(super) word: String,
    pub(super) href: String,
    pub(super) action: &'static str,
}

/// All lanes while they are filled.
pub(super) struct Desk {
    today: Date,
    settings: OfficeSettings,
    pub(super) schedule: Shown,
    pub(super) late: Shown,
    pub(super) week: Shown,
    pub(super) month: Shown,
    pub(super) next: Shown,
    pub(super) arrived: Shown,
    pub(super) waiting: Shown,
    pub(super) mind: Shown,
    pub(super) unfinished: Shown,
}

impl Shown {
    fn new(heading: &'static str, empty: &'static str, rest: &'static str) -> Self {
        Self {
            heading,
            late: false,
            empty,
            rows: Vec::new(),
            total: 0,
            rest,
        }
    }

    /// How many rows are not shown.
    pub(super) fn more(&self) -> i64 {
        self.total - i64::try_from(self.rows.len()).unwrap_or(0)
    }

    fn push(&mut self, line: Line) {
        self.rows.push(line);
        self.total += 1;
    }
}

impl Desk {
    pub(super) fn new(today: Date, settings: OfficeSettings) -> Self {
        let mine = "/people?mine=1";
        Self {
            today,
            settings,
            schedule: Shown::new("今日の予定", "訪問と会議の予定はありません。", mine),
            late: Shown {
                late: true,
                ..Shown::new("遅れ", "遅れはありません。", "/monitoring")
            },
            week: Shown::new("今週", "今週の期限はありません。", mine),
            month: Shown::new("今月", "今月の分は終わりました。", "/monitoring"),
            next: Shown::new(
                "来月の予定を決める",
                "来月に予定されている方はいません。",
                "/monitoring",
            ),
            arrived: Shown::new("新しく届いた", "新しく届いた返事はありません。", mine),
            waiting: Shown::new("待っている", "待っているものはありません。", mine),
            mind: Shown::new(
                "気になる人",
                "入院や退院のあと様子を確かめていない方、90日以上連絡のない方、受給者証や住所の保護が60日以内に終わる方はいません。",
                mine,
            ),
            unfinished: Shown::new("途中の書類", "書きかけの書類はありません。", mine),
        }
    }

    /// The monitoring months, as the board has them.
    pub(super) fn board(&mut self, [past, this, next]: [LanePage; 3]) {
        for (page, place) in [(past, 0), (this, 1), (next, 2)] {
            let rows: Vec<_> = page.rows.iter().map(|row| self.month_line(row)).collect();
            let lane = match place {
                0 => &mut self.late,
                1 => &mut self.month,
                _ => &mut self.next,
            };
            lane.total += page.total;
            lane.rows.extend(rows);
        }
    }

    /// Visits somebody has planned, today and within the week.
    pub(super) fn visits(&mut self, visits: Vec<VisitDay>) {
        for visit in visits {
            let time = visit.plan.time;
            let (state, word) = if visit.plan.agreed {
                ("todo", "決定")
            } else {
                ("waiting", "未確認")
            };
            let line = Line {
                person: visit.person.to_string(),
                name: visit.name,
                covered: None,
                what: format!(
                    "{} 訪問　モニタリング {}月分",
                    visits::hour(time.part, time.from),
                    visit.month.month()
                ),
                when: wareki::short(time.on),
                state,
                word: word.to_owned(),
                href: brief::path(visit.person),
                action: "訪問の前に",
            };
            let shown = if time.on == self.today {
                &mut self.schedule
            } else {
                &mut self.week
            };
            shown.push(line);
        }
    }

    fn month_line(&self, row: &BoardRow) -> Line {
        let rule = self.settings.slip_rule(&row.municipality, row.month);
        let stand = stand(row.person, row.month, row.report.as_ref(), self.today, rule);
        Line {
            person: row.person.to_string(),
            name: row.name.clone(),
            covered: row.covered.then(|| covering(&row.specialist)),
            what: format!("モニタリング {}月分　{}", row.month.month(), stand.detail),
            when: String::new(),
            state: stand.state,
            word: stand.word.to_owned(),
            href: stand.href,
            action: stand.action,
        }
    }

    /// Everything else. What the query has left out of a kind is added to the number of its lane.
    pub(super) fn work(&mut self, rows: Vec<WorkRow>) {
        let mut kind: Option<(Waiting, i64)> = None;
        for row in rows {
            if let Some((waiting, rest)) = kind.filter(|(waiting, _)| *waiting != row.waiting) {
                self.lane(waiting, None).total += rest;
                kind = None;
            }
            let rest = kind.map_or(row.total, |(_, rest)| rest) - 1;
            kind = Some((row.waiting, rest));
            let line = self.line(&row);
            self.lane(row.waiting, row.on).push(line);
        }
        if let Some((waiting, rest)) = kind {
            self.lane(waiting, None).total += rest;
        }
    }

    fn lane(&mut self, waiting: Waiting, on: Option<Date>) -> &mut Shown {
        let today = self.today;
        match waiting {
            Waiting::Meeting | Waiting::Conference | Waiting::Visit => match on {
                Some(on) if on == today => &mut self.schedule,
                Some(on) if on > today && on <= today.saturating_add(WEEK.days()) => &mut self.week,
                Some(on) if on > today => &mut self.next,
                _ => &mut self.unfinished,
            },
            Waiting::Task if on.is_some_and(|on| on < today) => &mut self.late,
            Waiting::Task | Waiting::Draft | Waiting::Delivery | Waiting::Submission => &mut self.week,
            Waiting::Consent | Waiting::Grant | Waiting::Reply => &mut self.waiting,
            Waiting::LockedLink => &mut self.late,
            Waiting::Returned => &mut self.schedule,
            Waiting::Arrived => &mut self.arrived,
            Waiting::Certificate | Waiting::Protection if on.is_some_and(|on| on < today) => &mut self.late,
            Waiting::Certificate | Waiting::Protection | Waiting::Event | Waiting::Silent => &mut self.mind,
            Waiting::Unfinished => &mut self.unfinished,
        }
    }

    fn line(&self, row: &WorkRow) -> Line {
        let (what, action) = words(row, self.today);
        let (state, word) = self.look(row);
        Line {
            person: row.person.to_string(),
            name: row.name.clone(),
            covered: row.covered_for.as_deref().map(covering),
            what,
            when: row.on.map(wareki::short).unwrap_or_default(),
            state,
            word,
            href: href(row),
            action,
        }
    }

    fn look(&self, row: &WorkRow) -> (&'static str, String) {
        let since = row.on.map(|on| (self.today - on).get_days()).unwrap_or_default();
        match row.waiting {
            Waiting::Consent | Waiting::Grant | Waiting::Reply => ("waiting", format!("待ち {since}日")),
            Waiting::LockedLink => ("late", "閉じた".to_owned()),
            Waiting::Arrived => ("todo", "届いた".to_owned()),
            Waiting::Certificate | Waiting::Protection if since > 0 => ("late", "期限切れ".to_owned()),
            Waiting::Certificate | Waiting::Protection => ("waiting", format!("あと{}日", -since)),
            Waiting::Silent | Waiting::Event => ("waiting", format!("{since}日")),
            Waiting::Unfinished => ("progress", "途中".to_owned()),
            Waiting::Task if since > 0 => ("late", format!("{since}日すぎ")),
            Waiting::Meeting | Waiting::Conference | Waiting::Visit if since > 0 => {
                ("progress", "途中".to_owned())
            }
            _ => ("todo", "まだ".to_owned()),
        }
    }
}

/// What the row is about, and what its button says.
fn words(row: &WorkRow, today: Date) -> (String, &'static str) {
    let paper = row.paper.map_or("", |(_, kind)| kind.label());
    match row.waiting {
        Waiting::Meeting => ("担当者会議".to_owned(), "記録を書く"),
        Waiting::Conference if row.on == Some(today) => ("担当者会議".to_owned(), "会議を開く"),
        Waiting::Conference if row.on < Some(today) && row.on.is_some() => {
            ("担当者会議".to_owned(), "議事録を作る")
        }
        Waiting::Conference => ("担当者会議の準備".to_owned(), "準備を見る"),
        Waiting::Task => ("会議で決まったこと".to_owned(), "宿題を見る"),
        Waiting::Visit => (format!("{}の訪問", month(row.month)), "報告を書く"),
        Waiting::Consent => (format!("{paper}への同意"), "たしかめる"),
        Waiting::Delivery => (format!("{paper}を本人へ交付"), "交付を記録する"),
        Waiting::Submission => (format!("{paper}の写しを市町村へ"), "提出を記録する"),
        Waiting::Draft => ("申請のあと、計画案を市町村へ".to_owned(), "計画案を作る"),
        Waiting::Grant => ("支給決定".to_owned(), "受領を記録する"),
        Waiting::Certificate if row.on < Some(today) => {
            ("受給者証が終わりました".to_owned(), "更新を確かめる")
        }
        Waiting::Certificate => ("受給者証が終わります".to_owned(), "更新の準備をする"),
        Waiting::Protection if row.on < Some(today) => (
            "住所の保護の期限がすぎました（伏せたままです）".to_owned(),
            "確かめて記録する",
        ),
        Waiting::Protection => ("住所の保護の期限です".to_owned(), "更新を確かめる"),
        Waiting::Event => (
            "できごとのあと、まだ会っていません".to_owned(),
            "どうするか決める",
        ),
        Waiting::Silent => ("最後の連絡から".to_owned(), "連絡を記録する"),
        Waiting::Returned => ("訪問から戻った記録".to_owned(), "報告書に取り込む"),
        Waiting::LockedLink => ("番号を5回まちがえ、リンクが閉じています".to_owned(), "たしかめる"),
        Waiting::Arrived => ("外から返事が届きました".to_owned(), "返事を読む"),
        Waiting::Reply => ("外からの返事".to_owned(), "部屋を見る"),
        Waiting::Unfinished => (paper.to_owned(), "続きを書く"),
    }
}

fn month(month: Option<ServiceMonth>) -> String {
    month.map_or_else(
        || "モニタリング".to_owned(),
        |month| format!("モニタリング {}月分", month.month()),
    )
}

fn href(row: &WorkRow) -> String {
    let person = row.person;
    if let Some(conference) = row.conference {
        return conferences::path(person, conference);
    }
    if let Some(room) = row.room {
        return rooms::room_path(person, room);
    }
    match (row.waiting, row.paper) {
        (Waiting::Consent, Some((id, _))) => consent_path(person, id),
        (Waiting::Delivery | Waiting::Submission, Some((id, _))) => delivery_path(person, id),
        (Waiting::Task, _) => tasks::path(person),
        (Waiting::Draft, _) => plan::path(person),
        (Waiting::Grant, _) => process::application_path(person, row.cycle),
        (Waiting::Certificate, _) => certificates::path(person),
        (Waiting::Protection, _) => protection::path(person),
        (Waiting::LockedLink | Waiting::Reply, _) => rooms::path(person),
        (Waiting::Returned, _) => outings::path(person),
        (Waiting::Event, _) => monitoring::events_path(person),
        (Waiting::Silent, _) => format!("/c/{person}/notes/new"),
        (_, Some((id, kind))) => paper_path(person, id, kind),
        (_, None) => format!("/c/{person}"),
    }
}

/// Where a draft is continued.
fn paper_path(person: PersonId, id: PaperId, kind: PaperKind) -> String {
    match kind {
        PaperKind::Assessment => assessment::path(person, id),
        PaperKind::DraftPlan | PaperKind::Plan => plan::paper_path(person, id),
        PaperKind::Meeting => meetings::edit_path(person, id),
        PaperKind::Monitoring => monitoring::edit_path(person, id),
        PaperKind::Crisis => crisis::path(person, id),
        PaperKind::Deciding => deciding::path(person, id),
        PaperKind::HandOver => closing::path(person),
        PaperKind::Interval => interval::path(person, id),
    }
}
