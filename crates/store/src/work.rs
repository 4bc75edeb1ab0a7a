//! 今日のしごと. What waits in the worker's own cases, in one query. Reports that answer a printed month stand on the
//! board (`monitoring_lane`) and are left out here, but for visits planned from today on.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::choice;
use bansou_domain::id::{ConferenceId, PaperId, PersonId, RoomId};
use bansou_domain::paper::PaperKind;
use jiff::ToSpan;
use jiff::civil::Date;
use uuid::Uuid;

use crate::access::OfficeMember;
use crate::{Failure, Reader, stored};

choice! {
    /// しごとの種類. What is waiting to be done.
    pub enum Waiting {
        /// 今日・これからの会議.
        Meeting = "meeting", "会議";
        /// 準備した担当者会議.
        Conference = "conference", "担当者会議の準備";
        /// 期限の近い宿題.
        Task = "task", "宿題";
        /// 予定した訪問.
        Visit = "visit", "訪問";
        /// 同意待ち.
        Consent = "consent", "同意待ち";
        /// 本人への交付.
        Delivery = "delivery", "交付";
        /// 市町村への提出.
        Submission = "submission", "提出";
        /// 計画案がまだない申請.
        Draft = "draft", "計画案";
        /// 支給決定待ち.
        Grant = "grant", "支給決定待ち";
        /// 受給者証の終わり.
        Certificate = "certificate", "受給者証";
        /// 住所の保護の終わり.
        Protection = "protection", "住所の保護";
        /// できごとのあと、まだ様子を確かめていない.
        Event = "event", "できごと";
        /// 連絡のない方.
        Silent = "silent", "連絡なし";
        /// 訪問から戻り、まだ報告書に取り込んでいない記録.
        Returned = "returned", "訪問から戻った記録";
        /// 番号を5回まちがえて閉じたリンク.
        LockedLink = "locked_link", "閉じたリンク";
        /// 外から届いた、まだ読んでいない返事.
        Arrived = "arrived", "届いた返事";
        /// 外からの返事待ち.
        Reply = "reply", "返事待ち";
        /// 途中の書類.
        Unfinished = "unfinished", "途中の書類";
    }
}

/// One thing that waits.
#[derive(Debug, Clone)]
pub struct WorkRow {
    /// What.
    pub waiting: Waiting,
    /// Whose.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The paper it is about.
    pub paper: Option<(PaperId, PaperKind)>,
    /// The conference it is about.
    pub conference: Option<ConferenceId>,
    /// The room it is about.
    pub room: Option<RoomId>,
    /// The due month of that paper.
    pub month: Option<ServiceMonth>,
    /// 第n期 of the paper or the application; the first where there is neither.
    pub cycle: i64,
    /// Since when, or until when.
    pub on: Option<Date>,
    /// Whose case it is, where the viewer covers it; empty while nobody is in charge.
    pub covered_for: Option<String>,
    /// How many rows there are of this kind.
    pub total: i64,
}

/// 今月の進み. How far the month has come in the worker's own and covered cases.
#[apply(row!)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthCount {
    /// People due in the month.
    pub due: i64,
    /// Of these, with a confirmed report.
    pub done: i64,
    /// Open cases, with those the worker covers.
    pub cases: i64,
    /// Of these, covered for a colleague.
    pub covered: i64,
}

#[apply(row!)]
struct Row {
    waiting: String,
    person: Uuid,
    name: String,
    paper: Option<Uuid>,
    kind: Option<String>,
    month: Option<String>,
    cycle: i64,
    day: Option<String>,
    covered_for: Option<String>,
    total: i64,
}

impl TryFrom<Row> for WorkRow {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        let month = row.month.as_deref().map(str::parse).transpose();
        let paper = row.paper.zip(row.kind.as_deref().and_then(PaperKind::from_code));
        let waiting = Waiting::from_code(&row.waiting)
            .ok_or_else(|| Failure::unreadable("work.waiting", &row.waiting))?;
        let conference = row.paper.filter(|_| waiting == Waiting::Conference);
        Ok(Self {
            waiting,
            conference: conference.map(ConferenceId),
            room: row.paper.filter(|_| waiting == Waiting::Arrived).map(RoomId),
            person: PersonId(row.person),
            name: row.name,
            paper: paper.map(|(id, kind)| (PaperId(id), kind)),
            month: month.map_err(|why| Failure::unreadable("paper.month", why))?,
            cycle: row.cycle,
            on: stored::read_day_or_none("work.day", row.day.as_deref())?,
            covered_for: row.covered_for,
            total: row.total,
        })
    }
}

/// Days without contact after which a person is brought to mind.
const SILENT_AFTER: i32 = 90;
/// Days before its end at which a certificate is brought to mind; a renewal takes two months and more.
const CERTIFICATE_WITHIN: i32 = 60;
/// Days before its last day at which the protection of an address is brought to mind.
const PROTECTION_WITHIN: i32 = 60;
/// Days before its day at which a task is brought to mind.
const TASK_WITHIN: i32 = 7;
/// Papers and ends older than this are history, not work.
pub(crate) const WORK_WITHIN: i32 = 400;

impl Reader {
    /// What waits in the worker's own and covered cases, at most `limit` rows of each kind, the most pressing first.
    /// CROSS JOIN keeps SQLite at the worker's cases: it cannot know that they are few.
    #[expect(
        clippy::too_many_lines,
        reason = "one query, so that the morning's page waits once"
    )]
    pub async fn waiting_work(
        &mut self,
        member: OfficeMember,
        today: Date,
        limit: i64,
    ) -> Result<Vec<WorkRow>, Failure> {
        let (organisation, since) = (self.organisation(), |days: i32| {
            today.saturating_add(days.days()).to_string()
        });
        let rows: Vec<Row> = sql!(
            self,
            all,
            "WITH mine AS (
                 SELECT p.id, p.name, p.kana_key, p.opened_on FROM person p
                 WHERE p.organisation = $1 AND p.specialist = $2 AND p.closed_on IS NULL
                 UNION SELECT p.id, p.name, p.kana_key, p.opened_on FROM cover v JOIN person p ON p.organisation = v.organisation AND p.id = v.person
                 WHERE v.organisation = $1 AND v.staff = $2 AND v.from_on <= $3 AND v.until_on >= $3 AND p.closed_on IS NULL),
             signable AS MATERIALIZED (
                 SELECT m.id AS person, m.name, m.kana_key, p.id AS paper, p.kind, p.month, p.cycle, p.dated, c.given_on,
                        EXISTS (SELECT 1 FROM delivery d WHERE d.organisation = $1 AND d.paper = p.id AND d.recipient = 'person' AND NOT d.replaced) AS handed,
                        EXISTS (SELECT 1 FROM delivery d WHERE d.organisation = $1 AND d.paper = p.id AND d.recipient = 'municipality' AND NOT d.replaced) AS submitted
                 FROM mine m CROSS JOIN paper p LEFT JOIN consent c ON c.organisation = p.organisation AND c.paper = p.id AND NOT c.replaced
                 WHERE p.organisation = $1 AND p.person = m.id AND p.dated >= $4 AND p.confirmed_at IS NOT NULL AND p.replaced = $5 AND (p.kind IN ('draft_plan', 'plan') OR p.kind = 'monitoring' AND p.month IS NULL)),
             applied AS (
                 SELECT m.id AS person, m.name, m.kana_key, a.cycle, MIN(a.happened_on) AS applied_on, COALESCE(
                            (SELECT MIN(d.delivered_on) FROM paper q JOIN delivery d ON d.organisation = q.organisation AND d.paper = q.id
                             WHERE q.organisation = $1 AND q.person = m.id AND q.cycle = a.cycle AND q.kind = 'draft_plan'
                               AND d.recipient = 'municipality'),
                            (SELECT MIN(g.happened_on) FROM milestone g WHERE g.organisation = $1 AND g.person = m.id AND g.cycle = a.cycle
                             AND g.kind = 'passed:draft-submitted' AND g.replaced = $5)) AS submitted_on,
                        EXISTS (SELECT 1 FROM paper q WHERE q.organisation = $1 AND q.person = m.id AND q.cycle = a.cycle
                                AND q.kind = 'draft_plan' AND q.replaced = $5) AS drafted
                 FROM mine m CROSS JOIN milestone a
                 WHERE a.organisation = $1 AND a.person = m.id AND a.kind = 'applied' AND a.replaced = $5 AND a.happened_on >= $4 AND NOT EXISTS (
                     SELECT 1 FROM milestone g WHERE g.organisation = $1 AND g.person = a.person AND g.cycle = a.cycle
                     AND g.kind IN ('grant_received', 'passed:grant-checked') AND g.replaced = $5)
                 GROUP BY m.id, m.name, m.kana_key, a.cycle),
             rooms AS (
                 SELECT m.id AS person, m.name, m.kana_key, r.opened_at, q.locked_at,
                        EXISTS (SELECT 1 FROM room_answer a WHERE a.organisation = $1 AND a.room = r.id AND a.party = q.id) AS answered
                 FROM mine m CROSS JOIN room r JOIN room_party q ON q.organisation = r.organisation AND q.room = r.id
                 WHERE r.organisation = $1 AND r.person = m.id AND r.closed_at IS NULL AND r.until_on >= $3 AND q.revoked_at IS NULL),
             work AS (
                 SELECT CASE WHEN p.kind = 'meeting' THEN 'meeting' WHEN p.kind = 'monitoring' AND p.dated >= $3 THEN 'visit'
                             ELSE 'unfinished' END AS waiting, m.id AS person, m.name, m.kana_key,
                        p.id AS paper, p.kind, p.month, p.cycle, p.dated AS day FROM mine m CROSS JOIN paper p
                 WHERE p.organisation = $1 AND p.person = m.id AND p.confirmed_at IS NULL
                   AND (p.kind <> 'monitoring' OR p.month IS NULL OR p.dated >= $3)
                 UNION ALL SELECT 'conference', m.id, m.name, m.kana_key, c.id, NULL, NULL, c.cycle, c.held_on
                 FROM mine m CROSS JOIN conference c LEFT JOIN paper q ON q.organisation = c.organisation AND q.id = c.minutes
                 WHERE c.organisation = $1 AND c.person = m.id AND q.id IS NULL AND (c.held_on IS NULL OR c.held_on >= $4)
                 UNION ALL SELECT 'task', m.id, m.name, m.kana_key, NULL, NULL, NULL, 1, MIN(t.due)
                 FROM mine m CROSS JOIN task t WHERE t.organisation = $1 AND t.person = m.id AND t.done_on IS NULL
                   AND t.withdrawn_at IS NULL AND t.due <= $9 GROUP BY m.id, m.name, m.kana_key
                 UNION ALL SELECT 'consent', s.person, s.name, s.kana_key, s.paper, s.kind, s.month, s.cycle, s.dated FROM signable s
                 WHERE s.given_on IS NULL
                 UNION ALL SELECT 'delivery', s.person, s.name, s.kana_key, s.paper, s.kind, s.month, s.cycle, s.given_on
                 FROM signable s WHERE s.given_on IS NOT NULL AND NOT s.handed AND s.kind <> 'monitoring'
                 UNION ALL SELECT 'submission', s.person, s.name, s.kana_key, s.paper, s.kind, s.month, s.cycle, s.given_on
                 FROM signable s WHERE s.given_on IS NOT NULL AND NOT s.submitted
                 UNION ALL SELECT CASE WHEN a.submitted_on IS NULL THEN 'draft' ELSE 'grant' END, a.person, a.name, a.kana_key,
                        NULL, NULL, NULL, a.cycle, COALESCE(a.submitted_on, a.applied_on)
                 FROM applied a WHERE a.submitted_on IS NOT NULL OR NOT a.drafted
                 UNION ALL SELECT 'certificate', m.id, m.name, m.kana_key, NULL, NULL, NULL, 1, c.grant_until
                 FROM mine m CROSS JOIN certificate c
                 WHERE c.organisation = $1 AND c.person = m.id AND c.grant_until >= $4 AND c.grant_until <= $6
                   AND NOT EXISTS (SELECT 1 FROM certificate e WHERE e.organisation = $1 AND e.person = m.id AND e.kind = c.kind
                       AND e.grant_until >= c.grant_until AND (e.grant_until > c.grant_until OR e.id > c.id))
                 UNION ALL SELECT 'protection', m.id, m.name, m.kana_key, NULL, NULL, NULL, 1, d.until_on
                 FROM mine m CROSS JOIN protection d WHERE d.organisation = $1 AND d.person = m.id AND d.until_on <= $10
                   AND NOT EXISTS (SELECT 1 FROM protection e WHERE e.organisation = $1 AND e.person = d.person
                                   AND (e.recorded_at > d.recorded_at OR e.recorded_at = d.recorded_at AND e.id > d.id))
                 UNION ALL SELECT 'silent', n.id, n.name, n.kana_key, NULL, NULL, NULL, 1, n.last_on FROM (
                     SELECT m.id, m.name, m.kana_key, m.opened_on, (SELECT n.happened_on FROM note n
                         WHERE n.organisation = $1 AND n.person = m.id AND NOT n.missed AND NOT n.replaced
                         ORDER BY n.happened_on DESC LIMIT 1) AS last_on FROM mine m) n
                 WHERE COALESCE(n.last_on, n.opened_on) <= $7
                 UNION ALL SELECT 'event', m.id, m.name, m.kana_key, NULL, NULL, NULL, 1, MIN(n.happened_on)
                 FROM mine m CROSS JOIN note n
                 WHERE n.organisation = $1 AND n.person = m.id AND n.event IS NOT NULL AND n.replaced = $5 AND n.happened_on >= $4
                   AND NOT EXISTS (SELECT 1 FROM paper q WHERE q.organisation = $1 AND q.person = m.id AND q.kind = 'monitoring'
                                   AND q.dated >= n.happened_on)
                   AND NOT EXISTS (SELECT 1 FROM note w WHERE w.organisation = $1 AND w.settles IS NOT NULL
                                   AND w.settles IN (n.id, n.replaces) AND w.replaced = $5)
                 GROUP BY m.id, m.name, m.kana_key
                 UNION ALL SELECT 'returned', m.id, m.name, m.kana_key, NULL, NULL, NULL, 1, SUBSTR(MIN(b.returned_at), 1, 10)
                 FROM mine m CROSS JOIN outing o JOIN outing_return b ON b.organisation = o.organisation AND b.id =
                      (SELECT x.id FROM outing_return x WHERE x.organisation = o.organisation AND x.outing = o.id
                       ORDER BY x.returned_at DESC, x.id DESC LIMIT 1)
                 WHERE o.organisation = $1 AND o.person = m.id AND (o.taken_in IS NULL OR o.taken_in <> b.id)
                 GROUP BY m.id, m.name, m.kana_key
                 UNION ALL SELECT 'locked_link', q.person, q.name, q.kana_key, NULL, NULL, NULL, 1, SUBSTR(MIN(q.locked_at), 1, 10)
                 FROM rooms q WHERE q.locked_at IS NOT NULL GROUP BY q.person, q.name, q.kana_key
                 UNION ALL SELECT 'arrived', m.id, m.name, m.kana_key, r.id, NULL, NULL, 1, SUBSTR(MIN(a.recorded_at), 1, 10)
                 FROM mine m CROSS JOIN room r JOIN room_party q ON q.organisation = r.organisation AND q.room = r.id
                 JOIN room_answer a ON a.organisation = q.organisation AND a.room = r.id AND a.party = q.id
                 WHERE r.organisation = $1 AND r.person = m.id AND r.opened_at >= $4 AND a.means = 'link'
                   AND a.recorded_at > COALESCE(q.read_at, '') GROUP BY m.id, m.name, m.kana_key, r.id
                 UNION ALL SELECT 'reply', q.person, q.name, q.kana_key, NULL, NULL, NULL, 1, SUBSTR(MIN(q.opened_at), 1, 10)
                 FROM rooms q WHERE NOT q.answered AND q.locked_at IS NULL GROUP BY q.person, q.name, q.kana_key),
             placed AS MATERIALIZED (
                 SELECT w.*, COUNT(*) OVER (PARTITION BY w.waiting) AS total,
                        ROW_NUMBER() OVER (PARTITION BY w.waiting ORDER BY w.day, w.kana_key, w.person, w.paper) AS place
                 FROM work w)
             SELECT w.waiting, w.person, w.name, w.paper, w.kind, w.month, w.cycle, w.day, w.total,
                    CASE WHEN c.specialist = $2 THEN NULL ELSE COALESCE(s.name, '') END AS covered_for
             FROM placed w CROSS JOIN person c LEFT JOIN staff s ON s.organisation = c.organisation AND s.id = c.specialist
             WHERE c.organisation = $1 AND c.id = w.person AND w.place <= $8 ORDER BY w.waiting, w.place",
            organisation,
            member.staff().0,
            today.to_string(),
            since(-WORK_WITHIN),
            false,
            since(CERTIFICATE_WITHIN),
            since(-SILENT_AFTER),
            limit,
            since(TASK_WITHIN),
            since(PROTECTION_WITHIN)
        )?;
        rows.into_iter().map(WorkRow::try_from).collect()
    }

    /// How far a month has come in the worker's own and covered cases.
    pub async fn month_count(
        &mut self,
        member: OfficeMember,
        month: ServiceMonth,
    ) -> Result<MonthCount, Failure> {
        let (organisation, today) = (self.organisation(), self.today().to_string());
        sql!(
            self,
            one,
            "WITH own AS (
                 SELECT p.id, FALSE AS covered FROM person p
                 WHERE p.organisation = $1 AND p.specialist = $2 AND p.closed_on IS NULL
                 UNION SELECT p.id, TRUE AS covered FROM cover v JOIN person p ON p.organisation = v.organisation AND p.id = v.person
                 WHERE v.organisation = $1 AND v.staff = $2 AND v.from_on <= $4 AND v.until_on >= $4 AND p.closed_on IS NULL
                   AND (p.specialist IS NULL OR p.specialist <> $2)),
             due AS (
                 SELECT DISTINCT m.person, m.answered AS reported
                 FROM own o CROSS JOIN monitoring_month m WHERE m.organisation = $1 AND m.person = o.id AND m.month = $3)
             SELECT (SELECT COUNT(*) FROM due) AS due, (SELECT COUNT(*) FROM due WHERE reported) AS done,
                    (SELECT COUNT(*) FROM own) AS cases, (SELECT COUNT(*) FROM own WHERE covered) AS covered",
            organisation,
            member.staff().0,
            month.to_string(),
            &today
        )
    }
}
