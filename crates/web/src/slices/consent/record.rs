//! The consent to one paper as it is recorded, with what was corrected about it.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::ConsentMeans;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::consent::{ConsentRecord, Struck};
use bansou_store::paper::PaperLine;

use super::by_link::{self, Reply};
use super::clash::{Clash, recorded};
use super::scan::{self, Kept};
use super::{consent_path, correct_path, delivery_path, fields, home};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Form, Told, Typed, time_in_japan};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, conflicting, page, refused};

/// The records of one paper: the one that counts, and those that were corrected.
pub(super) struct History {
    pub(super) standing: Option<ConsentRecord>,
    pub(super) struck: Vec<Corrected>,
    /// The files beside the record that counts.
    pub(super) scans: Vec<Kept>,
}

/// A record that no longer counts.
pub(super) struct Corrected {
    pub(super) said: String,
    pub(super) why: String,
    pub(super) who: String,
    pub(super) scans: Vec<Kept>,
}

impl Corrected {
    pub(super) fn new(said: String, struck: &Struck) -> Self {
        Self {
            said,
            why: struck.why.clone(),
            who: format!("{}　{}", struck.by, time_in_japan(&struck.at)),
            scans: Vec::new(),
        }
    }
}

impl History {
    pub(super) async fn load(reader: &mut Reader, case: CaseReader, id: PaperId) -> Result<Self, Failure> {
        let records = reader.consent_records(case).await?;
        let scans = reader.scans(case).await?;
        let kept = |record: &ConsentRecord| -> Vec<Kept> {
            let own = scans.iter().filter(|scan| scan.consent == record.id);
            own.map(|scan| Kept::of(case.person(), id, scan)).collect()
        };
        let mut history = Self {
            standing: None,
            struck: Vec::new(),
            scans: Vec::new(),
        };
        for record in records.into_iter().filter(|record| record.paper == id) {
            let scans = kept(&record);
            if let Some(struck) = &record.struck {
                let said = super::standing::agreed(&record.consent);
                history.struck.push(Corrected {
                    scans,
                    ..Corrected::new(said, struck)
                });
            } else {
                history.scans = scans;
                history.standing = Some(record);
            }
        }
        Ok(history)
    }
}

#[derive(Template)]
#[template(path = "slices/consent/record.html")]
pub(super) struct Record {
    case: CaseFrame,
    paper: PaperLine,
    history: History,
    clash: Option<Clash>,
    /// The answer by link behind the record that counts.
    evidence: Option<Reply>,
    /// Adds a file.
    form: Form,
}

case_page!(Record, |page| format!("{}の同意", page.paper.kind.label()), form);

impl Record {
    async fn load(
        cx: &Cx,
        reader: &mut Reader,
        case: CaseReader,
        paper: PaperLine,
        history: History,
    ) -> Result<Self, Failure> {
        let mut typed = Typed::default();
        let mut evidence = None;
        if let Some(record) = &history.standing {
            typed.set("consent", record.id.to_string());
            evidence = by_link::evidence(reader, case, &record.consent).await?;
        }
        Ok(Self {
            form: Form::blank(scan_path(case.person(), paper.id), typed),
            case: CaseFrame::load(reader, case, Tab::Papers, cx.today()).await?,
            paper,
            history,
            evidence,
            clash: None,
        })
    }

    fn home(&self) -> String {
        home(self.case.person, &self.paper)
    }

    /// What was signed or answered on a screen has no paper to scan.
    fn takes_scans(&self) -> bool {
        let standing = self.history.standing.as_ref();
        let on_screen = |means| matches!(means, ConsentMeans::Screen | ConsentMeans::Link);
        standing.is_some_and(|record| !on_screen(record.consent.means))
    }

    fn correct(&self) -> String {
        correct_path(self.case.person, self.paper.id)
    }

    fn again(&self) -> String {
        consent_path(self.case.person, self.paper.id)
    }

    fn delivery(&self) -> String {
        delivery_path(self.case.person, self.paper.id)
    }

    fn facts(record: &ConsentRecord) -> Vec<(&'static str, String)> {
        let facts = fields::facts(&record.consent).into_iter();
        facts.filter(|(_, said)| !said.is_empty()).collect()
    }

    /// The signature drawn on the screen, as a picture.
    fn signature(record: &ConsentRecord) -> Option<String> {
        let drawn = record.consent.signature.as_bytes();
        let encoded = data_encoding::BASE64.encode(drawn);
        (!drawn.is_empty()).then(|| format!("data:image/svg+xml;base64,{encoded}"))
    }

    fn recorded(record: &ConsentRecord) -> String {
        recorded(&record.recorded_by, &record.recorded_at)
    }

    /// The beginning of the paper's hash: enough to compare two prints by eye.
    fn hash(record: &ConsentRecord) -> String {
        let head = record.paper_hash.get(..8).unwrap_or(&record.paper_hash);
        let groups = head.chunks(2).map(|pair| data_encoding::HEXLOWER.encode(pair));
        groups.collect::<Vec<_>>().join(" ")
    }
}

/// The page of a paper that has its consent.
pub(super) async fn show(
    cx: &Cx,
    mut reader: Reader,
    case: CaseReader,
    paper: PaperLine,
    history: History,
) -> Result<Response, Failure> {
    let view = Record::load(cx, &mut reader, case, paper, history).await?;
    drop(reader);
    page(cx, &view)
}

/// The same page, for somebody whose own input came second (409). The transaction that found it out is the reader where
/// it still can be: what was first need not be on the disk yet.
pub(super) async fn second(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    paper: PaperLine,
    typed: &Typed,
) -> Result<Response, Failure> {
    let history = History::load(reader, case, paper.id).await?;
    if history.standing.is_none() && history.struck.is_empty() {
        return Ok(Redirect::to(&consent_path(case.person(), paper.id)).into_response());
    }
    let mut view = Record::load(cx, reader, case, paper, history).await?;
    let mine = fields::shown(typed, cx.today());
    view.clash = Some(if let Some(record) = &view.history.standing {
        let who = recorded(&record.recorded_by, &record.recorded_at);
        Clash::new(who, fields::facts(&record.consent), mine).with_file(!typed.value(scan::FIELD).is_empty())
    } else {
        let last = view.history.struck.last();
        let who = last.map_or_else(String::new, |last| last.who.clone());
        let none = fields::shown(&Typed::default(), cx.today());
        Clash::new(format!("{who} にこの同意を訂正"), none, mine)
    });
    conflicting(cx, &view)
}

/// The page with what is wrong with the file that was to be added (422).
pub(super) async fn unread(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    paper: PaperLine,
    typed: Typed,
    problems: Vec<Told>,
) -> Result<Response, Failure> {
    let history = History::load(reader, case, paper.id).await?;
    let mut view = Record::load(cx, reader, case, paper, history).await?;
    view.form = Form::refused(scan_path(case.person(), view.paper.id), typed, problems);
    refused(cx, &view)
}

/// The page as it stands now, for somebody whose file was meant for a record that has been corrected since (409).
pub(super) async fn moved(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    paper: PaperLine,
) -> Result<Response, Failure> {
    let history = History::load(reader, case, paper.id).await?;
    let mut view = Record::load(cx, reader, case, paper, history).await?;
    view.form.problems.push(Told {
        field: scan::FIELD.to_owned(),
        message: "この画面を開いたあとに同意の記録が訂正されました。ファイルはまだ付けていません。いまの記録を確かめて、もう一度選んでください。".to_owned(),
    });
    conflicting(cx, &view)
}

fn scan_path(person: PersonId, paper: PaperId) -> String {
    format!("{}/scan", consent_path(person, paper))
}
