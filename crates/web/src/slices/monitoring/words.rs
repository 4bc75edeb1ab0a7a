//! 使えることば: what was said and written since the last report, ready to be taken into a row with its source.

use bansou_domain::calendar::wareki;
use bansou_domain::monitoring::WordSource;
use bansou_domain::note::{CaseNote, Counterpart};
use bansou_domain::plan::{Need, ServicePlan};
use bansou_domain::text::fold;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::note::NoteRecord;
use bansou_store::room::HeardParty;
use jiff::civil::Date;

use super::hearing;
use crate::failure::Failure;
use crate::form::Typed;
use crate::slices::people::shortened;

/// Notes are offered this many at most, the newest.
const NOTES: usize = 12;
/// Notes are read back this many at most.
const READ: i64 = 500;

/// ことば. What one source says that a row can take over.
#[derive(Clone)]
pub(super) struct Word {
    pub(super) source: WordSource,
    /// Field of the row, and the words for it.
    pub(super) parts: Vec<(&'static str, String)>,
}

/// Everything there is to take over.
#[derive(Default)]
pub(super) struct Words {
    /// By the place of the need in the plan.
    own: Vec<(usize, Word)>,
    /// Of no goal in particular: what the notes say.
    notes: Vec<Word>,
    needs: Vec<Need>,
}

impl Words {
    pub(super) async fn load(
        reader: &mut Reader,
        case: CaseReader,
        plan: &ServicePlan,
        heard: &[HeardParty],
        since: Option<Date>,
    ) -> Result<Self, Failure> {
        let from = since.and_then(|day| day.tomorrow().ok());
        let notes = reader.notes_between(case, from, None, READ).await?;
        let months = reader.month_notes(case).await?;
        let mut words = Self {
            needs: plan.needs.clone(),
            ..Self::default()
        };
        for party in heard {
            words.hear(party);
        }
        for record in &notes {
            words.see(record);
        }
        for month in months {
            let on = month.recorded_at.parse().ok().map(bansou_store::day_in_japan);
            if since.is_some_and(|since| on.is_none_or(|on| on <= since)) {
                continue;
            }
            let word = Word {
                source: WordSource {
                    who: month.name.clone(),
                    on,
                    means: format!("{}の便り", wareki::format_month(month.answer.month)),
                    record: format!("m.{}.{}", month.answer.month, month.name),
                },
                parts: parts([
                    ("provision", &month.answer.went),
                    ("voice", &month.answer.words),
                    ("remedy", &month.answer.concerns),
                ]),
            };
            words.beside_provider(&month.name, &word);
        }
        let newest = notes.iter().rev().filter(|record| is_told(&record.note));
        words.notes = newest.take(NOTES).map(of_note).collect();
        Ok(words)
    }

    fn hear(&mut self, party: &HeardParty) {
        let Some(heard) = &party.heard else { return };
        for said in &heard.answer.said {
            let word = Word {
                source: WordSource {
                    who: party.name.clone(),
                    on: heard.on(),
                    means: hearing::means(heard),
                    record: format!("h.{}.{}", heard.id, said.place),
                },
                parts: parts([("provision", &said.provision()), ("remedy", &said.ahead())]),
            };
            self.own.push((said.place, word));
        }
    }

    /// What was seen where a service is given, goal by goal.
    fn see(&mut self, record: &NoteRecord) {
        let note = &record.note;
        let Some(deed) = &note.deed else { return };
        let Some(seen) = &deed.seen else { return };
        let mut found = Vec::new();
        for (row, goal) in seen.goals.iter().enumerate() {
            let at = self
                .needs
                .iter()
                .position(|need| need.goal == goal.goal || need.need == goal.goal);
            let Some(place) = at else { continue };
            let word = Word {
                source: WordSource {
                    who: deed.place.clone(),
                    on: Some(note.on),
                    means: "サービスの場を訪問".to_owned(),
                    record: format!("v.{}.{row}", record.id),
                },
                parts: parts([("provision", &goal.seen)]),
            };
            found.push((place, word));
        }
        self.own.extend(found);
    }

    fn beside_provider(&mut self, name: &str, word: &Word) {
        let name = fold(name);
        let serves = |need: &Need| {
            let mut services = need.services.iter().map(|service| fold(&service.provider));
            services.any(|provider| !provider.is_empty() && name.contains(&provider))
        };
        let places: Vec<usize> = (0..)
            .zip(&self.needs)
            .filter(|(_, need)| serves(need))
            .map(|(at, _)| at)
            .collect();
        self.own
            .extend(places.into_iter().map(|place| (place, word.clone())));
    }

    fn place(&self, need: &str, goal: &str) -> Option<usize> {
        let mut needs = self.needs.iter();
        needs.position(|known| known.need == need && known.goal == goal)
    }

    /// What is said of the goal of a row.
    pub(super) fn of(&self, need: &str, goal: &str) -> Vec<&Word> {
        let place = self.place(need, goal);
        let own = self.own.iter().filter(|(at, _)| Some(*at) == place);
        own.map(|(_, word)| word).collect()
    }

    /// What the notes say, for any row.
    pub(super) fn notes(&self) -> &[Word] {
        &self.notes
    }

    /// How many rows of the form have words that stand in none of their sources.
    pub(super) fn untaken(&self, typed: &Typed) -> usize {
        let rows = typed.rows("rows", 0);
        rows.iter().map(|row| self.new_of(typed, *row).len()).sum()
    }

    fn new_of(&self, typed: &Typed, row: usize) -> Vec<&Word> {
        let at = |field: &str| format!("rows.{row}.{field}");
        let words = self.of(typed.value(&at("need")), typed.value(&at("goal")));
        let mut new: Vec<&Word> = Vec::new();
        for word in words {
            if !taken(typed, row, &word.source.record) {
                new.push(word);
            }
        }
        new
    }

    /// Takes the words of one source into one row, or with no row those of every reply and visit into theirs.
    pub(super) fn take(&self, typed: &Typed, wanted: &str) -> Typed {
        let mut filled = typed.clone();
        let Some((row, record)) = wanted.split_once('.') else {
            for row in typed.rows("rows", 0) {
                for word in self.new_of(typed, row) {
                    put(&mut filled, row, word);
                }
            }
            return filled;
        };
        let Ok(row) = row.parse() else { return filled };
        let at = |field: &str| format!("rows.{row}.{field}");
        let own = self.of(typed.value(&at("need")), typed.value(&at("goal")));
        let mut known = own.into_iter().chain(&self.notes);
        if let Some(word) = known.find(|word| word.source.record == record) {
            put(&mut filled, row, word);
        }
        filled
    }
}

/// Whether a row has taken the words of a record.
pub(super) fn taken(typed: &Typed, row: usize, record: &str) -> bool {
    let name = format!("rows.{row}.sources");
    let mut sources = typed.values(&name).filter_map(WordSource::read);
    sources.any(|source| source.record == record)
}

/// Puts the words below what stands in the fields, each with who said it and when; nothing typed is lost.
fn put(typed: &mut Typed, row: usize, word: &Word) {
    if taken(typed, row, &word.source.record) {
        return;
    }
    let head = said_by(&word.source);
    for (field, words) in &word.parts {
        let name = format!("rows.{row}.{field}");
        let before = typed.value(&name).trim_end().to_owned();
        let words = format!("{words}（{head}）");
        let both = if before.is_empty() {
            words
        } else {
            format!("{before}\n{words}")
        };
        typed.set(name, both);
    }
    typed.add(format!("rows.{row}.sources"), word.source.written());
}

/// 就労支援センター見本 R8.11.12 電話.
pub(super) fn said_by(source: &WordSource) -> String {
    let on = source.on.map(wareki::short).unwrap_or_default();
    let parts = [source.who.as_str(), &on, &source.means];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

fn parts<const N: usize>(all: [(&'static str, &String); N]) -> Vec<(&'static str, String)> {
    let said = all.into_iter().filter(|(_, words)| !words.trim().is_empty());
    said.map(|(field, words)| (field, words.trim().to_owned()))
        .collect()
}

/// Whether a note says something a row can use.
fn is_told(note: &CaseNote) -> bool {
    let seen = note.deed.as_ref().is_some_and(|deed| deed.seen.is_some());
    !seen && (!note.facts.trim().is_empty() || !note.words.trim().is_empty())
}

fn of_note(record: &NoteRecord) -> Word {
    let note = &record.note;
    let who = match note.counterpart_name.as_str() {
        "" => note.counterpart.label().to_owned(),
        name => name.to_owned(),
    };
    let from_provider = matches!(
        note.counterpart,
        Counterpart::Provider | Counterpart::Medical | Counterpart::School
    );
    let field = if from_provider {
        "provision"
    } else {
        "achievement_text"
    };
    Word {
        source: WordSource {
            who,
            on: Some(note.on),
            means: format!("経過の{}", note.means.label()),
            record: format!("n.{}", record.id),
        },
        parts: parts([(field, &note.facts), ("voice", &note.words)]),
    }
}

impl Word {
    pub(super) fn head(&self) -> String {
        said_by(&self.source)
    }

    pub(super) fn lines(&self) -> Vec<(&'static str, String)> {
        let label = |field: &str| match field {
            "provision" => "提供状況",
            "voice" => "本人の感想",
            "achievement_text" => "達成の様子",
            _ => "今後の課題",
        };
        let parts = self.parts.iter();
        parts
            .map(|(field, words)| (label(field), shortened(words)))
            .collect()
    }
}
