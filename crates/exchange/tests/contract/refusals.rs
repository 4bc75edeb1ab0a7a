//! What is refused: half understood facts, each problem with its path.

use bansou_billing::covers;
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{LAW, worked};

fn problems(text: &str) -> String {
    let Err(problems) = bansou_exchange::read(text, |month| covers(&LAW, month)) else {
        return "understood".to_owned();
    };
    let lines = problems
        .iter()
        .map(|problem| format!("{}: {}", problem.path, problem.sentence));
    lines.collect::<Vec<_>>().join("\n")
}

/// The worked example, with a person and an event of every part, changed at one place.
fn refused(change: impl FnOnce(&mut Value)) -> String {
    let mut facts = worked();
    change(&mut facts);
    problems(&facts.to_string())
}

fn set(path: &str, value: Value) -> String {
    refused(|facts| {
        let (parent, name) = path.rsplit_once('/').unwrap();
        let parent = facts.pointer_mut(parent).unwrap();
        match parent {
            Value::Array(list) => list[name.parse::<usize>().unwrap()] = value,
            other => other[name] = value,
        }
    })
}

fn without(path: &str) -> String {
    refused(|facts| {
        let (parent, name) = path.rsplit_once('/').unwrap();
        let parent = facts.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        parent.remove(name).unwrap();
    })
}

#[test]
fn an_unknown_field_is_refused_wherever_it_stands() {
    let places = [
        "/offices",
        "/office/area_grade",
        "/office/load/people",
        "/people/0/name",
        "/people/0/certificate/end",
        "/people/0/events/0/purpose",
        "/people/0/events/1/form",
        "/staff/0/name",
    ];
    let told = places.map(|place| set(place, json!("x")));
    assert_snapshot!(told.join("\n"), @"
    offices: 知らない項目です。
    office.area_grade: 知らない項目です。
    office.load.people: 知らない項目です。
    people[0].name: 知らない項目です。
    people[0].certificate.end: 知らない項目です。
    people[0].events[0].purpose: 知らない項目です。
    people[0].events[1].form: 知らない項目です。
    staff[0].name: 知らない項目です。
    ");
    let inside = [
        (
            "/office/system_targets",
            json!({"behaviour_1": [{"person": "p1", "on": "2026-09-03", "by": "s1", "at": "x"}]}),
        ),
        (
            "/people/0/claimed_before",
            json!([{"month": "2026-09", "item": "discharge", "units": 1}]),
        ),
        (
            "/people/0/claimed_elsewhere",
            json!([{"on": "2026-10-09", "item": "plan_fee", "municipality": "141305", "units": 1}]),
        ),
        (
            "/people/0/next_certificate",
            json!({"number": "0000000018", "municipality": "141305", "from": "2027-05-01", "to": "2028-04-30", "monitoring_months": [], "interval": 6}),
        ),
    ];
    let told = inside.map(|(place, value)| set(place, value));
    assert_snapshot!(told.join("\n"), @"
    office.system_targets.behaviour_1[0].at: 知らない項目です。
    people[0].claimed_before[0].units: 知らない項目です。
    people[0].claimed_elsewhere[0].units: 知らない項目です。
    people[0].next_certificate.interval: 知らない項目です。
    ");
}

#[test]
fn an_unknown_value_is_refused_and_the_known_ones_are_told() {
    let values = [
        ("/version", json!(2)),
        ("/office/tier", json!("k5")),
        ("/office/systems/1", json!("psychiatric")),
        ("/office/system_ends", json!({"chief": "2026-10-01"})),
        ("/office/system_targets", json!({"chiefs": []})),
        ("/office/regional_base", json!("yes")),
        ("/office/shortfalls", json!(["restraint"])),
        ("/office/area_grade_adult", json!(8)),
        ("/office/next_month_slip", json!("sometimes")),
        ("/office/next_month_slip", json!({"1413": "accepted"})),
        ("/people/0/kind", json!("adults")),
        ("/people/0/care_level", json!("care_6")),
        ("/people/0/events/0/for", json!("visit")),
        ("/people/0/events/0/place", json!("office")),
        ("/people/0/events/0/met", json!(["cat"])),
        ("/people/0/events/2/attended/1", json!("cat")),
        ("/people/0/events/2/for", json!("team")),
        ("/people/0/events/2/absence", json!("busy")),
        (
            "/people/0/claimed_before",
            json!([{"month": "2026-09", "item": "fee"}]),
        ),
        ("/staff/0/role", json!("manager")),
    ];
    let told = values.map(|(place, value)| set(place, value));
    assert_snapshot!(told.join("\n"), @"
    version: 形式の版は1だけです。
    office.tier: 「k5」は知らない値です（none、k1、k2、k3、k4）。
    office.systems[1]: 「psychiatric」は知らない値です（chief_1、chief_2、behaviour_1、behaviour_2、medical_1、medical_2、psychiatric_1、psychiatric_2、higher_brain_1、higher_brain_2、peer）。
    office.system_ends.chief: 知らない項目です。
    office.system_targets.chiefs: 知らない項目です。
    office.regional_base: 「yes」は知らない値です（no、member、linked）。
    office.shortfalls[0]: 「restraint」は知らない値です（abuse_prevention、abuse_committee、abuse_training、abuse_person、continuity_plan、disclosure）。
    office.area_grade_adult: 級地は1から7、その他は0です。
    office.next_month_slip: 「sometimes」は知らない値です（accepted、refused）。
    office.next_month_slip.1413: 市町村番号（6桁）でも default でもありません。
    people[0].kind: 「adults」は知らない値です（adult、child）。
    people[0].care_level: 「care_6」は知らない値です（none、support、care_1_2、care_3_5）。
    people[0].events[0].for: 「visit」は知らない値です（assessment、monitoring、other）。
    people[0].events[0].place: 「office」は知らない値です（home、other）。
    people[0].events[0].met[0]: 「cat」は知らない値です（person、family、provider、municipality、other）。
    people[0].events[2].attended[1]: 「cat」は知らない値です（person、family、provider、municipality、other）。
    people[0].events[2].for: 「team」は知らない値です（plan、monitoring、intensive）。
    people[0].events[2].absence: 「busy」は知らない値です（no_visitors、harm、other）。
    people[0].claimed_before[0].item: 「fee」は知らない値です（plan_fee、monitoring_fee、special_area、cap_management、first_time、chief、hospital_admission、discharge、care_manager_info、care_manager_visit、care_manager_meeting、work_support_info、work_support_visit、work_support_meeting、agency_meeting、hospital_accompany、info_provided、intensive_visit、intensive_conference、intensive_joined、intensive_accompany、intensive_info、conference、provider_monitoring、behaviour、medical、psychiatric、higher_brain、peer、base_emergency、base_joint、base_strength、remote_visit、disclosure_cut、continuity_plan_cut、abuse_prevention_cut、wage_improvement）。
    staff[0].role: 「manager」は知らない値です（consultant、assistant）。
    ");
}

#[test]
fn an_unknown_kind_of_event_is_refused() {
    assert_snapshot!(set("/people/0/events/1/kind", json!("telephone")), @"people[0].events[1].kind: 「telephone」は知らない種類です。");
}

#[test]
fn a_required_field_that_is_absent_is_named() {
    let fields = [
        "/version",
        "/month",
        "/office",
        "/people",
        "/office/tier",
        "/office/load",
        "/office/load/cases",
        "/office/load/consultants",
        "/office/next_month_slip",
        "/people/0/id",
        "/people/0/kind",
        "/people/0/certificate",
        "/people/0/certificate/number",
        "/people/0/certificate/municipality",
        "/people/0/certificate/from",
        "/people/0/certificate/to",
        "/people/0/certificate/monitoring_months",
        "/people/0/contract_date",
        "/people/0/services_used_in_last_6_months",
        "/people/0/events/0/on",
        "/people/0/events/0/kind",
        "/staff/0/id",
        "/staff/0/role",
    ];
    let told = fields.map(without);
    assert_snapshot!(told.join("\n"), @"
    version: 必要な項目がありません。
    month: 必要な項目がありません。
    office: 必要な項目がありません。
    people: 必要な項目がありません。
    office.tier: 必要な項目がありません。
    office.load: 必要な項目がありません。
    office.load.cases: 必要な項目がありません。
    office.load.consultants: 必要な項目がありません。
    office.next_month_slip: 必要な項目がありません。
    people[0].id: 必要な項目がありません。
    people[0].kind: 必要な項目がありません。
    people[0].certificate: 必要な項目がありません。
    people[0].certificate.number: 必要な項目がありません。
    people[0].certificate.municipality: 必要な項目がありません。
    people[0].certificate.from: 必要な項目がありません。
    people[0].certificate.to: 必要な項目がありません。
    people[0].certificate.monitoring_months: 必要な項目がありません。
    people[0].contract_date: 必要な項目がありません。
    people[0].services_used_in_last_6_months: 必要な項目がありません。
    people[0].events[0].on: 必要な項目がありません。
    people[0].events[0].kind: 必要な項目がありません。
    staff[0].id: 必要な項目がありません。
    staff[0].role: 必要な項目がありません。
    ");
}

#[test]
fn a_day_or_month_that_does_not_exist_is_refused() {
    let dates = [
        ("/people/0/events/0/on", json!("2026-09-31")),
        ("/people/0/events/0/on", json!("2026-9-3")),
        ("/people/0/events/0/on", json!("20260903")),
        ("/people/0/events/0/on", json!("2026-09-03T10:00")),
        ("/people/0/contract_date", json!("2026-02-29")),
        ("/month", json!("2026-13")),
        ("/people/0/certificate/monitoring_months/0", json!("2026-7")),
        ("/office/system_ends", json!({"peer": "2026-10-32"})),
    ];
    let told = dates.map(|(place, value)| set(place, value));
    assert_snapshot!(told.join("\n"), @"
    people[0].events[0].on: YYYY-MM-DD の形の、ある日ではありません。
    people[0].events[0].on: YYYY-MM-DD の形の、ある日ではありません。
    people[0].events[0].on: YYYY-MM-DD の形の、ある日ではありません。
    people[0].events[0].on: YYYY-MM-DD の形の、ある日ではありません。
    people[0].contract_date: YYYY-MM-DD の形の、ある日ではありません。
    month: YYYY-MM の形の、ある月ではありません。
    people[0].certificate.monitoring_months[0]: YYYY-MM の形の、ある月ではありません。
    office.system_ends.peer: YYYY-MM-DD の形の、ある日ではありません。
    ");
}

#[test]
fn a_period_that_ends_before_it_begins_is_refused() {
    assert_snapshot!(set("/people/0/certificate/to", json!("2026-04-30")), @"people[0].certificate.from: 始めの日が終わりの日（people[0].certificate.to）より後です。");
    assert_eq!(set("/people/0/certificate/to", json!("2026-05-01")), "understood");
}

#[test]
fn one_person_or_one_certificate_twice_is_refused() {
    let second = |change: &dyn Fn(&mut Value)| {
        refused(|facts| {
            let mut other = facts["people"][0].clone();
            change(&mut other);
            facts["people"].as_array_mut().unwrap().push(other);
        })
    };
    assert_snapshot!(second(&|other| other["certificate"]["number"] = json!("0000000026")), @"people[1].id: 「p1」は前にもあります。");
    assert_snapshot!(second(&|other| other["id"] = json!("p2")), @"people[1].certificate.number: people[0] と同じ受給者証です。");
    // The same number in another municipality, or of the other kind, is another certificate.
    let elsewhere = second(&|other| {
        other["id"] = json!("p2");
        other["certificate"]["municipality"] = json!("131016");
    });
    assert_eq!(elsewhere, "understood");
    let child = second(&|other| {
        other["id"] = json!("p2");
        other["kind"] = json!("child");
    });
    assert_eq!(child, "understood");
    let renewed = second(&|other| {
        other["id"] = json!("p2");
        let mut next = other["certificate"].clone();
        next["from"] = json!("2027-05-01");
        next["to"] = json!("2028-04-30");
        other["next_certificate"] = next;
        other["certificate"]["number"] = json!("0000000026");
    });
    assert_snapshot!(renewed, @"people[1].next_certificate.number: people[0] と同じ受給者証です。");
}

#[test]
fn a_month_without_rules_is_refused() {
    assert_snapshot!(set("/month", json!("2021-03")), @"month: 2021-03の報酬の表は登録されていません。");
    assert_eq!(set("/month", json!("2021-04")), "understood");
    assert_snapshot!(set("/month", json!("2027-04")), @"month: 2027-04の報酬の表は登録されていません。");
}

#[test]
fn numbers_have_ten_digits_and_municipalities_six() {
    let numbers = [
        ("/office/number_adult", json!("143000000")),
        ("/office/number_child", json!("147000000X")),
        ("/people/0/certificate/number", json!("00000000180")),
        ("/people/0/certificate/number", json!(18)),
        ("/people/0/certificate/municipality", json!("14130")),
    ];
    let told = numbers.map(|(place, value)| set(place, value));
    assert_snapshot!(told.join("\n"), @"
    office.number_adult: 10桁の数字ではありません。
    office.number_child: 10桁の数字ではありません。
    people[0].certificate.number: 10桁の数字ではありません。
    people[0].certificate.number: 文字列ではありません。
    people[0].certificate.municipality: 6桁の数字ではありません。
    ");
    // Check digits are not examined.
    assert_eq!(
        set("/people/0/certificate/number", json!("1234567890")),
        "understood"
    );
}

#[test]
fn a_person_of_a_kind_the_office_is_not_designated_for_is_refused() {
    assert_snapshot!(without("/office/number_adult"), @"people[0].kind: 事業所にこの種別の指定（番号と級地）がありません。");
    assert_snapshot!(set("/office/area_grade_adult", Value::Null), @"people[0].kind: 事業所にこの種別の指定（番号と級地）がありません。");
    assert_eq!(without("/office/number_child"), "understood");
}

#[test]
fn a_load_of_no_or_too_many_or_unequal_months_is_refused() {
    let load = |load: Value| set("/office/load", load);
    assert_snapshot!(load(json!({"cases": [], "consultants": []})), @"office.load.cases: 1か月から6か月分を並べてください。");
    assert_snapshot!(load(json!({"cases": [1, 1, 1, 1, 1, 1, 1], "consultants": [1, 1, 1, 1, 1, 1, 1]})), @"office.load.cases: 1か月から6か月分を並べてください。");
    assert_snapshot!(load(json!({"cases": [1, 1], "consultants": [1]})), @"office.load.consultants: cases と月の数が違います。");
    assert_snapshot!(load(json!({"cases": [1, 1], "consultants": [1, 1], "assistants": [0]})), @"office.load.assistants: cases と月の数が違います。");
    assert_snapshot!(load(json!({"cases": [-1], "consultants": [1.5]})), @"
    office.load.cases[0]: 0以上の整数ではありません。
    office.load.consultants[0]: 0以上の整数ではありません。
    ");
}

#[test]
fn a_name_that_names_nothing_is_refused() {
    assert_snapshot!(set("/people/0/events/0/by", json!("s9")), @"people[0].events[0].by: 「s9」は staff にありません。");
    assert_snapshot!(set("/people/0/events/0/by", json!(["s1", "s9"])), @"people[0].events[0].by: 「s9」は staff にありません。");
    assert_snapshot!(set("/people/0/events/1/same_as", json!("e9")), @"people[0].events[1].same_as: 「e9」という出来事はありません。");
    let travel = json!({"on": "2026-10-06", "kind": "remote_travel", "minutes_one_way": 70, "with": "e9"});
    assert_snapshot!(set("/people/0/events/1", travel), @"people[0].events[1].with: 「e9」という出来事はありません。");
    let twice = refused(|facts| {
        facts["people"][0]["events"][0]["id"] = json!("e1");
        facts["people"][0]["events"][1]["id"] = json!("e1");
    });
    assert_snapshot!(twice, @"people[0].events[1].id: 「e1」は前にもあります。");
}

#[test]
fn one_problem_is_one_line_whatever_it_quotes() {
    assert_snapshot!(set("/office/a\nb", json!(1)), @"office.a b: 知らない項目です。");
}

#[test]
fn every_problem_is_told_at_once() {
    let told = refused(|facts| {
        facts["month"] = json!("2012-04");
        facts["office"]["tier"] = json!("k9");
        facts["people"][0]["events"][0]["on"] = json!("2026-10-32");
        facts["people"][0]["events"][2]["minutes"] = json!("yes");
        facts["people"][0]["colour"] = json!("blue");
    });
    assert_snapshot!(told, @"
    month: 2012-04の報酬の表は登録されていません。
    office.tier: 「k9」は知らない値です（none、k1、k2、k3、k4）。
    people[0].events[0].on: YYYY-MM-DD の形の、ある日ではありません。
    people[0].events[2].minutes: true か false ではありません。
    people[0].colour: 知らない項目です。
    ");
}

#[test]
fn what_is_no_json_or_has_a_field_twice_is_refused() {
    assert_snapshot!(problems("{\"version\": 1,"), @"$: JSONとして読めません（EOF while parsing a value at line 1 column 14）。");
    assert_snapshot!(problems("[]"), @"$: 項目の組（{ }）ではありません。");
    assert_snapshot!(problems(""), @"$: JSONとして読めません（EOF while parsing a value at line 1 column 0）。");
    let twice = worked()
        .to_string()
        .replacen("\"version\":1", "\"version\":1,\"version\":1", 1);
    assert_snapshot!(problems(&twice), @"version: 同じ項目が二つあります。");
}
