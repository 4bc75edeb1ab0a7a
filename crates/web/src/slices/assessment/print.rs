//! 別紙1 and 別紙2.

use bansou_documents::Paper as Printed;
use bansou_documents::form::Cover;
use bansou_documents::papers::{
    CaseHead, FaceSheet, LabelledText, Picture, SupportRow, WeekSheet, WeekStage,
};
use bansou_domain::assessment::{Assessment, Benefit, Observation, Support, SupportGroup};
use bansou_domain::calendar::{age_on, wareki};
use bansou_domain::family::{around, sentences};
use bansou_domain::id::PaperId;
use bansou_domain::person::{Guardian, Housing, Person, Sex, SupportLevel};
use bansou_domain::room::Veil;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::account::Office;
use bansou_store::person::PersonRecord;
use jiff::civil::Date;

use super::{family, sections};
use crate::context::Cx;
use crate::failure::Failure;
use crate::settings::OfficeSettings;

/// What stands in place of an address that must not be known.
const WITHHELD: &str = "非開示（支援措置など）";

/// What both sheets are made of.
struct Facts {
    record: PersonRecord,
    assessment: Assessment,
    office: Office,
    today: Date,
}

impl Facts {
    async fn load(cx: &Cx, reader: &mut Reader, case: CaseReader, paper: PaperId) -> Result<Self, Failure> {
        Ok(Self {
            record: reader.person(case).await?,
            assessment: reader.paper::<Assessment>(case, paper).await?.content,
            office: reader.office(cx.member()).await?,
            today: cx.today(),
        })
    }

    fn hide_words_of_drawings(&mut self, veil: &Veil) {
        for node in &mut self.assessment.ecomap {
            node.who = veil.over(&node.who);
            node.role = veil.over(&node.role);
        }
        for member in &mut self.record.person.family {
            member.note = veil.over(&member.note);
        }
    }

    fn person(&self) -> &Person {
        &self.record.person
    }

    /// The day the sheet speaks of.
    fn on(&self) -> Date {
        self.assessment.dated().unwrap_or(self.today)
    }

    fn cover(&self, form_number: &str, title: &str) -> Cover {
        Cover {
            title: title.to_owned(),
            form_number: form_number.to_owned(),
            subject: format!("{} 様", self.person().name),
            printed: format!("{} 印刷", wareki::format(self.today)),
            dated: self.on(),
            spelling: OfficeSettings::of(&self.office).spelling.into(),
        }
    }
}

/// 別紙1.
///
/// `disclosed`: the office decided that the municipality may read on it where a protected person is.
pub(crate) async fn face(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    paper: PaperId,
    disclosed: bool,
) -> Result<Box<dyn Printed + Send>, Failure> {
    let mut facts = Facts::load(cx, reader, case, paper).await?;
    if !disclosed {
        // Before the drawings break the words into lines.
        facts.hide_words_of_drawings(&reader.veil_of_office(case).await?);
    }
    Ok(Box::new(face_sheet(&facts, disclosed)))
}

/// 別紙2.
pub(crate) async fn current_week(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    paper: PaperId,
) -> Result<Box<dyn Printed + Send>, Failure> {
    let facts = Facts::load(cx, reader, case, paper).await?;
    let week = &facts.assessment.week_now;
    let person = facts.person();
    Ok(Box::new(WeekSheet {
        cover: facts.cover("別紙2", "申請者の現状（基本情報）【現在の生活】"),
        stage: WeekStage::Current,
        head: CaseHead {
            person_name: person.name.clone(),
            support_level: level(person),
            office_name: facts.office.name.clone(),
            specialist: facts.record.specialist_name.clone(),
            ..CaseHead::default()
        },
        started: String::new(),
        blocks: crate::week::blocks(week),
        activities: week.main_activities.clone(),
        not_weekly: week.not_weekly.clone(),
        whole_picture: String::new(),
    }))
}

fn face_sheet(facts: &Facts, disclosed: bool) -> FaceSheet {
    let (person, assessment, on) = (facts.person(), &facts.assessment, facts.on());
    let open = |text: &str| {
        if person.address_protected && !disclosed {
            WITHHELD.to_owned()
        } else {
            text.to_owned()
        }
    };
    let death = OfficeSettings::of(&facts.office).death_mark.into();
    let map = family::map(person, assessment);
    let relatives = sentences(&map, on).into_iter().skip(1).collect::<Vec<_>>();
    let ecomap = around(&assessment.ecomap);
    FaceSheet {
        cover: facts.cover("別紙1", "申請者の現状（基本情報）"),
        made_on: assessment.dated().map(wareki::format).unwrap_or_default(),
        office_name: facts.office.name.clone(),
        specialist: facts.record.specialist_name.clone(),
        overview: overview(assessment),
        name: name(&person.name, &person.kana),
        born: person.born.map(wareki::format).unwrap_or_default(),
        age: person
            .born
            .map_or_else(String::new, |born| format!("{}歳", age_on(born, on))),
        address: open(&address(person)),
        housing: housing(person.housing),
        tel: open(&person.tel),
        fax: open(&person.fax),
        disability: person.disability.clone(),
        support_level: level(person),
        sex: person.sex.map_or("", Sex::label).to_owned(),
        extras: extras(person, assessment),
        family_picture: picture(&relatives, "家族構成図", || {
            family::genogram(person, assessment, on, death)
        }),
        family: relatives.join("\n"),
        ecomap_picture: picture(&ecomap, "社会関係図", || {
            family::ecomap(person, assessment, on)
        }),
        ecomap: ecomap.join("\n"),
        life_history: events(assessment, facts.today),
        medical: lines(&assessment.medical, sections::medical),
        wish_person: wish_person(assessment),
        wish_family: assessment.wish_family.clone(),
        public_supports: supports(assessment, SupportGroup::Public),
        other_supports: supports(assessment, SupportGroup::Other),
    }
}

fn picture(told: &[String], title: &str, draw: impl FnOnce() -> String) -> Option<Picture> {
    (!told.is_empty()).then(|| Picture {
        svg: draw(),
        alt: format!("{title}。{}", told.join("。")),
    })
}

fn name(name: &str, kana: &str) -> String {
    if kana.is_empty() {
        name.to_owned()
    } else {
        format!("{name}\n（{kana}）")
    }
}

fn address(person: &Person) -> String {
    if person.postcode.is_empty() {
        person.address.clone()
    } else {
        format!("〒{}　{}", person.postcode, person.address)
    }
}

fn level(person: &Person) -> String {
    person.support_level.map_or("", SupportLevel::label).to_owned()
}

/// All choices with the one that holds ticked, as the sheet prints them.
fn housing(chosen: Option<Housing>) -> String {
    let choice = |housing: &Housing| {
        let mark = if chosen == Some(*housing) { "☑" } else { "☐" };
        format!("{mark}{}", housing.label())
    };
    Housing::ALL.iter().map(choice).collect::<Vec<_>>().join("　")
}

/// What stands above the box: the overview with the visits it rests on and what was drawn from it.
fn overview(assessment: &Assessment) -> String {
    let visits = assessment.visits.iter().map(|visit| {
        let place = if visit.place.is_empty() { "" } else { &visit.place };
        format!("{} {place}（{}）", wareki::format(visit.on), visit.met)
    });
    let visits: Vec<_> = visits.collect();
    let needs = assessment.needs.iter().enumerate();
    let needs: Vec<_> = needs
        .map(|(row, need)| format!("{} {}", row + 1, need.need))
        .collect();
    let mut parts = vec![assessment.overview.clone()];
    if !visits.is_empty() {
        parts.push(format!("面接：{}", visits.join("、")));
    }
    if !needs.is_empty() {
        parts.push(format!("課題：{}", needs.join("　")));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

fn extras(person: &Person, assessment: &Assessment) -> Vec<LabelledText> {
    let mut extras = vec![
        ("手帳".to_owned(), person.handbooks.join("\n")),
        ("年金・手当等".to_owned(), income(person, assessment)),
    ];
    extras.extend(
        person
            .guardians
            .iter()
            .map(|guardian| (guardian.kind.label().to_owned(), told(guardian))),
    );
    extras.retain(|(_, text)| !text.is_empty());
    let labelled = |(label, text)| LabelledText { label, text };
    extras.into_iter().map(labelled).collect()
}

fn income(person: &Person, assessment: &Assessment) -> String {
    let benefit = |benefit: &Benefit| match benefit.note.as_str() {
        "" => format!("{}（{}）", benefit.what, benefit.state.label()),
        note => format!("{}（{}、{note}）", benefit.what, benefit.state.label()),
    };
    let benefits = assessment.benefits.iter();
    let others = benefits
        .filter(|benefit| benefit.what != person.income)
        .map(benefit);
    let mut all: Vec<String> = std::iter::once(person.income.clone()).chain(others).collect();
    all.retain(|text| !text.is_empty());
    all.join("、")
}

fn told(guardian: &Guardian) -> String {
    let born = guardian.born.map(|born| format!("{}生", wareki::format(born)));
    let until = guardian
        .until
        .map(|until| format!("{}まで", wareki::format(until)));
    let words = [
        guardian.name.clone(),
        format!("（{}）", guardian.relation),
        born.unwrap_or_default(),
        guardian.powers.clone(),
        until.unwrap_or_default(),
    ];
    let words = words.iter().filter(|word| !word.is_empty() && *word != "（）");
    words.cloned().collect::<Vec<_>>().join(" ")
}

fn events(assessment: &Assessment, today: Date) -> String {
    let all = assessment.life_history.iter().chain(&assessment.life_events);
    let mut told: Vec<String> = all
        .map(|event| format!("{}　{}", sections::when(&event.when, today), event.what))
        .collect();
    if !assessment.growth.is_empty() {
        told.push(assessment.growth.clone());
    }
    told.join("\n")
}

fn lines<T>(rows: &[T], line: impl Fn(&T) -> String) -> String {
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The person's words; what was seen follows them, so that no words are put into a mouth.
fn wish_person(assessment: &Assessment) -> String {
    let seen = |seen: &Observation| {
        let read = match seen.read_as.as_str() {
            "" => String::new(),
            read => format!("（読みとり：{read}）"),
        };
        let on = seen.on.map(wareki::format).unwrap_or_default();
        format!("{on} {}・{}：{}{read}", seen.place, seen.who, seen.seen)
    };
    let mut parts = vec![assessment.wish_person.clone()];
    parts.extend(assessment.observations.iter().map(seen));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

fn supports(assessment: &Assessment, group: SupportGroup) -> Vec<SupportRow> {
    let row = |support: &Support| SupportRow {
        name: support.name.clone(),
        provider: support.provider.clone(),
        content: support.content.clone(),
        frequency: support.frequency.clone(),
        remarks: match (support.tel.as_str(), support.notes.as_str()) {
            ("", notes) => notes.to_owned(),
            (tel, "") => tel.to_owned(),
            (tel, notes) => format!("{notes}\n{tel}"),
        },
    };
    let supports = assessment.supports.iter();
    supports
        .filter(|support| support.group == group)
        .map(row)
        .collect()
}

#[cfg(test)]
mod tests {
    use bansou_domain::assessment::{AssessmentVisit, LifeEvent};
    use jiff::civil::date;

    use super::*;

    fn facts() -> Facts {
        let details = r#"{"name":"見本 ひなた","kana":"ミホン ヒナタ","born":"2019-05-20","sex":"female",
            "postcode":"210-0000","address":"見本市南町4番地5","housing":"owned","tel":"044-000-0001","fax":"",
            "disability":"脳性麻痺","support_level":null,"handbooks":["療育手帳A1"],"income":"","caution":"",
            "guardians":[{"name":"見本 真帆","relation":"母","kind":"parent","born":"1988-01-15","powers":"","until":null}],
            "family":[{"key":1,"name":"見本 真帆","relation":"mother","born":"1988-01-15","living_together":true,
            "note":"夜間の吸引で睡眠が細切れ"}],"address_protected":false}"#;
        let assessment = Assessment {
            visits: vec![AssessmentVisit {
                on: date(2026, 10, 9),
                from: None,
                until: None,
                place: "自宅".to_owned(),
                met: "本人、母".to_owned(),
                by: "見本 相子".to_owned(),
            }],
            overview: "4月に入学。".to_owned(),
            life_history: vec![LifeEvent {
                when: "2019-05".to_owned(),
                what: "在胎30週で出生".to_owned(),
            }],
            observations: vec![Observation {
                on: Some(date(2026, 3, 10)),
                place: "児童発達支援センター見本".to_owned(),
                who: "保育士".to_owned(),
                seen: "右手を3回上げた".to_owned(),
                read_as: "もう一度やりたい".to_owned(),
            }],
            ..Assessment::default()
        };
        Facts {
            record: PersonRecord {
                person: serde_json::from_str(details).unwrap(),
                specialist: None,
                specialist_name: "見本 相子".to_owned(),
                opened_on: None,
                closed_on: None,
                protected_until: None,
                version: 1,
            },
            assessment,
            office: Office {
                name: "見本相談支援センター".to_owned(),
                ..Office::default()
            },
            today: date(2026, 11, 20),
        }
    }

    #[test]
    fn the_sheet_speaks_of_the_day_it_was_made() {
        let sheet = face_sheet(&facts(), false);
        let said = [
            &sheet.made_on,
            &sheet.name,
            &sheet.age,
            &sheet.address,
            &sheet.housing,
            &sheet.overview,
            &sheet.family,
            &sheet.life_history,
            &sheet.wish_person,
            &sheet
                .extras
                .iter()
                .map(|extra| format!("{} {}", extra.label, extra.text))
                .collect::<Vec<_>>()
                .join(" / "),
        ]
        .map(String::as_str)
        .join("\n");
        insta::assert_snapshot!(said, @"
        令和8年10月9日
        見本 ひなた
        （ミホン ヒナタ）
        7歳
        〒210-0000　見本市南町4番地5
        ☑持家　☐借家　☐グループホーム　☐入所施設　☐医療機関　☐その他
        4月に入学。
        面接：令和8年10月9日 自宅（本人、母）
        母 見本 真帆さん 38歳 同居 夜間の吸引で睡眠が細切れ
        令和元年5月　在胎30週で出生
        令和8年3月10日 児童発達支援センター見本・保育士：右手を3回上げた（読みとり：もう一度やりたい）
        手帳 療育手帳A1 / 親権者（保護者） 見本 真帆 （母） 昭和63年1月15日生
        ");
        assert!(sheet.family_picture.is_some() && sheet.ecomap_picture.is_none());
    }

    #[test]
    fn a_protected_address_stands_on_a_sheet_only_where_that_was_decided() {
        let mut facts = facts();
        facts.record.person.address_protected = true;
        let sheet = face_sheet(&facts, false);
        assert_eq!([&sheet.address, &sheet.tel, &sheet.fax], [WITHHELD; 3]);
        assert_eq!(face_sheet(&facts, true).address, "〒210-0000　見本市南町4番地5");
    }
}
