//! A month of made-up people in the form the claim rules read: as mixed as an office is, and any number of them.

use std::fmt::Write as _;

/// The month everybody is claimed in.
pub(crate) const MONTH: &str = "2026-10";

const STAFF: usize = 200;

/// The office's line, with the load of so many people.
pub(crate) fn office(people: usize) -> String {
    // A few more people than the load allows, so that the second fee is shared out too.
    let heads = (people / 39).max(1);
    let mut staff = String::new();
    for number in 0..STAFF {
        let role = if number % 10 == 9 {
            "assistant"
        } else {
            "consultant"
        };
        let comma = if number == 0 { "" } else { "," };
        let _ = write!(staff, r#"{comma}{{"id":"s{number}","role":"{role}"}}"#);
    }
    format!(
        r#"{{"version":1,"month":"{MONTH}","office":{{"number_adult":"1430000008","number_child":"1470000009","area_grade_adult":5,"area_grade_child":5,"tier":"none","systems":["chief_2","psychiatric_1","behaviour_2","peer"],"regional_base":"member","base_strength_quota":100,"shortfalls":["disclosure"],"wage_improvement":true,"load":{{"cases":[{cases}],"consultants":[{heads}]}},"next_month_slip":"accepted"}},"staff":[{staff}]}}"#,
        cases = heads * 40 + heads / 2,
    )
}

/// One person's line.
pub(crate) fn person(number: usize) -> String {
    let child = number.is_multiple_of(5);
    let kind = if child { "child" } else { "adult" };
    let (events, printed) = month(number);
    format!(
        r#"{{"id":"p{number:08}","kind":"{kind}","certificate":{{"number":"{number:010}","municipality":"141305","from":"2026-04-01","to":"2027-03-31","monitoring_months":[{printed}],"cap_manager":false}},"contract_date":"2026-{contract:02}-{day:02}","special_area":{special},"services_used_in_last_6_months":{used},"providers":["b1","b2"],"events":[{events}]}}"#,
        contract = number % 9 + 1,
        day = number % 28 + 1,
        special = number.is_multiple_of(40),
        used = !number.is_multiple_of(7),
    )
}

// What was done in the month, and the months on the certificate.
fn month(number: usize) -> (String, &'static str) {
    const DUE: &str = r#""2026-07","2026-10""#;
    const IDLE: &str = r#""2026-09","2026-12""#;
    let by = format!(r#""by":"s{}""#, number % STAFF);
    match number % 20 {
        0..=8 => (monitoring(&by), DUE),
        9..=10 => (format!("{},{}", monitoring(&by), more(number, &by)), DUE),
        11..=12 => (plan(&by, number.is_multiple_of(3)), IDLE),
        13 => (format!("{},{}", plan(&by, true), monitoring(&by)), DUE),
        14 => (format!("{},{}", plan(&by, true), more(number, &by)), IDLE),
        15 => (intensive(&by), IDLE),
        16 => (more(number, &by), IDLE),
        17 => (String::new(), DUE),
        _ => (String::new(), IDLE),
    }
}

fn monitoring(by: &str) -> String {
    format!(
        r#"{{"on":"2026-10-16","kind":"home_visit","for":"monitoring","place":"home","met":["person","family"],{by}}},{{"on":"2026-10-16","kind":"monitoring_recorded",{by}}},{{"on":"2026-10-21","kind":"conference","for":"monitoring","attended":["person","provider"],"plan_change_discussed":true,"opinions_recorded":true,"minutes":true,{by}}}"#
    )
}

fn plan(by: &str, whole: bool) -> String {
    let delivered = if whole {
        r#",{"on":"2026-10-09","kind":"plan_delivered","to":"provider"},{"on":"2026-10-09","kind":"plan_delivered","to":"municipality"}"#
    } else {
        ""
    };
    format!(
        r#"{{"on":"2026-09-03","kind":"home_visit","for":"assessment","place":"home","met":["person"],{by}}},{{"on":"2026-09-08","kind":"draft_explained"}},{{"on":"2026-09-08","kind":"draft_consented"}},{{"on":"2026-09-08","kind":"draft_delivered"}},{{"on":"2026-09-28","kind":"grant_received"}},{{"on":"2026-10-05","kind":"conference","for":"plan","attended":["person","provider"],"opinions_recorded":true,"minutes":true,{by}}},{{"on":"2026-10-09","kind":"plan_explained"}},{{"on":"2026-10-09","kind":"plan_consented"}},{{"on":"2026-10-09","kind":"plan_delivered","to":"person"}}{delivered}"#
    )
}

fn intensive(by: &str) -> String {
    format!(
        r#"{{"on":"2026-10-02","kind":"intensive_request","from":"family"}},{{"on":"2026-10-05","kind":"interview","place":"home",{by}}},{{"on":"2026-10-12","kind":"interview","place":"other","remote":true,{by}}},{{"on":"2026-10-14","kind":"joined_conference","id":"e1",{by}}},{{"on":"2026-10-14","kind":"care_manager_meeting","same_as":"e1",{by}}}"#
    )
}

fn more(number: usize, by: &str) -> String {
    format!(
        r#"{{"on":"2026-10-06","kind":"hospital_admission_info","means":"visit","id":"e2",{by}}},{{"on":"2026-10-06","kind":"remote_travel","minutes_one_way":70,"with":"e2"}},{{"on":"2026-10-22","kind":"provider_visit","provider":"b1",{by}}},{{"on":"2026-10-23","kind":"joint_support","providers":3,"reported_to_council":true,"consent":true,"issue":"i{}"}}"#,
        number % 500
    )
}
