//! One draft or plan to read, with what has been agreed, handed over, and what can be done with it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_domain::plan::ServicePlan;
use bansou_domain::room::{GoalsAnswer, PlanGoal, plan_goals, unmapped};
use bansou_store::consent::Consent;
use bansou_store::paper::Paper;
use bansou_store::room::{OwnPlanPaper, ProviderWord, RoomFile};
use jiff::civil::Date;
use uuid::Uuid;

use super::paper_path;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::time_in_japan;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::slices::consent::{Standing, consent_path, delivery_path, scan};
use crate::slices::papers::{self, Printable};
use crate::slices::rooms::room_path;
use crate::week::Grid;

#[derive(Template)]
#[template(path = "slices/plan/show.html")]
struct Show {
    case: CaseFrame,
    paper: Paper<ServicePlan>,
    standing: Standing,
    /// The signature as a picture, where one was drawn.
    signature: String,
    key: Uuid,
    /// Each goal with what providers aim at for it.
    mapped: Vec<Mapped>,
    own_plans: Vec<OwnPlan>,
}

/// One goal of the plan, and the goals of providers' own plans that belong to it.
/// 事業所の個別支援計画, as its paper came.
struct OwnPlan {
    words: String,
    note: String,
    source: String,
    files: Vec<(String, String)>,
}

impl OwnPlan {
    fn of(person: PersonId, paper: &OwnPlanPaper) -> Self {
        let word = &paper.word;
        let day = |label: &str, on: Option<Date>| on.map(|on| format!("　{label} {}", wareki::short(on)));
        let met = day("個別支援会議", word.answer.met_on).unwrap_or_default();
        let made = day("作成", word.answer.made_on).unwrap_or_default();
        let entered = match word.entered_by.as_str() {
            "" => String::new(),
            who => format!("（{who}が入れました）"),
        };
        let room = room_path(person, word.room);
        let file = |file: &RoomFile| {
            let words = format!("{}　{}", file.kind.label(), scan::size(file.size));
            (words, format!("{room}/files/{}", file.id))
        };
        Self {
            words: format!("{} 第{}版{met}{made}", word.name, paper.version),
            note: word.answer.note.clone(),
            source: format!(
                "{} {}{entered}",
                time_in_japan(&word.recorded_at),
                word.means.label()
            ),
            files: paper.files.iter().map(file).collect(),
        }
    }
}

struct Mapped {
    of: String,
    goal: String,
    own: Vec<(String, String)>,
    bare: bool,
}

impl Mapped {
    /// Nothing at all while no provider has said anything.
    fn all(plan: &ServicePlan, words: &[ProviderWord<GoalsAnswer>]) -> Vec<Self> {
        if words.is_empty() {
            return Vec::new();
        }
        let goals = plan_goals(plan);
        let answers: Vec<&GoalsAnswer> = words.iter().map(|word| &word.answer).collect();
        let bare = unmapped(&goals, &answers);
        let row = |goal: PlanGoal| {
            let own = words.iter().filter_map(|word| said(word, goal.place));
            Self {
                own: own.collect(),
                bare: bare.contains(&goal.place),
                of: goal.of,
                goal: goal.goal,
            }
        };
        goals.into_iter().map(row).collect()
    }
}

/// What one provider says of a goal, with when and how the office knows.
fn said(word: &ProviderWord<GoalsAnswer>, place: usize) -> Option<(String, String)> {
    let mapped = word.answer.at(place)?;
    let goal = if mapped.none {
        "あたる目標はない".to_owned()
    } else if mapped.period.is_empty() {
        mapped.goal.clone()
    } else {
        format!("{}（{}）", mapped.goal, mapped.period)
    };
    let made = word.answer.made_on.map(wareki::short);
    let made = made.map(|day| format!("　{day}の計画")).unwrap_or_default();
    let entered = match word.entered_by.as_str() {
        "" => String::new(),
        who => format!("（{who}が書きこみ）"),
    };
    let at = time_in_japan(&word.recorded_at);
    let source = format!("{}{made}　{at} {}{entered}", word.name, word.means.label());
    Some((goal, source))
}

case_page!(Show, |page| page.paper.line.kind.label(), wide);

impl Show {
    fn path(&self) -> String {
        paper_path(self.case.person, self.paper.line.id)
    }

    fn consent(&self) -> String {
        consent_path(self.case.person, self.paper.line.id)
    }

    fn delivery(&self) -> String {
        delivery_path(self.case.person, self.paper.line.id)
    }

    fn forms(&self) -> Vec<(&'static str, String)> {
        let forms = Printable::of(self.paper.line.kind).iter();
        let href = |form: &Printable| papers::path(self.case.person, *form, self.paper.line.id);
        forms.map(|form| (form.label(), href(form))).collect()
    }

    fn confirmed_at(&self) -> Option<String> {
        self.paper.line.confirmed_at.as_deref().map(time_in_japan)
    }

    /// Who is named in a plan that stands and has not been handed it yet.
    fn not_handed(&self) -> Vec<&str> {
        let stands = self.standing.confirmed && !self.standing.replaced;
        if self.paper.line.kind != PaperKind::Plan || !stands {
            return Vec::new();
        }
        let mut named = self.paper.content.providers();
        named.retain(|name| !self.standing.handed_to(name));
        named
    }

    fn grid(&self) -> Grid {
        Grid::of(&self.paper.content.week)
    }
}

fn month(month: Option<ServiceMonth>) -> String {
    month.map(wareki::format_month).unwrap_or_default()
}

pub(super) async fn get(cx: Cx, Path((person, id)): Path<(PersonId, PaperId)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "plan.paper").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Plan, cx.today()).await?;
    let paper = reader.paper::<ServicePlan>(case, id).await?;
    let consents = reader.consents(case).await?;
    let deliveries = reader.deliveries(case).await?;
    let words = reader.goals_of_plan(case, id).await?;
    let own_plans = reader.own_plan_papers(case).await?;
    drop(reader);
    let standing = Standing::of(&paper.line, &consents, &deliveries);
    let given = consents
        .iter()
        .find(|(of, _)| *of == id)
        .map(|(_, consent)| consent);
    let view = Show {
        case: frame,
        mapped: Mapped::all(&paper.content, &words),
        own_plans: own_plans.iter().map(|plan| OwnPlan::of(person, plan)).collect(),
        paper,
        standing,
        signature: given.map(signature).unwrap_or_default(),
        key: Uuid::now_v7(),
    };
    page(&cx, &view)
}

fn signature(consent: &Consent) -> String {
    if consent.signature.is_empty() {
        return String::new();
    }
    let encoded = data_encoding::BASE64.encode(consent.signature.as_bytes());
    format!("data:image/svg+xml;base64,{encoded}")
}
