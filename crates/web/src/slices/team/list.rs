//! The team on one page, a card for each member.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::id::PersonId;
use bansou_store::team::TeamMemberRecord;

use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};

#[derive(Template)]
#[template(path = "slices/team/list.html")]
struct Team {
    case: CaseFrame,
    members: Vec<Card>,
    left: Vec<Card>,
}

struct Card {
    href: String,
    /// The provider, or the person where there is none.
    title: String,
    /// The name of who comes from the provider.
    name: String,
    role: String,
    tel: String,
    watches: String,
    left_on: String,
}

case_page!(Team, "支援チーム", wide);

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "team").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Overview, cx.today()).await?;
    let team = reader.team(case).await?;
    drop(reader);
    let (left, members) = team
        .into_iter()
        .map(|record| Card::new(person, record))
        .partition(|card| !card.left_on.is_empty());
    let view = Team {
        case: frame,
        members,
        left,
    };
    page(&cx, &view)
}

impl Card {
    fn new(person: PersonId, record: TeamMemberRecord) -> Self {
        let member = record.member;
        let (title, name) = if record.provider_name.is_empty() {
            (member.name, String::new())
        } else {
            (record.provider_name, member.name)
        };
        Self {
            href: super::member_path(person, record.id),
            title,
            name,
            role: member.role,
            tel: if member.tel.is_empty() {
                record.provider_tel
            } else {
                member.tel
            },
            watches: member.watches,
            left_on: member.left_on.map(wareki::format).unwrap_or_default(),
        }
    }
}
