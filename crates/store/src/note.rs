//! 支援経過記録: written once, corrected by a new note, found by two-character pieces.

use bansou_domain::event::Event;
use bansou_domain::id::NoteId;
use bansou_domain::note::{CaseNote, Means, Work};
use bansou_domain::text::{self, BigramQuery};
use jiff::ToSpan;
use jiff::civil::Date;
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader, OfficeMember};
use crate::engine::{Connection, Direct};
use crate::work::WORK_WITHIN;
use crate::{Failure, Reader, Tx, stored};

/// A stored note.
#[derive(Debug, Clone)]
pub struct NoteRecord {
    /// The key.
    pub id: NoteId,
    /// What was recorded.
    pub note: CaseNote,
    /// Who wrote it.
    pub written_by: String,
    /// When it was written, in UTC.
    pub written_at: String,
    /// The note it corrects.
    pub replaces: Option<NoteId>,
    /// A later note corrects this one.
    pub replaced: bool,
}

/// しぼりこみ. Which notes of a case a page shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoteFilter {
    /// Only this means.
    pub means: Option<Means>,
    /// Only this part of the work.
    pub work: Option<Work>,
}

/// The index is asked for so many times the notes that are wanted: some will have been corrected, and the words may
/// stand apart in them.
const CANDIDATES: i64 = 4;
/// So few notes of the whole file are looked at one by one.
const FEW: i64 = 200;

/// More than these at once would hide each other.
const OPEN_EVENTS: i64 = 10;

impl NoteFilter {
    fn means_code(self) -> &'static str {
        self.means.map_or("", Means::code)
    }

    fn shows_all(self) -> bool {
        self.means.is_none() && self.work.is_none()
    }

    fn work_code(self) -> &'static str {
        self.work.map_or("", Work::code)
    }
}

/// One hit of a search over notes.
#[derive(Debug, Clone)]
pub struct NoteHit {
    /// Whose note.
    pub person: Uuid,
    /// The name of the person.
    pub name: String,
    /// Whose case it is, where the viewer covers it.
    pub covered_for: Option<String>,
    /// The note.
    pub note: NoteRecord,
}

#[apply(row!)]
struct NoteRow {
    id: Uuid,
    content: String,
    written_by: String,
    written_at: String,
    replaces: Option<Uuid>,
    replaced: bool,
}

#[apply(row!)]
struct HitRow {
    person: Uuid,
    name: String,
    #[sqlx(flatten)]
    note: NoteRow,
}

impl TryFrom<NoteRow> for NoteRecord {
    type Error = Failure;

    fn try_from(row: NoteRow) -> Result<Self, Failure> {
        Ok(Self {
            id: NoteId(row.id),
            note: stored::read("note.content", &row.content)?,
            written_by: row.written_by,
            written_at: row.written_at,
            replaces: row.replaces.map(NoteId),
            replaced: row.replaced,
        })
    }
}

impl TryFrom<HitRow> for NoteHit {
    type Error = Failure;

    fn try_from(row: HitRow) -> Result<Self, Failure> {
        Ok(Self {
            person: row.person,
            name: row.name,
            covered_for: None,
            note: row.note.try_into()?,
        })
    }
}

impl Tx {
    /// Adds a note; with `replaces` it corrects an earlier one, which then stays as it was, marked.
    pub async fn add_note(
        &mut self,
        case: CaseEditor,
        note: &CaseNote,
        replaces: Option<NoteId>,
    ) -> Result<NoteId, Failure> {
        let (organisation, id, staff, now) = (self.organisation(), Uuid::now_v7(), self.actor()?, self.now());
        if let Some(old) = replaces {
            self.mark_note_replaced(case, old).await?;
        }
        sql!(
            self,
            run,
            "INSERT INTO note (organisation, id, person, happened_on, happened_at, written_by, written_at, means, work, content, replaces, replaced,
                               event, settles, missed)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
            organisation,
            id,
            case.person().0,
            note.on.to_string(),
            note.from.map_or(-1, i64::from),
            staff,
            &now,
            note.means.code(),
            note.work.code(),
            stored::write(note)?,
            replaces.map(|old| old.0),
            false,
            note.event.map(Event::code),
            note.settles.map(|event| event.0),
            note.missed.is_some()
        )?;
        let mut terms = text::bigrams(&note.searchable());
        terms.push(whose(case.person().0));
        self.index_note(id, &terms).await?;
        Ok(NoteId(id))
    }

    async fn mark_note_replaced(&mut self, case: CaseEditor, old: NoteId) -> Result<(), Failure> {
        let organisation = self.organisation();
        let changed = sql!(
            self,
            run,
            "UPDATE note SET replaced = $4 WHERE organisation = $1 AND id = $2 AND person = $3 AND replaced = $5",
            organisation,
            old.0,
            case.person().0,
            true,
            false
        )?;
        if changed == 1 { Ok(()) } else { Err(Failure::Stale) }
    }

    /// The one place of this file where the engines differ: each has its own full-text index.
    async fn index_note(&mut self, id: Uuid, terms: &[String]) -> Result<(), Failure> {
        let organisation = self.organisation();
        match self.connection() {
            Connection::Sqlite(connection) => {
                connection.run(
                    "INSERT INTO note_index (rowid, bigrams)
                     SELECT rowid, $3 FROM note WHERE organisation = $1 AND id = $2",
                    &[&organisation, &id, &terms.join(" ")],
                )?;
            }
            Connection::Postgres(connection) => {
                sqlx::query("INSERT INTO note_index (organisation, note, bigrams) VALUES ($1, $2, array_to_tsvector($3))")
                    .bind(organisation)
                    .bind(id)
                    .bind(terms)
                    .execute(connection)
                    .await
                    .map(drop)?;
            }
        }
        Ok(())
    }
}

impl Reader {
    /// A page of a person's notes, newest first.
    pub async fn notes(
        &mut self,
        case: CaseReader,
        offset: i64,
        limit: i64,
    ) -> Result<Vec<NoteRecord>, Failure> {
        self.notes_of(case, NoteFilter::default(), offset, limit).await
    }

    /// A page of the person's notes of one means or one part of the work, newest first.
    pub async fn notes_of(
        &mut self,
        case: CaseReader,
        filter: NoteFilter,
        offset: i64,
        limit: i64,
    ) -> Result<Vec<NoteRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<NoteRow> = sql!(
            self,
            all,
            "SELECT n.id, n.content, s.name AS written_by, n.written_at, n.replaces, n.replaced
             FROM note n JOIN staff s ON s.organisation = n.organisation AND s.id = n.written_by
             WHERE n.organisation = $1 AND n.person = $2 AND ($3 = '' OR n.means = $3) AND ($4 = '' OR n.work = $4)
             ORDER BY n.happened_on DESC, n.happened_at DESC, n.id DESC LIMIT $5 OFFSET $6",
            organisation,
            case.person().0,
            filter.means_code(),
            filter.work_code(),
            limit,
            offset
        )?;
        rows.into_iter().map(NoteRecord::try_from).collect()
    }

    /// できごと after which nobody has looked yet, the newest first: no monitoring since, and no note that says why it can
    /// wait for the due month.
    pub async fn open_events(&mut self, case: CaseReader) -> Result<Vec<NoteRecord>, Failure> {
        let organisation = self.organisation();
        let since = self.today().saturating_add((-WORK_WITHIN).days());
        let rows: Vec<NoteRow> = sql!(
            self,
            all,
            "SELECT n.id, n.content, s.name AS written_by, n.written_at, n.replaces, n.replaced
             FROM note n JOIN staff s ON s.organisation = n.organisation AND s.id = n.written_by
             WHERE n.organisation = $1 AND n.person = $2 AND n.event IS NOT NULL AND n.replaced = $3 AND n.happened_on >= $4
               AND NOT EXISTS (SELECT 1 FROM paper p WHERE p.organisation = $1 AND p.person = $2 AND p.kind = 'monitoring'
                               AND p.dated >= n.happened_on)
               AND NOT EXISTS (SELECT 1 FROM note w WHERE w.organisation = $1 AND w.settles IS NOT NULL
                               AND w.settles IN (n.id, n.replaces) AND w.replaced = $3)
             ORDER BY n.happened_on DESC, n.id DESC LIMIT $5",
            organisation,
            case.person().0,
            false,
            since.to_string(),
            OPEN_EVENTS
        )?;
        rows.into_iter().map(NoteRecord::try_from).collect()
    }

    /// How many notes a page is taken from. Without a filter the index alone is counted, and no note is looked at.
    pub async fn count_notes(&mut self, case: CaseReader, filter: NoteFilter) -> Result<i64, Failure> {
        let organisation = self.organisation();
        if filter.shows_all() {
            return sql!(
                self,
                value,
                "SELECT COUNT(*) FROM note WHERE organisation = $1 AND person = $2",
                organisation,
                case.person().0
            );
        }
        sql!(
            self,
            value,
            "SELECT COUNT(*) FROM note
             WHERE organisation = $1 AND person = $2 AND ($3 = '' OR means = $3) AND ($4 = '' OR work = $4)",
            organisation,
            case.person().0,
            filter.means_code(),
            filter.work_code()
        )
    }

    /// The notes of a stretch of days that stand, oldest first, for printing. Without a day that side is open.
    pub async fn notes_between(
        &mut self,
        case: CaseReader,
        from: Option<Date>,
        until: Option<Date>,
        limit: i64,
    ) -> Result<Vec<NoteRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<NoteRow> = sql!(
            self,
            all,
            "SELECT n.id, n.content, s.name AS written_by, n.written_at, n.replaces, n.replaced
             FROM note n JOIN staff s ON s.organisation = n.organisation AND s.id = n.written_by
             WHERE n.organisation = $1 AND n.person = $2 AND n.happened_on >= $3 AND n.happened_on <= $4
               AND n.replaced = $5
             ORDER BY n.happened_on, n.happened_at, n.id LIMIT $6",
            organisation,
            case.person().0,
            from.map_or_else(String::new, |day| day.to_string()),
            until.unwrap_or(Date::MAX).to_string(),
            false,
            limit
        )?;
        rows.into_iter().map(NoteRecord::try_from).collect()
    }

    /// The note that corrects `old`, if there is one.
    pub async fn correction_of(
        &mut self,
        case: CaseReader,
        old: NoteId,
    ) -> Result<Option<NoteRecord>, Failure> {
        let organisation = self.organisation();
        let row: Option<NoteRow> = sql!(
            self,
            maybe,
            "SELECT n.id, n.content, s.name AS written_by, n.written_at, n.replaces, n.replaced
             FROM note n JOIN staff s ON s.organisation = n.organisation AND s.id = n.written_by
             WHERE n.organisation = $1 AND n.person = $2 AND n.replaces = $3",
            organisation,
            case.person().0,
            old.0
        )?;
        row.map(NoteRecord::try_from).transpose()
    }

    /// One note of a person.
    pub async fn note(&mut self, case: CaseReader, id: NoteId) -> Result<NoteRecord, Failure> {
        let organisation = self.organisation();
        let row: NoteRow = sql!(
            self,
            one,
            "SELECT n.id, n.content, s.name AS written_by, n.written_at, n.replaces, n.replaced
             FROM note n JOIN staff s ON s.organisation = n.organisation AND s.id = n.written_by
             WHERE n.organisation = $1 AND n.person = $2 AND n.id = $3",
            organisation,
            case.person().0,
            id.0
        )?;
        row.try_into()
    }

    /// Notes of the worker's own and covered cases that hold the words, newest first. Other cases are not searched, and what has
    /// been corrected is not found any more.
    pub async fn search_notes(
        &mut self,
        member: OfficeMember,
        words: &str,
        limit: i64,
    ) -> Result<Vec<NoteHit>, Failure> {
        let (organisation, today) = (self.organisation(), self.today().to_string());
        let own: Vec<(Uuid, Option<String>)> = sql!(
            self,
            all,
            "SELECT id, NULL AS covered_for FROM person WHERE organisation = $1 AND specialist = $2
             UNION SELECT p.id, COALESCE(s.name, '') AS covered_for FROM cover v
             JOIN person p ON p.organisation = v.organisation AND p.id = v.person
             LEFT JOIN staff s ON s.organisation = p.organisation AND s.id = p.specialist
             WHERE v.organisation = $1 AND v.staff = $2 AND v.from_on <= $3 AND v.until_on >= $3
               AND (p.specialist IS NULL OR p.specialist <> $2)",
            organisation,
            member.staff().0,
            &today
        )?;
        let people: Vec<_> = own.iter().map(|(person, _)| *person).collect();
        let mut hits = self.hits(words, &people, limit).await?;
        hits.retain(|hit| !hit.note.replaced);
        for hit in &mut hits {
            let case = own.iter().find(|(person, _)| *person == hit.person);
            hit.covered_for = case.and_then(|(_, name)| name.clone());
        }
        Ok(hits)
    }

    /// Notes of one case that hold the words, newest first.
    pub async fn search_notes_of(
        &mut self,
        case: CaseReader,
        words: &str,
        limit: i64,
    ) -> Result<Vec<NoteRecord>, Failure> {
        let hits = self.hits(words, &[case.person().0], limit).await?;
        Ok(hits.into_iter().map(|hit| hit.note).collect())
    }

    /// The index gives candidates, the ones written last; every word is then looked for in the note itself. Whose note
    /// it is stands in the index too: a word that many notes of the office hold costs no more than a rare one.
    async fn hits(&mut self, words: &str, people: &[Uuid], limit: i64) -> Result<Vec<NoteHit>, Failure> {
        let organisation = self.organisation();
        let query = text::bigram_query(words);
        if query.is_empty() || people.is_empty() {
            return Ok(Vec::new());
        }
        let rows: Vec<HitRow> = match self.connection() {
            Connection::Sqlite(connection) => {
                let candidates = candidates(connection, &query, people, limit)?;
                let keys = people.iter().map(|person| person.simple().to_string());
                connection.all(
                    "SELECT n.person, p.name, n.id, n.content, s.name AS written_by, n.written_at, n.replaces, n.replaced
                     FROM json_each($1) i CROSS JOIN note n ON n.rowid = i.value
                     JOIN person p ON p.organisation = n.organisation AND p.id = n.person
                     JOIN staff s ON s.organisation = n.organisation AND s.id = n.written_by
                     WHERE n.organisation = $2 AND n.person IN (SELECT unhex(value) FROM json_each($4))
                     ORDER BY n.happened_on DESC, n.happened_at DESC, n.id DESC LIMIT $3",
                    &[
                        &serde_json::Value::from(candidates).to_string(),
                        &organisation,
                        &limit,
                        &keys.collect::<serde_json::Value>().to_string(),
                    ],
                )?
            }
            Connection::Postgres(connection) => {
                sqlx::query_as(
                    "SELECT n.person, p.name, n.id, n.content, s.name AS written_by, n.written_at, n.replaces, n.replaced
                     FROM (SELECT note FROM note_index WHERE organisation = $2 AND bigrams @@ $1::tsquery
                           ORDER BY note DESC LIMIT $4) i
                     JOIN note n ON n.organisation = $2 AND n.id = i.note
                     JOIN person p ON p.organisation = n.organisation AND p.id = n.person
                     JOIN staff s ON s.organisation = n.organisation AND s.id = n.written_by
                     ORDER BY n.happened_on DESC, n.happened_at DESC, n.id DESC LIMIT $3",
                )
                .bind(phrase(&query, people, ["'", "'", "':*", " & ", " | "]))
                .bind(organisation)
                .bind(limit)
                .bind(limit.saturating_mul(CANDIDATES))
                .fetch_all(connection)
                .await?
            }
        };
        let mut hits = rows
            .into_iter()
            .map(NoteHit::try_from)
            .collect::<Result<Vec<_>, _>>()?;
        hits.retain(|hit| holds_all(&hit.note.note.searchable(), words));
        Ok(hits)
    }
}

/// The rows of SQLite's index that may hold the words. Asking it for sixty cases costs far more than for the words: where
/// few notes hold them, whoever's they are, the cases are left to the notes themselves.
fn candidates(
    connection: &mut Direct,
    query: &BigramQuery,
    people: &[Uuid],
    limit: i64,
) -> rusqlite::Result<Vec<i64>> {
    const SIGNS: [&str; 5] = ["\"", "\"", "\" *", " AND ", " OR "];
    let newest = "SELECT rowid FROM note_index WHERE note_index MATCH $1 ORDER BY rowid DESC LIMIT $2";
    let anybodys = connection.values(newest, &[&phrase(query, &[], SIGNS), &FEW.saturating_add(1)])?;
    if i64::try_from(anybodys.len()).is_ok_and(|found| found <= FEW) {
        return Ok(anybodys);
    }
    let most = limit.saturating_mul(CANDIDATES);
    connection.values(newest, &[&phrase(query, people, SIGNS), &most])
}

/// The term of the index that says whose note it is; no bigram is as long.
fn whose(person: Uuid) -> String {
    format!("p{}", person.simple())
}

/// What the index has to hold, in the words of an engine: how a term opens, closes, closes as a beginning, and how
/// terms are joined by and and by or. Without people, whoever's note it is.
fn phrase(query: &BigramQuery, people: &[Uuid], [open, close, begins, and, or]: [&str; 5]) -> String {
    let people: Vec<_> = people
        .iter()
        .map(|person| format!("{open}{}{close}", whose(*person)))
        .collect();
    let terms = query.terms.iter().map(|term| format!("{open}{term}{close}"));
    let starts = query.starts.iter().map(|start| format!("{open}{start}{begins}"));
    let whose = (!people.is_empty()).then(|| format!("({})", people.join(or)));
    let all: Vec<_> = whose.into_iter().chain(terms).chain(starts).collect();
    all.join(and)
}

/// Whether every word stands in the text, both folded.
fn holds_all(searchable: &str, words: &str) -> bool {
    let (searchable, words) = (text::fold(searchable), text::fold(words));
    words.split(' ').all(|word| searchable.contains(word))
}
