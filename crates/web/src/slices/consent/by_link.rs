//! 同意 that was given by link: what the person, or for a child the one with parental authority, answered on their own
//! screen to exactly this version. The office records it; the answer stands behind the record as its evidence.
//!
//! Unverified: whether an answer on a screen is the consent 「文書により」 the standards of the offices ask for, and what
//! they ask of electronic means; their text could not be read. The office decides, and may take a signature instead.

use bansou_domain::calendar::{is_child, wareki};
use bansou_domain::paper::ConsentMeans;
use bansou_domain::person::Person;
use bansou_domain::room::{AnswerMeans, Feeling, PartyKind};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::consent::Consent;
use bansou_store::paper::PaperLine;
use bansou_store::room::PlanSaid;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::failure::Failure;
use crate::form::{Fields, Typed, time_in_japan};

/// What was answered to a paper, and whether it can be recorded as its consent.
pub(super) struct Replies {
    /// The person's and the family's last words, newest first.
    pub(super) said: Vec<Reply>,
    /// The answer that can be recorded as the consent.
    agreed: Option<Agreed>,
    /// Why none can be, where somebody answered.
    pub(super) why_not: &'static str,
}

/// One answer as the page shows it.
pub(super) struct Reply {
    pub(super) who: String,
    pub(super) feeling: &'static str,
    pub(super) words: String,
    pub(super) when: String,
}

struct Agreed {
    answer: Uuid,
    on: Date,
    explained_on: Date,
    guardian: bool,
}

impl Reply {
    pub(super) fn of(said: &PlanSaid) -> Self {
        let entered = match said.means {
            AnswerMeans::Link => "",
            means => means.label(),
        };
        Self {
            who: format!("{}（{}）", said.name, said.kind.label()),
            feeling: said.said.feeling.map_or("", Feeling::label),
            words: said.said.words.clone(),
            when: format!("{} {entered}", time_in_japan(&said.at))
                .trim_end()
                .to_owned(),
        }
    }
}

fn day(at: &str, otherwise: Date) -> Date {
    at.parse::<Timestamp>()
        .map_or(otherwise, bansou_store::day_in_japan)
}

impl Replies {
    /// Reads them. For a child the family's answer counts, for everybody else their own.
    pub(super) async fn load(
        reader: &mut Reader,
        case: CaseReader,
        paper: &PaperLine,
        person: &Person,
        today: Date,
    ) -> Result<Self, Failure> {
        let said = reader.said_of_plan(case, paper.id).await?;
        let child = person.born.is_some_and(|born| is_child(born, today));
        let decides = if child {
            PartyKind::Family
        } else {
            PartyKind::Person
        };
        let deciding: Vec<&PlanSaid> = said
            .iter()
            .filter(|said| said.kind == decides && !said.revoked)
            .collect();
        let hash = paper.hash.as_deref().unwrap_or_default();
        let all = deciding
            .iter()
            .all(|said| said.said.feeling == Some(Feeling::Yes));
        let newest = deciding.iter().find(|said| said.agrees_to(hash));
        let agreed = newest.filter(|_| all && !paper.replaced).map(|said| {
            let on = day(&said.at, today);
            Agreed {
                answer: said.answer,
                on,
                explained_on: day(&said.shown_at, on).min(on),
                guardian: child,
            }
        });
        let why_not = match (&agreed, paper.replaced, child) {
            (Some(_), ..) => "",
            (_, true, _) => {
                "この書類には訂正版があります。訂正版を見せて、あらためて返事をもらってください。"
            }
            (.., true) => "保護者からリンクで届いた「はい」だけを、同意として記録できます。",
            (.., false) => "本人からリンクで届いた「はい」だけを、同意として記録できます。",
        };
        Ok(Self {
            // What a provider says of the plan is no answer to this question.
            said: said
                .iter()
                .filter(|said| said.kind.reads_easy())
                .map(Reply::of)
                .collect(),
            agreed,
            why_not,
        })
    }

    /// The ways of consent there are: the link only where there is an answer.
    pub(super) fn means(&self) -> Vec<ConsentMeans> {
        let all = ConsentMeans::ALL.iter().copied();
        all.filter(|means| *means != ConsentMeans::Link || self.agreed.is_some())
            .collect()
    }

    /// Whether there is an answer to record.
    pub(super) fn agreed(&self) -> bool {
        self.agreed.is_some()
    }

    /// Names the answer the page shows, so that another one that comes in between is noticed.
    pub(super) fn name(&self, typed: &mut Typed) {
        let answer = self.agreed.as_ref().map(|agreed| agreed.answer.to_string());
        typed.set("answer", answer.unwrap_or_default());
    }

    /// Types the answer into the form: who, when, how.
    pub(super) fn carry(&self, typed: &mut Typed) {
        let Some(agreed) = &self.agreed else { return };
        typed.set("means", ConsentMeans::Link.code());
        typed.set("given_on", wareki::short(agreed.on));
        typed.set("explained_on", wareki::short(agreed.explained_on));
        if agreed.guardian && typed.value("relation").is_empty() {
            // Nobody with parental authority is recorded: who it was has to be written down.
            typed.set("signer", "");
        } else if agreed.guardian {
            typed.set("reason", "未成年のため保護者が返事");
        }
    }

    /// Puts the answer behind the consent; it has to be the one the page showed, and given on its day.
    pub(super) fn read(&self, fields: &mut Fields<'_>, typed: &Typed, consent: &mut Consent) {
        let shown = typed.value("answer");
        match &self.agreed {
            None => fields.tell(
                "means",
                "リンクで届いた「はい」の返事が、この版にはありません。届いている返事を確かめてください。",
            ),
            Some(agreed) if agreed.answer.to_string() != shown => fields.tell(
                "means",
                "この画面を開いたあとに、返事が変わりました。いまの返事を確かめて、もう一度押してください。",
            ),
            Some(agreed) => {
                if fields.problem_free("given_on") && consent.given_on != agreed.on {
                    fields.tell(
                        "given_on",
                        format!(
                            "リンクの返事が届いた日は{}です。同意の日は、その日にしてください。",
                            wareki::format(agreed.on)
                        ),
                    );
                }
                consent.answer = Some(agreed.answer);
            }
        }
    }
}

/// The answer behind a recorded consent.
pub(super) async fn evidence(
    reader: &mut Reader,
    case: CaseReader,
    consent: &Consent,
) -> Result<Option<Reply>, Failure> {
    let Some(answer) = consent.answer else {
        return Ok(None);
    };
    let said = reader.plan_answer(case, answer).await?;
    Ok(said.as_ref().map(Reply::of))
}
