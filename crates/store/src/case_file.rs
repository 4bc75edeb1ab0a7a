//! 事例のまとまり. Everything the front page of a case and its steps are computed from, in one query.
//!
//! The parts come as rows of one shape, because the page is opened all day and each round trip costs more than the
//! rows do. How many notes a case has does not matter: only the newest are read, by index. Consent and deliveries come
//! inside the row of their paper, parted by the control characters for units and records, which no form lets in: after
//! ten years they would be two hundred rows.

use bansou_domain::assessment::Assessment;
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::{CertificateId, NoteId, PaperId};
use bansou_domain::note::CaseNote;
use bansou_domain::paper::{PaperKind, Recipient};
use bansou_domain::plan::ServicePlan;
use jiff::civil::Date;
use uuid::Uuid;

use crate::access::CaseReader;
use crate::certificate::CertificateRecord;
use crate::milestone::Milestone;
use crate::note::NoteRecord;
use crate::{Failure, Reader, stored};

/// One paper that nothing replaces, with its consent and deliveries.
#[derive(Debug, Clone)]
pub struct FiledPaper {
    /// The key.
    pub id: PaperId,
    /// The kind.
    pub kind: PaperKind,
    /// 第n期.
    pub cycle: i64,
    /// The day it is about.
    pub dated: Option<Date>,
    /// The due month it answers.
    pub month: Option<ServiceMonth>,
    /// Whether it is confirmed.
    pub confirmed: bool,
    /// Who wrote it last.
    pub written_by: String,
    /// The day of the consent and who signed.
    pub consent: Option<(Date, String)>,
    /// To whom it went, the name where there is one, and when.
    pub deliveries: Vec<(Recipient, String, Date)>,
}

/// One supporter as the front page names them.
#[derive(Debug, Clone)]
pub struct Supporter {
    /// The name; the provider's where the member has none.
    pub name: String,
    /// What they do.
    pub role: String,
    /// The number to call.
    pub tel: String,
}

/// What the front page of a case needs beside the person.
#[derive(Default)]
pub struct CaseFile {
    /// Certificates, newest end first.
    pub certificates: Vec<CertificateRecord>,
    /// Dated facts that stand, oldest first.
    pub milestones: Vec<Milestone>,
    /// Papers that nothing replaces, oldest first.
    pub papers: Vec<FiledPaper>,
    /// The newest assessment, confirmed or not, with its cycle.
    pub assessment: Option<(i64, Assessment)>,
    /// The newest plan or draft plan, confirmed or not.
    pub plan: Option<ServicePlan>,
    /// The newest notes, newest first.
    pub notes: Vec<NoteRecord>,
    /// The first and the last contact on record.
    pub contacts: Option<(Date, Date)>,
    /// When the case was first asked about.
    pub inquired_on: Option<Date>,
    /// Who supports the person now.
    pub team: Vec<Supporter>,
}

/// どこまで. Of which papers the case file tells consent and deliveries; ten years of them are most of what it reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consents {
    /// Of the newest cycle that has papers.
    OfNewestCycle,
    /// Of every cycle.
    OfAll,
}

#[apply(row!)]
struct Piece {
    part: String,
    id: Option<Uuid>,
    kind: Option<String>,
    number: i64,
    day: Option<String>,
    text: Option<String>,
    who: Option<String>,
    month: Option<String>,
    more: Option<String>,
}

impl Reader {
    /// Reads the case file with its `notes` newest notes.
    pub async fn case_file(
        &mut self,
        case: CaseReader,
        notes: i64,
        consents: Consents,
    ) -> Result<CaseFile, Failure> {
        let organisation = self.organisation();
        let parts: Vec<Piece> = sql!(
            self,
            all,
            "SELECT 'certificate' AS part, c.id, CAST(NULL AS TEXT) AS kind, c.version AS number, c.grant_until AS day,
                    c.content AS text, CAST(NULL AS TEXT) AS who, CAST(NULL AS TEXT) AS month, CAST(NULL AS TEXT) AS more
             FROM certificate c WHERE c.organisation = $1 AND c.person = $2
             UNION ALL
             SELECT 'milestone', m.id, m.kind, m.cycle, m.happened_on, m.note, s.name, NULL, NULL
             FROM milestone m JOIN staff s ON s.organisation = m.organisation AND s.id = m.recorded_by
             WHERE m.organisation = $1 AND m.person = $2 AND m.replaced = $3
             UNION ALL
             SELECT 'paper', p.id, p.kind, p.cycle, p.dated, p.confirmed_at, s.name, p.month,
                    CASE WHEN $5 OR p.cycle = newest.cycle THEN COALESCE((SELECT c.given_on || '\u{1f}' || c.signer FROM consent c
                              WHERE c.organisation = p.organisation AND c.paper = p.id AND NOT c.replaced), '')
                    || COALESCE((SELECT string_agg('\u{1e}' || d.recipient || '\u{1f}' || d.delivered_on || '\u{1f}' || d.recipient_name, '')
                                 FROM delivery d WHERE d.organisation = p.organisation AND d.paper = p.id AND NOT d.replaced), '') ELSE '' END
             FROM (SELECT MAX(q.cycle) AS cycle FROM paper q WHERE q.organisation = $1 AND q.person = $2) newest
             CROSS JOIN paper p JOIN staff s ON s.organisation = p.organisation AND s.id = p.written_by
             WHERE p.organisation = $1 AND p.person = $2 AND p.replaced = $3
             UNION ALL
             SELECT 'assessment', p.id, p.kind, p.cycle, p.dated, p.content, NULL, NULL, NULL
             FROM paper p WHERE p.organisation = $1 AND p.id = (
                 SELECT q.id FROM paper q WHERE q.organisation = $1 AND q.person = $2 AND q.kind = 'assessment'
                   AND q.replaced = $3 ORDER BY q.cycle DESC, q.id DESC LIMIT 1)
             UNION ALL
             SELECT 'plan', p.id, p.kind, p.cycle, p.dated, p.content, NULL, NULL, NULL
             FROM paper p WHERE p.organisation = $1 AND p.id = (
                 SELECT q.id FROM paper q WHERE q.organisation = $1 AND q.person = $2 AND q.kind IN ('plan', 'draft_plan')
                   AND q.replaced = $3 ORDER BY q.cycle DESC, q.kind DESC, q.id DESC LIMIT 1)
             UNION ALL
             SELECT * FROM (SELECT 'note', n.id, NULL, 0, n.happened_on, n.content, s.name, NULL, n.written_at
                 FROM note n JOIN staff s ON s.organisation = n.organisation AND s.id = n.written_by
                 WHERE n.organisation = $1 AND n.person = $2 AND n.replaced = $3
                 ORDER BY n.happened_on DESC, n.happened_at DESC, n.id DESC LIMIT $4) AS note
             UNION ALL
             SELECT 'contact', NULL, NULL, 0,
                    (SELECT MIN(n.happened_on) FROM note n WHERE n.organisation = $1 AND n.person = $2),
                    (SELECT MAX(n.happened_on) FROM note n WHERE n.organisation = $1 AND n.person = $2), NULL, NULL, NULL
             UNION ALL
             SELECT 'inquiry', NULL, NULL, 0, MIN(i.received_on), NULL, NULL, NULL, NULL
             FROM inquiry i WHERE i.organisation = $1 AND i.person = $2
             UNION ALL
             SELECT 'team', t.id, t.role, 0, NULL, t.name, v.name, v.tel, t.tel
             FROM team_member t LEFT JOIN provider v ON v.organisation = t.organisation AND v.id = t.provider
             WHERE t.organisation = $1 AND t.person = $2 AND t.left_on IS NULL",
            organisation,
            case.person().0,
            false,
            notes,
            consents == Consents::OfAll
        )?;
        gather(parts)
    }
}

fn gather(parts: Vec<Piece>) -> Result<CaseFile, Failure> {
    let mut file = CaseFile::default();
    for part in parts {
        match part.part.as_str() {
            "certificate" => file.certificates.push(part.certificate()?),
            "milestone" => file.milestones.push(part.milestone()?),
            "paper" => file.papers.push(part.paper()?),
            "assessment" => file.assessment = Some((part.number, part.read("paper.content")?)),
            "plan" => file.plan = Some(part.read("paper.content")?),
            "note" => file.notes.push(part.note()?),
            "contact" => file.contacts = part.contacts()?,
            "inquiry" => {
                file.inquired_on = stored::read_day_or_none("inquiry.received_on", part.day.as_deref())?;
            }
            _ => file.team.push(part.supporter()),
        }
    }
    in_order(&mut file);
    Ok(file)
}

/// A union promises no order; this one does not rest on it.
fn in_order(file: &mut CaseFile) {
    file.certificates.sort_by_key(|record| {
        let certificate = &record.certificate;
        (
            std::cmp::Reverse(certificate.grant_until),
            certificate.kind,
            record.id,
        )
    });
    file.milestones
        .sort_by_key(|milestone| (milestone.on, milestone.id));
    file.papers
        .sort_by_key(|paper| (paper.cycle, paper.dated, paper.id));
    file.notes
        .sort_by_key(|record| std::cmp::Reverse((record.note.on, record.note.from, record.id)));
}

fn consent(text: &str) -> Result<Option<(Date, String)>, Failure> {
    let Some((day, signer)) = text.split_once('\u{1f}') else {
        return Ok(None);
    };
    Ok(Some((
        stored::read_day("consent.given_on", day)?,
        signer.to_owned(),
    )))
}

fn delivery(text: &str) -> Result<(Recipient, String, Date), Failure> {
    let mut fields = text.splitn(3, '\u{1f}');
    let mut field = || fields.next().unwrap_or_default();
    let (code, day, name) = (field(), field(), field());
    let to = Recipient::from_code(code).ok_or_else(|| Failure::unreadable("delivery.recipient", code))?;
    Ok((
        to,
        name.to_owned(),
        stored::read_day("delivery.delivered_on", day)?,
    ))
}

impl Piece {
    fn key(&self) -> Result<Uuid, Failure> {
        self.id
            .ok_or_else(|| Failure::unreadable("case file", "a part without its key"))
    }

    fn day(&self) -> Result<Date, Failure> {
        stored::read_day("case file", self.day.as_deref().unwrap_or_default())
    }

    fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    fn who(&self) -> String {
        self.who.clone().unwrap_or_default()
    }

    fn read<T: serde::de::DeserializeOwned>(&self, what: &'static str) -> Result<T, Failure> {
        stored::read(what, self.text())
    }

    fn certificate(&self) -> Result<CertificateRecord, Failure> {
        Ok(CertificateRecord {
            id: CertificateId(self.key()?),
            certificate: self.read("certificate.content")?,
            version: self.number,
        })
    }

    fn milestone(&self) -> Result<Milestone, Failure> {
        Ok(Milestone {
            id: self.key()?,
            cycle: self.number,
            kind: self.kind.clone().unwrap_or_default(),
            on: self.day()?,
            note: self.text().to_owned(),
            recorded_by: self.who(),
        })
    }

    fn paper(&self) -> Result<FiledPaper, Failure> {
        let kind = self.kind.as_deref().unwrap_or_default();
        let month = self.month.as_deref().map(str::parse).transpose();
        Ok(FiledPaper {
            id: PaperId(self.key()?),
            kind: PaperKind::from_code(kind).ok_or_else(|| Failure::unreadable("paper.kind", kind))?,
            cycle: self.number,
            dated: stored::read_day_or_none("paper.dated", self.day.as_deref())?,
            month: month.map_err(|why| Failure::unreadable("paper.month", why))?,
            confirmed: self.text.is_some(),
            written_by: self.who(),
            consent: consent(self.beside().next().unwrap_or_default())?,
            deliveries: self.beside().skip(1).map(delivery).collect::<Result<_, _>>()?,
        })
    }

    /// The consent to a paper, empty where there is none, and then its deliveries.
    fn beside(&self) -> impl Iterator<Item = &str> {
        self.more.as_deref().unwrap_or_default().split('\u{1e}')
    }

    fn note(&self) -> Result<NoteRecord, Failure> {
        let note: CaseNote = self.read("note.content")?;
        Ok(NoteRecord {
            id: NoteId(self.key()?),
            note,
            written_by: self.who(),
            written_at: self.more.clone().unwrap_or_default(),
            replaces: None,
            replaced: false,
        })
    }

    fn contacts(&self) -> Result<Option<(Date, Date)>, Failure> {
        match (&self.day, &self.text) {
            (Some(first), Some(last)) => Ok(Some((
                stored::read_day("note.happened_on", first)?,
                stored::read_day("note.happened_on", last)?,
            ))),
            _ => Ok(None),
        }
    }

    fn supporter(&self) -> Supporter {
        let (own, provider) = (self.text(), self.who());
        let name = [provider.as_str(), own]
            .into_iter()
            .filter(|name| !name.is_empty());
        let own_tel = self.more.clone().filter(|tel| !tel.is_empty());
        Supporter {
            name: name.collect::<Vec<_>>().join(" "),
            role: self.kind.clone().unwrap_or_default(),
            tel: own_tel.or_else(|| self.month.clone()).unwrap_or_default(),
        }
    }
}
