//! What stands above every page of a case: whose it is, and the way to its parts.

use bansou_domain::calendar::{age_on, wareki};
use bansou_domain::id::PersonId;
use bansou_domain::person::SupportLevel;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::certificate::CertificateRecord;
use bansou_store::person::PersonRecord;
use jiff::civil::Date;

use crate::failure::Failure;

/// The parts of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tab {
    Overview,
    Assessment,
    Plan,
    Monitoring,
    Meetings,
    Notes,
    Papers,
    Person,
    Certificates,
}

const TABS: [(Tab, &str, &str); 9] = [
    (Tab::Overview, "", "概要"),
    (Tab::Person, "/person", "基本情報"),
    (Tab::Certificates, "/certificates", "受給者証"),
    (Tab::Assessment, "/assessment", "アセスメント"),
    (Tab::Plan, "/plan", "計画"),
    (Tab::Meetings, "/meetings", "会議"),
    (Tab::Monitoring, "/monitoring", "モニタリング"),
    (Tab::Notes, "/notes", "経過"),
    (Tab::Papers, "/papers", "書類"),
];

/// How a case is marked that somebody covers for a period.
pub(crate) fn covering(specialist: &str) -> String {
    match specialist {
        "" => "代理（担当未定）".to_owned(),
        name => format!("代理（{name}さんの担当）"),
    }
}

/// One entry of the tabs.
pub(crate) struct TabLink {
    pub(crate) href: String,
    pub(crate) word: &'static str,
    pub(crate) current: bool,
}

/// The identity bar and the tabs.
pub(crate) struct CaseFrame {
    pub(crate) person: PersonId,
    pub(crate) name: String,
    pub(crate) kana: String,
    pub(crate) age: String,
    pub(crate) level: String,
    pub(crate) certificate: String,
    pub(crate) specialist: String,
    pub(crate) caution: String,
    pub(crate) protected: bool,
    /// The last day of the protection and how many days are left, where one is known.
    protected_until: Option<(Date, i32)>,
    tab: Tab,
}

impl CaseFrame {
    /// Loads what the frame shows, in two queries.
    pub(crate) async fn load(
        reader: &mut Reader,
        case: CaseReader,
        tab: Tab,
        today: Date,
    ) -> Result<Self, Failure> {
        let record = reader.person(case).await?;
        let certificates = reader.certificates(case).await?;
        Ok(Self::of(case.person(), &record, &certificates, tab, today))
    }

    /// Makes the frame from what a page has loaded anyway.
    pub(crate) fn of(
        person: PersonId,
        record: &PersonRecord,
        certificates: &[CertificateRecord],
        tab: Tab,
        today: Date,
    ) -> Self {
        let face = &record.person;
        Self {
            person,
            name: face.name.clone(),
            kana: face.kana.clone(),
            age: face.born.map_or_else(
                || "年齢未記録".to_owned(),
                |born| format!("{}歳", age_on(born, today)),
            ),
            level: face.support_level.map_or("", SupportLevel::label).to_owned(),
            certificate: certificate_line(certificates, today),
            specialist: match record.specialist_name.as_str() {
                "" => "未定".to_owned(),
                name => name.to_owned(),
            },
            caution: face.caution.clone(),
            protected: face.address_protected,
            protected_until: record
                .protected_until
                .map(|until| (until, (until - today).get_days())),
            tab,
        }
    }

    /// That the address is hidden, and until when; past its day it stays hidden and asks to be looked into.
    pub(crate) fn hidden(&self) -> String {
        match self.protected_until {
            None => "住所を伏せる".to_owned(),
            Some((until, left)) if left < 0 => {
                format!("住所を伏せる（期限 {}を確かめる）", wareki::short(until))
            }
            Some((until, _)) => format!("住所を伏せる（{}まで）", wareki::short(until)),
        }
    }

    /// The tabs with their addresses.
    pub(crate) fn tabs(&self) -> Vec<TabLink> {
        let link = |&(tab, path, word): &(Tab, &str, &'static str)| TabLink {
            href: format!("/c/{}{path}", self.person),
            word,
            current: tab == self.tab,
        };
        TABS.iter().map(link).collect()
    }
}

/// Until when the certificate in force holds, and how many days that is.
fn certificate_line(certificates: &[CertificateRecord], today: Date) -> String {
    let ends = certificates.iter().map(|record| record.certificate.grant_until);
    match ends.max() {
        None => "受給者証 未登録".to_owned(),
        Some(end) => {
            let days = (end - today).get_days();
            let left = if days < 0 {
                "期限切れ".to_owned()
            } else {
                format!("あと{days}日")
            };
            format!("受給者証 {}まで（{left}）", wareki::short(end))
        }
    }
}
