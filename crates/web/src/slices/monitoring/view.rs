//! The form of a report as its template shows it.

use askama::Template;
use askama::filters::HtmlSafe;
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::monitoring::{
    Aspect, Band, Change, LeadsTo, MonitoringReport, Row, SlipCause, SupportSide, Trend, WeekMark,
    WordSource, last_time, unchanged,
};
use bansou_domain::week::Week;
use bansou_store::paper::PaperLine;

use super::fields::{EXTRA, Read, read};
use super::gaps;
use super::ground::Ground;
use super::words::{Word, said_by, taken};
use crate::context::Cx;
use crate::form::{Fields, Form};
use crate::layout::case::CaseFrame;
use crate::layout::{Menu, View};
use crate::week::{self, Redline};

/// What a change of the week can be; no change has its own box.
const MARKS: &[WeekMark] = &[WeekMark::Happened, WeekMark::Planned, WeekMark::Needed];

#[derive(Template)]
#[template(path = "slices/monitoring/form.html")]
pub(super) struct Write {
    ground: Ground,
    form: Form,
    /// The draft, once there is one.
    line: Option<PaperLine>,
    months: Vec<(String, String)>,
    redline: Redline,
    slip_open: bool,
    saved: bool,
    /// The report as it stands in the form, with the number of each row.
    stands: Read,
}

impl View for Write {
    fn title(&self) -> String {
        format!("モニタリング報告書 — {}さん", self.ground.frame.name)
    }

    fn menu(&self) -> Menu {
        Menu::People
    }

    fn case(&self) -> Option<&CaseFrame> {
        Some(&self.ground.frame)
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }

    fn wide(&self) -> bool {
        true
    }

    fn scripts(&self) -> &'static [&'static str] {
        &["week.js"]
    }
}

/// What the last report said in one row.
#[derive(Default)]
struct Before {
    satisfaction: &'static str,
    achievement: &'static str,
    trend: &'static str,
    voice: String,
    provision: String,
    remedy: String,
    any: bool,
}

/// The four bands as radio buttons whose names can be read aloud.
#[derive(Template)]
#[template(path = "slices/monitoring/band.html")]
struct BandField<'f> {
    form: &'f Form,
    name: String,
    label: &'static str,
    before: &'static str,
}

impl HtmlSafe for BandField<'_> {}

impl BandField<'_> {
    /// What somebody else has saved here.
    fn saved(&self) -> Option<&'static str> {
        let theirs = self.form.theirs(&self.name)?;
        self.form.remember_differing(&self.name, self.label);
        let band = theirs.first().and_then(|code| Band::from_code(code));
        Some(band.map_or("選択なし", Band::label))
    }
}

impl Write {
    pub(super) fn new(cx: &Cx, ground: Ground, form: Form, before: &Week, line: Option<PaperLine>) -> Self {
        let today = cx.today();
        let after = if form.value("week_unchanged").is_empty() {
            week::read(&mut Fields::new(&form.typed, today), "")
        } else {
            before.clone()
        };
        let month: Option<ServiceMonth> = form.value("month").parse().ok();
        let visited = Fields::new(&form.typed, today).day("visit.on", "");
        let late = month.is_some_and(|month| !month.contains(visited.unwrap_or(today)));
        Self {
            months: months(&ground, line.as_ref(), month),
            redline: Redline::of(before, &after),
            slip_open: (late && month < Some(ServiceMonth::containing(today)))
                || ["slip.reason", "slip.called_on", "slip.called_whom"]
                    .iter()
                    .any(|name| !form.value(name).is_empty() || form.problem(name).is_some()),
            saved: cx.path.contains("saved=1"),
            stands: read(&mut Fields::new(&form.typed, today), before),
            ground,
            form,
            line,
        }
    }

    fn heading(&self) -> String {
        let month: Option<ServiceMonth> = self.form.value("month").parse().ok();
        month.map_or_else(
            || "予定外のモニタリング".to_owned(),
            |month| format!("{}のモニタリング", wareki::format_month(month)),
        )
    }

    /// Whether the report lies outside the schedule, as it stands in the form.
    fn extra(&self) -> bool {
        self.form.value("month") == EXTRA
    }

    fn carried(&self, i: &str) -> bool {
        !self.form.value(&self.form.at("rows", i, "carried")).is_empty()
    }

    fn row_value(&self, i: &str, field: &str) -> &str {
        self.form.value(&self.form.at("rows", i, field))
    }

    fn own_role(&self, i: &str) -> &str {
        self.ground.own_role(self.row_value(i, "need"))
    }

    fn bands<'f>(
        &'f self,
        i: &str,
        field: &'static str,
        label: &'static str,
        before: &'static str,
    ) -> BandField<'f> {
        BandField {
            form: &self.form,
            name: self.form.at("rows", i, field),
            label,
            before,
        }
    }

    fn last_row(&self, i: &str) -> Before {
        let row = Row {
            need: self.row_value(i, "need").to_owned(),
            goal: self.row_value(i, "goal").to_owned(),
            ..Row::default()
        };
        let last = self.ground.last.as_ref();
        let Some(before) = last.and_then(|last| last_time(&row, &last.content)) else {
            return Before::default();
        };
        Before {
            satisfaction: before.satisfaction.map_or("", Band::label),
            achievement: before.achievement.map_or("", Band::label),
            trend: before.trend.map_or("", Trend::label),
            voice: before.voice.clone(),
            provision: before.provision.clone(),
            remedy: before.remedy.clone(),
            any: true,
        }
    }

    /// What was said of the goal of a row since the last report.
    fn words(&self, i: &str) -> Vec<&Word> {
        if i.parse::<usize>().is_err() {
            return Vec::new();
        }
        let words = &self.ground.words;
        words.of(self.row_value(i, "need"), self.row_value(i, "goal"))
    }

    fn is_taken(&self, i: &str, word: &Word) -> bool {
        let row = i.parse();
        row.is_ok_and(|row| taken(&self.form.typed, row, &word.source.record))
    }

    /// How many words stand ready that no row has taken.
    fn untaken(&self) -> usize {
        self.ground.words.untaken(&self.form.typed)
    }

    /// The sources of a row, as its form carries them.
    fn sources(&self, i: &str) -> Vec<String> {
        let name = self.form.at("rows", i, "sources");
        self.form.typed.values(&name).map(str::to_owned).collect()
    }

    fn said_by(&self, i: &str) -> String {
        let sources = self.sources(i);
        let sources = sources.iter().filter_map(|line| WordSource::read(line));
        let said: Vec<String> = sources.map(|source| said_by(&source)).collect();
        said.join("／")
    }

    /// What a row says the very same as last time.
    fn same(&self, i: &str) -> String {
        let at = self.stands.rows.iter().position(|row| row.to_string() == i);
        let row = at.and_then(|at| self.stands.report.rows.get(at));
        let last = self.ground.last.as_ref().map(|last| &last.content);
        let before = row
            .zip(last)
            .and_then(|(row, last)| Some((row, last_time(row, last)?)));
        before
            .map(|(row, before)| unchanged(row, before).join("・"))
            .unwrap_or_default()
    }

    /// What is still empty.
    fn gaps(&self) -> Vec<gaps::Line> {
        gaps::lines(&self.stands.report, &self.stands.rows)
    }

    /// What the author of the easy text should look at again.
    fn hard(&self) -> Vec<String> {
        crate::easy::asked_again(self.form.value("easy")).collect()
    }

    fn last(&self) -> Option<&MonitoringReport> {
        self.ground.last.as_ref().map(|last| &last.content)
    }

    fn aspect_hint(&self, aspect: Aspect) -> String {
        match aspect {
            Aspect::Usage if !self.ground.granted.is_empty() => {
                format!("支給量: {}", self.ground.granted.join("、"))
            }
            _ => String::new(),
        }
    }

    fn degrees() -> Vec<(String, String)> {
        ["1", "2", "3"]
            .map(|degree| (degree.to_owned(), degree.to_owned()))
            .to_vec()
    }

    /// Whether anything has been written of the aspects, so that they stand open.
    fn findings_open(&self) -> bool {
        let name = |aspect: &Aspect| format!("finding.{}", aspect.code());
        Aspect::ALL
            .iter()
            .any(|aspect| !self.form.value(&name(aspect)).is_empty())
    }
}

fn months(ground: &Ground, line: Option<&PaperLine>, chosen: Option<ServiceMonth>) -> Vec<(String, String)> {
    let own = |month: ServiceMonth| {
        let there = ground.answered(month);
        there.is_none_or(|there| {
            line.is_some_and(|line| line.id == there.id || line.replaces == Some(there.id))
        })
    };
    let mut open: Vec<_> = ground
        .months
        .iter()
        .copied()
        .filter(|month| own(*month))
        .collect();
    open.extend(chosen.filter(|chosen| !ground.months.contains(chosen)));
    let said = |month: ServiceMonth| (month.to_string(), wareki::format_month(month));
    let mut said: Vec<_> = open.into_iter().map(said).collect();
    said.push((EXTRA.to_owned(), "対象月なし（予定外）".to_owned()));
    said
}
