//! What a preparation begins with: the office's agenda, the people of the case, what the case says of the occasion.

use bansou_domain::calendar::{LifeStage, age_on, life_stage};
use bansou_domain::conference::{Attendance, Conference, Member, MemberKind, expected, kind_of};
use bansou_domain::id::MemberId;
use bansou_domain::meeting::{Means, Occasion};
use bansou_domain::person::Person;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::team::TeamMemberRecord;
use jiff::civil::Date;

use crate::context::Cx;
use crate::failure::Failure;
use crate::settings::OfficeSettings;

/// The stage of life of the person, where the birthday is known.
pub(super) fn stage(person: &Person, today: Date) -> Option<LifeStage> {
    person.born.map(|born| life_stage(age_on(born, today)))
}

pub(super) async fn conference(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
) -> Result<Conference, Failure> {
    let record = reader.person(case).await?;
    let team = reader.team(case).await?;
    let office = reader.office(cx.member()).await?;
    let stage = stage(&record.person, cx.today());
    let specialist = match record.specialist_name.as_str() {
        "" => cx.who.name(),
        name => name,
    };
    let mut members = vec![
        member(MemberKind::Person, "本人", stage, Some(Attendance::Comes)),
        member(
            MemberKind::Specialist,
            &format!("{} {specialist}", office.name),
            stage,
            Some(Attendance::Comes),
        ),
    ];
    let guardians = record.person.guardians.iter();
    members.extend(guardians.map(|guardian| {
        let who = match guardian.relation.as_str() {
            "" => guardian.name.clone(),
            relation => format!("{relation} {}", guardian.name),
        };
        member(MemberKind::Family, &who, stage, None)
    }));
    let here = team.iter().filter(|record| record.member.left_on.is_none());
    for found in here {
        let (who, kind) = invited(found);
        if !members.iter().any(|member| member.who == who) {
            members.push(Member {
                id: Some(MemberId(found.id.0)),
                ..member(kind, &who, stage, None)
            });
        }
    }
    members.sort_by_key(|member| member.kind);
    Ok(Conference {
        occasion: None::<Occasion>,
        means: Some(Means::InPerson),
        agenda: OfficeSettings::of(&office).agenda,
        members,
        easy_note: "話《はな》したくないことは、話《はな》さなくていいです。つかれたら、休《やす》みます。"
            .to_owned(),
        ..Conference::default()
    })
}

fn member(kind: MemberKind, who: &str, stage: Option<LifeStage>, attends: Option<Attendance>) -> Member {
    let required = expected(stage, None)
        .iter()
        .any(|expected| expected.kind == kind && expected.required);
    Member {
        id: None,
        kind: Some(kind),
        who: who.to_owned(),
        attends,
        required,
        wish: String::new(),
    }
}

fn invited(found: &TeamMemberRecord) -> (String, MemberKind) {
    let parts = [found.provider_name.as_str(), found.member.name.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let who = parts.join(" ");
    let kind = match kind_of(&who) {
        MemberKind::Other => kind_of(&found.member.role),
        kind => kind,
    };
    (who, kind)
}
