//! What a note or a meeting says once is what the additions ask for.

use bansou_demo::{Story, Told, rich};
use bansou_domain::conference::{Attendance, Board, Conference, Line, LineKind, Member, MemberKind, minutes};
use bansou_domain::deed::{Deed, DeedKind, ServiceVisit};
use bansou_domain::id::LineId;
use bansou_domain::meeting::{Discussed, Occasion, ServiceMeeting};
use bansou_domain::monitoring::LeadsTo;
use bansou_domain::note::{CaseNote, Counterpart, Means};
use insta::assert_snapshot;
use jiff::civil::{Date, date};

use crate::{claimed, line, month_of, office_of};

fn yosuke() -> Story {
    rich().remove(0)
}

fn note(story: &Story, on: Date, deed: Deed) -> CaseNote {
    let some = story.notes.last().cloned().unwrap();
    CaseNote {
        on,
        means: Means::Escort,
        counterpart: Counterpart::Medical,
        deed: Some(deed),
        ..some
    }
}

fn meeting(on: Date, discussed: Option<Discussed>) -> Told<ServiceMeeting> {
    let mut held = yosuke().meetings.remove(0);
    held.content.on = Some(on);
    held.content.change_discussed = discussed;
    held
}

async fn november(story: Story) -> String {
    let (test, office) = Box::pin(office_of(std::iter::once(story))).await;
    let month = month_of(&test.store, &office, "2026-11").await;
    let claim = claimed(&month);
    let mut told = Vec::new();
    for person in &claim.people {
        told.extend(person.lines.iter().map(line));
        let refused = person.not_claimed.iter();
        told.extend(refused.map(|left| format!("{}: {}", left.item.label(), left.why.sentence())));
    }
    told.join("\n")
}

#[tokio::test]
async fn a_walk_to_the_clinic_and_a_look_at_the_workshop_are_claimed_from_their_notes() {
    let mut story = yosuke();
    let clinic = Deed {
        place: "見本クリニック".to_owned(),
        ..Deed::of(DeedKind::HospitalAccompany)
    };
    let workshop = Deed {
        place: "就労支援センター見本".to_owned(),
        seen: Some(ServiceVisit::default()),
        ..Deed::of(DeedKind::ProviderVisit)
    };
    let told = Deed::of(DeedKind::InfoToHospital);
    for (on, deed) in [(3, clinic), (4, workshop), (6, told)] {
        let note = note(&story, date(2026, 11, on), deed);
        story.notes.push(note);
    }
    assert_snapshot!(november(story).await, @r"
    MonitoringFeeStrengthened(4) 1408×1
    ChiefTwo 100×1
    HospitalAccompany 300×1
    ProviderMonitoring 100×1
    MedicalTwo 30×1
    PsychiatricOne 60×1
    WageImprovement 102×1
    医療・保育・教育機関等連携加算（情報提供）: 相手の求めに応じた情報提供ではありません。
    ");
}

#[tokio::test]
async fn a_meeting_after_the_plan_is_asked_whether_the_plan_was_thought_over() {
    let mut silent = yosuke();
    silent.meetings.push(meeting(date(2026, 11, 6), None));
    assert_snapshot!(november(silent).await, @r"
    MonitoringFeeStrengthened(4) 1408×1
    ChiefTwo 100×1
    MedicalTwo 30×1
    PsychiatricOne 60×1
    WageImprovement 81×1
    サービス担当者会議実施加算: 会議で計画の変更を検討したかどうかが記録されていません。
    ");
    let mut thought_over = yosuke();
    thought_over
        .meetings
        .push(meeting(date(2026, 11, 6), Some(Discussed::Yes)));
    assert_snapshot!(november(thought_over).await, @r"
    MonitoringFeeStrengthened(4) 1408×1
    ChiefTwo 100×1
    ServiceMeeting 100×1
    MedicalTwo 30×1
    PsychiatricOne 60×1
    WageImprovement 87×1
    ");
}

fn november_report(leads_to: Vec<LeadsTo>) -> Story {
    let mut story = yosuke();
    story.reports[1].content.leads_to = leads_to;
    story
}

#[tokio::test]
async fn a_report_that_makes_the_plan_anew_earns_nothing_and_a_minor_change_leaves_the_fee() {
    assert_snapshot!(november(november_report(vec![LeadsTo::PlanChange])).await, @r"
    サービス利用支援費: 報酬に必要な手順がそろっていません。
    継続サービス利用支援費: このモニタリングは計画の変更とひと続きで、計画の分だけを算定します。
    ");
    assert_snapshot!(november(november_report(vec![LeadsTo::MinorChange])).await, @r"
    MonitoringFeeStrengthened(4) 1408×1
    ChiefTwo 100×1
    MedicalTwo 30×1
    PsychiatricOne 60×1
    WageImprovement 81×1
    サービス利用支援費: 軽微な変更では、計画の分は算定できません。
    ");
}

/// Minutes as a conference makes them: nobody typed a fact of the claim twice.
fn from_conference(on: Date) -> ServiceMeeting {
    let member = |kind, who: &str| Member {
        kind: Some(kind),
        who: who.to_owned(),
        attends: Some(Attendance::Comes),
        ..Member::default()
    };
    let conference = Conference {
        occasion: Some(Occasion::Monitoring),
        purpose: "通所を続けるための約束を決める".to_owned(),
        members: vec![
            member(MemberKind::Person, "本人"),
            member(MemberKind::Provider, "就労支援センター見本 サービス管理責任者"),
            member(MemberKind::Specialist, "見本相談支援センター 見本 相子"),
        ],
        ..Conference::default()
    };
    let lines = [
        (
            LineKind::Remark,
            "就労支援センター見本：静かな部屋を2つ用意できる",
        ),
        (LineKind::Proposal, "短期目標を「週4日通う」にする"),
    ];
    let lines = lines.map(|(kind, typed)| Line::read(kind, typed, "", on));
    let ids = (1..).map(|number| LineId(uuid::Uuid::from_u128(number)));
    let board = Board::of(ids.zip(&lines));
    minutes(&conference, &board, (on, Some(840), Some(900)), 2)
}

#[tokio::test]
async fn what_was_recorded_in_a_conference_is_claimed_without_typing_it_again() {
    let mut story = yosuke();
    let mut held = story.meetings.last().cloned().unwrap();
    held.content = from_conference(date(2026, 11, 6));
    story.meetings.push(held);
    assert!(november(story).await.contains("ServiceMeeting 100×1"));
}
