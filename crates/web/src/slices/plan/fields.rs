//! A plan as the fields of its form.

use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::paper::PaperKind;
use bansou_domain::plan::{Goal, Need, PlannedService, Problem, ServicePlan, check};
use jiff::civil::Date;

use crate::form::{Fields, Told, Typed};
use crate::week;

/// A plan that was read, with the form's number of each need row.
pub(super) struct Read {
    pub(super) plan: ServicePlan,
    pub(super) rows: Vec<usize>,
}

/// The plan as the fields of its form.
pub(super) fn write(plan: &ServicePlan) -> Typed {
    let mut typed = Typed::default();
    let month = |month: Option<ServiceMonth>| month.map(wareki::format_month).unwrap_or_default();
    typed.set("made_on", plan.made_on.map(wareki::short).unwrap_or_default());
    typed.set("starts", month(plan.starts));
    typed.set("monitoring_text", &plan.monitoring_text);
    typed.set("wish_person", &plan.wish_person);
    typed.set("wish_family", &plan.wish_family);
    typed.set("past_effect", &plan.past_effect);
    typed.set("policy", &plan.policy);
    typed.set("long_goal", &plan.long_goal.text);
    typed.set("long_goal_until", month(plan.long_goal.until));
    typed.set("short_goal", &plan.short_goal.text);
    typed.set("short_goal_until", month(plan.short_goal.until));
    typed.set("changes_from_draft", &plan.changes_from_draft);
    for (row, need) in plan.needs.iter().enumerate() {
        write_need(&mut typed, row, need);
    }
    week::write(&mut typed, "", &plan.week);
    typed
}

fn write_need(typed: &mut Typed, row: usize, need: &Need) {
    let month = |month: Option<ServiceMonth>| month.map(wareki::format_month).unwrap_or_default();
    let mut set = |field: String, value: &str| typed.set(format!("needs.{row}.{field}"), value);
    set("need".into(), &need.need);
    set("goal".into(), &need.goal);
    set("until".into(), &month(need.until));
    set("own_role".into(), &need.own_role);
    set("review".into(), &month(need.review));
    set("notes".into(), &need.notes);
    set("unmet".into(), &need.unmet);
    for (place, service) in need.services.iter().enumerate() {
        let mut set = |field: &str, value: &str| set(format!("services.{place}.{field}"), value);
        set("kind", &service.kind);
        set("content", &service.content);
        set("amount", &service.amount);
        set("provider", &service.provider);
        set("person_in_charge", &service.person_in_charge);
        set("tel", &service.tel);
    }
}

/// Reads a plan to be kept as a draft: what cannot be read is refused, what is missing is not.
pub(super) fn read(typed: &Typed, today: Date) -> Result<Read, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let read = read_all(&mut fields);
    fields.finish(read)
}

/// Reads a plan to be confirmed: everything the ordinance wants in it has to be there.
pub(super) fn read_to_confirm(typed: &Typed, kind: PaperKind, today: Date) -> Result<Read, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let read = read_all(&mut fields);
    for problem in check(&read.plan, kind == PaperKind::DraftPlan, today) {
        let (field, message) = message(problem, &read);
        if fields.problem_free(&field) {
            fields.tell(field, message);
        }
    }
    fields.finish(read)
}

fn read_all(fields: &mut Fields<'_>) -> Read {
    let rows = fields.rows("needs", &[]);
    let plan = ServicePlan {
        made_on: fields.day("made_on", "作成日"),
        starts: fields.month("starts", "計画開始年月"),
        monitoring_text: fields.line("monitoring_text", "モニタリング期間"),
        wish_person: fields.long("wish_person", "本人の意向"),
        wish_family: fields.long("wish_family", "家族の意向"),
        policy: fields.long("policy", "総合的な援助の方針"),
        long_goal: read_goal(fields, "long_goal", "長期目標"),
        short_goal: read_goal(fields, "short_goal", "短期目標"),
        needs: rows.iter().map(|row| read_need(fields, *row)).collect(),
        week: week::read(fields, ""),
        past_effect: fields.long("past_effect", "これまでのサービスでの変化"),
        changes_from_draft: fields.long("changes_from_draft", "計画案からの変更点"),
        drawn_from: None,
    };
    Read { plan, rows }
}

fn read_goal(fields: &mut Fields<'_>, name: &str, label: &str) -> Goal {
    Goal {
        text: fields.long(name, label),
        until: fields.month(&format!("{name}_until"), &format!("{label}の達成時期")),
    }
}

fn read_need(fields: &mut Fields<'_>, row: usize) -> Need {
    let at = |field: &str| format!("needs.{row}.{field}");
    let part = at("services");
    let services = fields.rows(&part, &[]);
    Need {
        need: fields.long(&at("need"), "解決すべき課題"),
        goal: fields.long(&at("goal"), "支援目標"),
        until: fields.month(&at("until"), "達成時期"),
        services: services
            .into_iter()
            .map(|place| read_service(fields, &format!("{part}.{place}")))
            .collect(),
        own_role: fields.long(&at("own_role"), "本人の役割"),
        review: fields.month(&at("review"), "評価時期"),
        notes: fields.long(&at("notes"), "その他留意事項"),
        unmet: fields.long(&at("unmet"), "満たせていない必要"),
    }
}

fn read_service(fields: &mut Fields<'_>, row: &str) -> PlannedService {
    let mut line = |field: &str, label: &str| fields.line(&format!("{row}.{field}"), label);
    PlannedService {
        kind: line("kind", "種類"),
        content: line("content", "内容"),
        amount: line("amount", "量（頻度・時間）"),
        provider: line("provider", "提供事業者名"),
        person_in_charge: line("person_in_charge", "担当者名"),
        tel: line("tel", "電話"),
    }
}

fn message(problem: Problem, read: &Read) -> (String, String) {
    let number = |row: usize| row + 1;
    let at = |row: usize, field: &str| {
        let form_row = read.rows.get(row).copied().unwrap_or(row);
        format!("needs.{form_row}.{field}")
    };
    let own = |field: &str, message: &str| (field.to_owned(), message.to_owned());
    match problem {
        Problem::MadeOnMissing => own("made_on", "「作成日」を入力してください。例: R8.11.21"),
        Problem::MadeInFuture => own("made_on", "「作成日」が今日より後になっています。"),
        Problem::WishMissing => own(
            "wish_person",
            "「本人の意向」を入力してください。ことばで聞きとれないときは、見えたことを（　）で書きます。",
        ),
        Problem::PolicyMissing => own("policy", "「総合的な援助の方針」を入力してください。"),
        Problem::LongGoalMissing => own("long_goal", "「長期目標」を入力してください。"),
        Problem::ShortGoalMissing => own("short_goal", "「短期目標」を入力してください。"),
        Problem::NoNeeds => own("needs.0.need", "解決すべき課題を1つ以上入力してください。"),
        Problem::NeedMissing(row) => (
            at(row, "need"),
            format!(
                "優先順位{}の「解決すべき課題」を入力するか、その行を消してください。",
                number(row)
            ),
        ),
        Problem::GoalMissing(row) => (
            at(row, "goal"),
            format!("優先順位{}の「支援目標」を入力してください。", number(row)),
        ),
        Problem::UntilMissing(row) => (
            at(row, "until"),
            format!(
                "優先順位{}の「達成時期」を入力してください。例: R9.4",
                number(row)
            ),
        ),
        Problem::ProviderMissing(row) => (
            provider_field(read, row).unwrap_or_else(|| at(row, "need")),
            format!(
                "優先順位{}の「提供事業者名」を入力してください。まだ決まらないときは（探している）と書きます。",
                number(row)
            ),
        ),
    }
}

/// The first service of a row that names nobody.
fn provider_field(read: &Read, row: usize) -> Option<String> {
    let need = read.plan.needs.get(row)?;
    let nameless = |service: &PlannedService| service.provider.trim().is_empty();
    let place = need.services.iter().position(nameless)?;
    let form_row = read.rows.get(row)?;
    Some(format!("needs.{form_row}.services.{place}.provider"))
}
