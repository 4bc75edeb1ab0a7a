//! 聞き取り: who was asked before this visit, what they said, who is still missing.

use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::id::PersonId;
use bansou_domain::plan::ServicePlan;
use bansou_domain::room::{GoalHeard, OwnGoal, own_goals};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::paper::{Paper, PaperLine};
use bansou_store::room::{Heard, HeardParty};
use jiff::civil::Date;

use crate::failure::Failure;
use crate::form::time_in_japan;
use crate::slices::rooms::{self, ReadyHearing};

/// What the card of a hearing shows.
pub(in crate::slices) struct Hearing {
    pub(in crate::slices) rows: Vec<Row>,
    /// Where everybody who has not answered is reminded; `None` where nobody is waited for.
    pub(in crate::slices) remind: Option<String>,
    /// What one press asks; `None` while a hearing stands, or where the plan names nobody.
    pub(in crate::slices) ready: Option<ReadyHearing>,
    /// The form, to look at and change before it is sent.
    pub(in crate::slices) form: String,
}

/// One provider that was asked.
pub(in crate::slices) struct Row {
    pub(in crate::slices) name: String,
    pub(in crate::slices) state: &'static str,
    pub(in crate::slices) word: &'static str,
    pub(in crate::slices) how: String,
    /// Goal and what was said of it.
    pub(in crate::slices) said: Vec<(String, String)>,
    pub(in crate::slices) answer: String,
    pub(in crate::slices) room: String,
    pub(in crate::slices) waits: bool,
}

/// The newest hearing of each provider since the last visit, in the order of the newest room.
pub(super) async fn asked(
    reader: &mut Reader,
    case: CaseReader,
    last_visit: Option<Date>,
) -> Result<Vec<HeardParty>, Failure> {
    let since = last_visit.map_or_else(String::new, |on| format!("{on}T15:00:00Z"));
    let mut newest: Vec<HeardParty> = Vec::new();
    for party in reader.hearings(case, &since).await? {
        // What was said of an older plan is not about the goals of this one.
        let fits =
            |known: &HeardParty| known.provider != party.provider && known.ask.paper == party.ask.paper;
        if newest.iter().all(fits) {
            newest.push(party);
        }
    }
    Ok(newest)
}

impl Hearing {
    pub(in crate::slices) async fn load(
        reader: &mut Reader,
        case: CaseReader,
        papers: &[PaperLine],
        month: Option<ServiceMonth>,
        today: Date,
    ) -> Result<Self, Failure> {
        let visited = super::ground::last_visit(papers);
        let parties = asked(reader, case, visited).await?;
        let ready = if parties
            .iter()
            .any(|party| party.waits(today) || party.heard.is_some())
        {
            None
        } else {
            ReadyHearing::load(reader, case, month, today).await?
        };
        let goals = match parties.first() {
            Some(first) => {
                let plan: Paper<ServicePlan> = reader.paper(case, first.ask.paper).await?;
                parties
                    .iter()
                    .map(|party| own_goals(&plan.content, &party.provider))
                    .collect()
            }
            None => Vec::new(),
        };
        let person = case.person();
        let waiting = parties.iter().find(|party| party.waits(today));
        Ok(Self {
            remind: waiting.map(|party| format!("{}/remind", rooms::room_path(person, party.room))),
            rows: parties
                .iter()
                .zip(&goals)
                .map(|(party, goals)| Row::of(person, party, goals, today))
                .collect(),
            ready,
            form: rooms::hearing_path(person),
        })
    }

    pub(in crate::slices) fn missing(&self) -> usize {
        self.rows.iter().filter(|row| row.said.is_empty()).count()
    }

    /// A fresh key for each small form: a second press of its button is harmless.
    #[expect(clippy::unused_self, reason = "templates reach it through the card")]
    pub(in crate::slices) fn key(&self) -> String {
        uuid::Uuid::now_v7().to_string()
    }

    /// What was said of one goal, each with its provider.
    pub(in crate::slices) fn of_goal(&self, goal: &str) -> Vec<String> {
        let told = |row: &Row| {
            let (_, said) = row.said.iter().find(|(asked, _)| asked == goal)?;
            Some(format!("{}: {}", row.name, said.replace('\n', "　")))
        };
        self.rows.iter().filter_map(told).collect()
    }

    /// What stands beside the goals that are listed: replies to another one, and who has not answered.
    pub(in crate::slices) fn beside(&self, listed: &[&str]) -> Vec<String> {
        let replies = self
            .rows
            .iter()
            .flat_map(|row| row.said.iter().map(move |(goal, said)| (row, goal, said)));
        let mut lines: Vec<String> = replies
            .filter(|(_, goal, _)| !listed.contains(&goal.as_str()))
            .map(|(row, goal, said)| format!("{}「{goal}」{}", row.name, said.replace('\n', "　")))
            .collect();
        let silent: Vec<&str> = self
            .rows
            .iter()
            .filter(|row| row.said.is_empty())
            .map(|row| row.name.as_str())
            .collect();
        if !silent.is_empty() {
            lines.push(format!("事業所の返事がまだ: {}", silent.join("、")));
        }
        lines
    }
}

impl Row {
    fn of(person: PersonId, party: &HeardParty, goals: &[OwnGoal], today: Date) -> Self {
        let waits = party.waits(today);
        let (state, word) = match (&party.heard, waits) {
            (Some(_), _) => ("done", "返事あり"),
            (None, true) if party.ask.reply_by.is_some_and(|by| by < today) => ("late", "期限すぎ"),
            (None, true) => ("waiting", "返事待ち"),
            (None, false) => ("unneeded", "リンクは閉じています"),
        };
        let reminded = party.reminded_at.as_deref().map(time_in_japan);
        let how = match &party.heard {
            Some(heard) => how(heard),
            None => reminded.map(|at| format!("{at} に催促")).unwrap_or_default(),
        };
        let said = |heard: &Heard| {
            let line = |goal: &OwnGoal| {
                let said = heard.answer.at(goal.place).map(told)?;
                Some((goal.asked().to_owned(), said))
            };
            goals.iter().filter_map(line).collect()
        };
        Self {
            name: party.name.clone(),
            said: party.heard.as_ref().map(said).unwrap_or_default(),
            answer: rooms::party_path(person, party.room, party.party, "answer"),
            room: rooms::room_path(person, party.room),
            state,
            word,
            how,
            waits,
        }
    }
}

/// 11月12日 電話 見本 課長.
pub(super) fn how(heard: &Heard) -> String {
    let on = heard.on().map(wareki::short).unwrap_or_default();
    let by = match heard.answer.by.as_str() {
        "" => String::new(),
        by => format!("　{by}"),
    };
    format!("{on} {}{by}", heard.means.label())
}

/// 電話（見本 課長）, as a source is told.
pub(super) fn means(heard: &Heard) -> String {
    match heard.answer.by.as_str() {
        "" => heard.means.label().to_owned(),
        by => format!("{} {by}", heard.means.label()),
    }
}

fn told(heard: &GoalHeard) -> String {
    let parts = [heard.provision(), heard.ahead()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}
