//! The office's part of the facts.

use std::collections::BTreeMap;

use bansou_billing::{CaseloadMonth, Notice, Office, RegionalBase, SlipPolicy, System, Target};
use jiff::civil::Date;

use super::cursor::Cursor;
use crate::json::Node;
use crate::names::{DISABILITIES, REGIONAL_BASES, SHORTFALLS, SLIPS, SYSTEMS, TIERS};

/// Grades of areas: 0 is その他.
const AREAS: u32 = 7;
/// At most this many months of caseload.
const CASELOAD_MONTHS: usize = 6;

pub(super) fn office(cursor: &Cursor<'_>) -> Option<Office> {
    let object = cursor.object()?;
    let area = |number: &'static str, grade: &'static str| {
        let number = object.maybe(number, |number| number.digits(10));
        let grade = object.maybe(grade, area);
        // Both make the designation.
        Some(number?.and(grade?))
    };
    let planning_area = area("number_adult", "area_grade_adult");
    let child_area = area("number_child", "area_grade_child");
    let tier = object.required("tier").and_then(|tier| tier.word(TIERS));
    let systems = object.or("systems", Vec::new(), |systems| {
        systems.all(|system| system.word(SYSTEMS))
    });
    let system_ends = object.or("system_ends", BTreeMap::new(), |ends| {
        by_system(ends, Cursor::date)
    });
    let system_targets = object.or("system_targets", BTreeMap::new(), |targets| {
        by_system(targets, |targets| targets.all(target))
    });
    let notices = object.or("notices", BTreeMap::new(), notices);
    let regional_base = object.or("regional_base", RegionalBase::No, |base| {
        base.word(REGIONAL_BASES)
    });
    let quota = object.or("base_strength_quota", 0, Cursor::count);
    let shortfalls = object.or("shortfalls", Vec::new(), |shortfalls| {
        shortfalls.all(|shortfall| shortfall.word(SHORTFALLS))
    });
    let wage_improvement = object.or("wage_improvement", false, Cursor::bool);
    let caseload = object.required("load").and_then(|load| caseload(&load));
    let slip = object
        .required("next_month_slip")
        .and_then(|slip| self::slip(&slip));
    object.finish();
    Some(Office {
        planning_area: planning_area?,
        child_area: child_area?,
        tier: tier?,
        systems: systems?.into_iter().collect(),
        system_ends: system_ends?,
        notices: notices?,
        system_targets: system_targets?,
        regional_base: regional_base?,
        base_strength_quota: quota?,
        shortfalls: shortfalls?.into_iter().collect(),
        wage_improvement: wage_improvement?,
        caseload: caseload?,
        slip: slip?,
    })
}

fn area(cursor: &Cursor<'_>) -> Option<u8> {
    let grade = cursor.count()?;
    let small = u8::try_from(grade).ok().filter(|_| grade <= AREAS);
    if small.is_none() {
        cursor.refuse("級地は1から7、その他は0です。");
    }
    small
}

fn by_system<'n, T>(
    cursor: &Cursor<'n>,
    read: impl Fn(&Cursor<'n>) -> Option<T>,
) -> Option<BTreeMap<System, T>> {
    let object = cursor.object()?;
    let entry = |(name, value): (&str, Cursor<'n>)| {
        let known = SYSTEMS
            .iter()
            .find(|(word, _)| *word == name)
            .map(|(_, system)| *system);
        if known.is_none() {
            value.refuse("知らない項目です。");
        }
        let value = read(&value);
        Some((known?, value?))
    };
    let entries: Vec<Option<(System, T)>> = object.entries().into_iter().map(entry).collect();
    entries.into_iter().collect()
}

// 届出日: of the tier, or of a system.
fn notices(cursor: &Cursor<'_>) -> Option<BTreeMap<Notice, Date>> {
    let object = cursor.object()?;
    let entry = |(name, value): (&str, Cursor<'_>)| {
        let system = SYSTEMS.iter().find(|(word, _)| *word == name);
        let notice = match (name, system) {
            ("tier", _) => Some(Notice::Tier),
            (_, Some((_, system))) => Some(Notice::System(*system)),
            _ => None,
        };
        if notice.is_none() {
            value.refuse("知らない項目です。");
        }
        let filed = value.date();
        Some((notice?, filed?))
    };
    let entries: Vec<Option<(Notice, Date)>> = object.entries().into_iter().map(entry).collect();
    entries.into_iter().collect()
}

fn target(cursor: &Cursor<'_>) -> Option<Target> {
    let object = cursor.object()?;
    let person = object.required("person").and_then(|person| person.name());
    let on = object.required("on").and_then(|on| on.date());
    let by = object.required("by").and_then(|by| by.name());
    let category = object.maybe("support_category", Cursor::count);
    let points = object.maybe("behaviour_points", Cursor::count);
    let disabilities = object.maybe("disabilities", |list| list.all(|word| word.word(DISABILITIES)));
    object.finish();
    Some(Target {
        person: person?,
        on: on?,
        by: by?,
        category: category?,
        points: points?,
        disabilities: disabilities?.map(|list| list.into_iter().collect()),
    })
}

fn caseload(cursor: &Cursor<'_>) -> Option<Vec<CaseloadMonth>> {
    let object = cursor.object()?;
    let counts = |cursor: &Cursor<'_>| cursor.all(Cursor::count);
    let cases = object.required("cases").and_then(|cases| counts(&cases));
    let specialists = object
        .required("consultants")
        .and_then(|consultants| counts(&consultants));
    let assistants = object.maybe("assistants", counts);
    object.finish();
    let (cases, specialists) = (cases?, specialists?);
    let assistants = assistants?.unwrap_or_else(|| vec![0; cases.len()]);
    if !(1..=CASELOAD_MONTHS).contains(&cases.len()) {
        object.refuse("cases", "1か月から6か月分を並べてください。");
        return None;
    }
    for (name, list) in [("consultants", &specialists), ("assistants", &assistants)] {
        if list.len() != cases.len() {
            object.refuse(name, "cases と月の数が違います。");
            return None;
        }
    }
    let month = |((cases, specialists), assistants)| CaseloadMonth {
        cases,
        specialists,
        assistants,
    };
    Some(
        cases
            .into_iter()
            .zip(specialists)
            .zip(assistants)
            .map(month)
            .collect(),
    )
}

fn slip(cursor: &Cursor<'_>) -> Option<SlipPolicy> {
    if let Node::Text(_) = cursor.node {
        return Some(SlipPolicy {
            otherwise: Some(cursor.word(SLIPS)?),
            by_municipality: BTreeMap::new(),
        });
    }
    let object = cursor.object()?;
    let mut policy = SlipPolicy {
        otherwise: None,
        by_municipality: BTreeMap::new(),
    };
    let mut understood = true;
    for (name, value) in object.entries() {
        let accepts = value.word(SLIPS);
        understood &= accepts.is_some();
        let six = name.len() == 6 && name.bytes().all(|byte| byte.is_ascii_digit());
        match (name, accepts) {
            ("default", accepts) => policy.otherwise = accepts,
            (_, Some(accepts)) if six => {
                policy.by_municipality.insert(name.to_owned(), accepts);
            }
            (_, _) if six => {}
            _ => {
                value.refuse("市町村番号（6桁）でも default でもありません。");
                understood = false;
            }
        }
    }
    understood.then_some(policy)
}
