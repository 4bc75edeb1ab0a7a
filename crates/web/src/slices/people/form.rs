//! The face sheet as a form.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::family::{FamilyMember, MemberKey, Relation, UnionKind};
use bansou_domain::id::PersonId;
use bansou_domain::person::{Guardian, GuardianKind, Housing, Person, Problem, Sex, SupportLevel, check};
use bansou_store::journal::Did;
use jiff::civil::Date;

use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{Menu, View, page, refused};

#[derive(Template)]
#[template(path = "slices/people/form.html")]
struct FaceSheet {
    form: Form,
    case: Option<CaseFrame>,
}

impl FaceSheet {
    /// The saved members, from whom the relation of another can be counted.
    fn members(&self) -> Vec<(String, String)> {
        let field = |row: usize, name: &str| self.form.value(&format!("family.{row}.{name}")).to_owned();
        let saved = |row: &usize| !matches!(field(*row, "key").as_str(), "" | "0");
        let rows = self.form.rows("family", 0).into_iter().filter(saved);
        rows.map(|row| {
            (
                field(row, "key"),
                format!("{} {}", field(row, "relation"), field(row, "name")),
            )
        })
        .collect()
    }
}

impl View for FaceSheet {
    fn title(&self) -> String {
        match &self.case {
            Some(case) => format!("基本情報 — {}さん", case.name),
            None => "利用者を登録する".to_owned(),
        }
    }

    fn menu(&self) -> Menu {
        Menu::People
    }

    fn case(&self) -> Option<&CaseFrame> {
        self.case.as_ref()
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }
}

const NEW: &str = "/people/new";

fn edit_path(person: PersonId) -> String {
    format!("/c/{person}/person")
}

pub(super) async fn new(cx: Cx) -> Result<Response, Failure> {
    let form = Form::open(&cx, NEW.to_owned(), Typed::default(), 0).await?;
    page(&cx, &FaceSheet { form, case: None })
}

pub(super) async fn add(cx: Cx, typed: Typed) -> Result<Response, Failure> {
    if let Some(form) = Form::rearranged(NEW.to_owned(), &typed) {
        return page(&cx, &FaceSheet { form, case: None });
    }
    let person = match read(&typed, cx.today(), false) {
        Ok(person) => person,
        Err(problems) => {
            return refused(
                &cx,
                &FaceSheet {
                    form: Form::refused(NEW.to_owned(), typed, problems),
                    case: None,
                },
            );
        }
    };
    let mut tx = cx.begin().await?;
    let specialist = cx.who.role().carries_cases().then(|| cx.who.staff());
    let id = tx.add_person(cx.member(), &person, specialist, None).await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, &super::path(id)).await? {
        return Ok(response);
    }
    tx.commit(Did::to(id, "person.added")).await?;
    Ok(Redirect::to(&super::path(id)).into_response())
}

pub(super) async fn edit(cx: Cx, Path(id): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(id, "person").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Person, cx.today()).await?;
    let record = reader.person(case).await?;
    drop(reader);
    let form = Form::open(&cx, edit_path(id), write(&record.person), record.version).await?;
    page(
        &cx,
        &FaceSheet {
            form,
            case: Some(frame),
        },
    )
}

pub(super) async fn change(cx: Cx, Path(id): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, id).await?;
    if let Some(form) = Form::rearranged(edit_path(id), &typed) {
        let frame = CaseFrame::load(&mut tx, case.reader(), Tab::Person, cx.today()).await?;
        drop(tx);
        let case = Some(frame);
        return page(&cx, &FaceSheet { form, case });
    }
    let before = tx.person(case.reader()).await?;
    let hidden = before.person.address_protected && before.version == typed.version();
    let person = match read(&typed, cx.today(), hidden) {
        Ok(person) => person,
        Err(problems) => {
            let frame = CaseFrame::load(&mut tx, case.reader(), Tab::Person, cx.today()).await?;
            drop(tx);
            let form = Form::refused(edit_path(id), typed, problems);
            return refused(
                &cx,
                &FaceSheet {
                    form,
                    case: Some(frame),
                },
            );
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &super::path(id)).await? {
        return Ok(response);
    }
    match tx.change_person(case, &person, typed.version()).await {
        Ok(()) => {}
        Err(bansou_store::Failure::Stale) => {
            let theirs = tx.person(case.reader()).await?;
            let frame = CaseFrame::load(&mut tx, case.reader(), Tab::Person, cx.today()).await?;
            drop(tx);
            let form = Form::conflict(edit_path(id), typed, write(&theirs.person), theirs.version);
            return refused(
                &cx,
                &FaceSheet {
                    form,
                    case: Some(frame),
                },
            );
        }
        Err(failure) => return Err(failure.into()),
    }
    tx.commit(Did::to(id, "person.changed")).await?;
    Ok(Redirect::to(&super::path(id)).into_response())
}

/// The face sheet as the fields of its form.
fn write(person: &Person) -> Typed {
    let mut typed = Typed::default();
    let day = |day: Option<Date>| day.map(wareki::short).unwrap_or_default();
    typed.set("name", &person.name);
    typed.set("kana", &person.kana);
    typed.set("born", day(person.born));
    typed.set("sex", person.sex.map_or("", Sex::code));
    typed.set("postcode", &person.postcode);
    typed.set("address", &person.address);
    typed.set("housing", person.housing.map_or("", Housing::code));
    typed.set("tel", &person.tel);
    typed.set("fax", &person.fax);
    typed.set("disability", &person.disability);
    typed.set(
        "support_level",
        person.support_level.map_or("", SupportLevel::code),
    );
    typed.set("handbooks", person.handbooks.join("\n"));
    typed.set("income", &person.income);
    typed.set("caution", &person.caution);
    typed.set(
        "address_protected",
        if person.address_protected { "1" } else { "" },
    );
    for (row, guardian) in person.guardians.iter().enumerate() {
        let mut set = |field: &str, value: &str| typed.set(format!("guardians.{row}.{field}"), value);
        set("name", &guardian.name);
        set("relation", &guardian.relation);
        set("kind", guardian.kind.code());
        set("born", &day(guardian.born));
        set("powers", &guardian.powers);
        set("until", &day(guardian.until));
    }
    for (row, member) in person.family.iter().enumerate() {
        let mut set = |field: &str, value: &str| typed.set(format!("family.{row}.{field}"), value);
        let tick = |ticked: bool| if ticked { "1" } else { "" };
        set("name", &member.name);
        set("key", &member.key.0.to_string());
        set("relation", member.relation.label());
        set("sex", member.sex.map_or("", Sex::code));
        set("born", &day(member.born));
        set("died", &day(member.died));
        set("dead", tick(member.dead));
        set("union", member.union.map_or("", UnionKind::code));
        set(
            "through",
            &member.through.map_or_else(String::new, |key| key.0.to_string()),
        );
        set("occupation", &member.occupation);
        set("living_together", tick(member.living_together));
        set("main_carer", tick(member.main_carer));
        set("key_person", tick(member.key_person));
        set("note", &member.note);
    }
    typed
}

/// Reads the face sheet. Who is `hidden` stays hidden until the office says elsewhere, with its reason, that this ended.
fn read(typed: &Typed, today: Date, hidden: bool) -> Result<Person, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let person = Person {
        name: fields.line("name", "氏名"),
        kana: fields.line("kana", "ふりがな"),
        born: fields.day("born", "生年月日"),
        sex: fields.choice("sex", "性別", Sex::from_code),
        postcode: fields.line("postcode", "郵便番号"),
        address: fields.line("address", "住所"),
        housing: fields.choice("housing", "住まい", Housing::from_code),
        tel: fields.line("tel", "電話番号"),
        fax: fields.line("fax", "FAX番号"),
        disability: fields.line("disability", "障害または疾患名"),
        support_level: fields.choice("support_level", "障害支援区分", SupportLevel::from_code),
        handbooks: fields.lines("handbooks", "手帳"),
        income: fields.line("income", "年金・手当など"),
        guardians: fields
            .rows("guardians", &["kind"])
            .into_iter()
            .map(|row| read_guardian(&mut fields, row))
            .collect(),
        family: read_family(&mut fields),
        caution: fields.line("caution", "配慮・注意"),
        address_protected: fields.ticked("address_protected"),
    };
    for problem in check(&person, today) {
        let (field, message) = message(problem);
        fields.tell(field, message);
    }
    if hidden && !person.address_protected {
        fields.tell("address_protected", STILL_HIDDEN);
    }
    fields.finish(person)
}

/// Said where the tick that hides somebody is taken away.
const STILL_HIDDEN: &str =
    "伏せるのをやめるときは、「住所の保護」に、終わったことと理由を記録してください。ここでは外せません。";

fn read_guardian(fields: &mut Fields<'_>, row: usize) -> Guardian {
    let at = |field: &str| format!("guardians.{row}.{field}");
    Guardian {
        name: fields.line(&at("name"), "保護者・後見人等の氏名"),
        relation: fields.line(&at("relation"), "続柄・関係"),
        kind: fields
            .required_choice(&at("kind"), "立場", GuardianKind::from_code)
            .unwrap_or(GuardianKind::Parent),
        born: fields.day(&at("born"), "保護者・後見人等の生年月日"),
        powers: fields.line(&at("powers"), "権限・代わりに署名する理由"),
        until: fields.day(&at("until"), "いつまで"),
    }
}

/// A member keeps its number while the list is edited; a new row gets the next free one.
fn read_family(fields: &mut Fields<'_>) -> Vec<FamilyMember> {
    let rows = fields.rows("family", &["sex", "key", "union", "through"]);
    let mut family: Vec<_> = rows.into_iter().map(|row| read_member(fields, row)).collect();
    let free = family.iter().map(|member| member.key.0).max().unwrap_or(0) + 1..;
    let new = family.iter_mut().filter(|member| member.key == MemberKey::PERSON);
    for (member, next) in new.zip(free) {
        member.key = MemberKey(next);
    }
    family
}

fn read_member(fields: &mut Fields<'_>, row: usize) -> FamilyMember {
    let at = |field: &str| format!("family.{row}.{field}");
    FamilyMember {
        key: MemberKey(fields.line(&at("key"), "番号").parse().unwrap_or(0)),
        name: fields.line(&at("name"), "家族の氏名"),
        relation: Relation::read(&fields.required(&at("relation"), "続柄")),
        sex: fields.choice(&at("sex"), "家族の性別", Sex::from_code),
        born: fields.day(&at("born"), "家族の生年月日"),
        died: fields.day(&at("died"), "亡くなった日"),
        dead: fields.ticked(&at("dead")),
        living_together: fields.ticked(&at("living_together")),
        key_person: fields.ticked(&at("key_person")),
        main_carer: fields.ticked(&at("main_carer")),
        occupation: fields.line(&at("occupation"), "職業"),
        union: fields.choice(&at("union"), "夫婦の関係", UnionKind::from_code),
        through: fields.choice(&at("through"), "だれから見た続柄か", |key| {
            key.parse().ok().map(MemberKey)
        }),
        note: fields.line(&at("note"), "備考"),
        ..FamilyMember::default()
    }
}

fn message(problem: Problem) -> (String, &'static str) {
    match problem {
        Problem::NameMissing => ("name".into(), "「氏名」を入力してください。"),
        Problem::KanaMissing => (
            "kana".into(),
            "「ふりがな」を入力してください。一覧の並び順に使います。",
        ),
        Problem::BornInFuture => (
            "born".into(),
            "「生年月日」が今日より後になっています。年号を確かめてください。",
        ),
        Problem::BornTooLongAgo => (
            "born".into(),
            "「生年月日」が130年以上前になっています。年号を確かめてください。",
        ),
        Problem::GuardianNameMissing(row) => (
            format!("guardians.{row}.name"),
            "保護者・後見人等の氏名を入力するか、その行を消してください。",
        ),
        Problem::RelationMissing(row) => (format!("family.{row}.relation"), "続柄を入力してください。"),
    }
}
