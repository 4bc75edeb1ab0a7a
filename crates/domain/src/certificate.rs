//! 受給者証. What the municipality decided: until when, which services, how much, and the monitoring months.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::ServiceMonth;
use crate::choice;

choice! {
    /// 受給者証の種類.
    pub enum CertificateKind {
        /// 障害福祉サービス受給者証.
        Welfare = "welfare", "障害福祉サービス受給者証";
        /// 障害児通所受給者証.
        Child = "child", "障害児通所受給者証";
        /// 地域相談支援受給者証.
        Community = "community", "地域相談支援受給者証";
    }
}

/// 支給決定されたサービス.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantedService {
    /// サービスの種類.
    pub name: String,
    /// 支給量, as printed.
    pub amount: String,
    /// 開始日, where it differs from the certificate's.
    pub from: Option<Date>,
    /// 終了日, where it differs from the certificate's.
    pub until: Option<Date>,
}

/// 受給者証. One certificate of one grant period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientCertificate {
    /// 種類.
    pub kind: CertificateKind,
    /// 受給者証番号. Ten digits.
    pub number: String,
    /// 市町村番号. Six digits, or empty while unknown.
    pub municipality: String,
    /// 支給決定期間の開始.
    pub grant_from: Date,
    /// 支給決定期間の終了.
    pub grant_until: Date,
    /// 障害支援区分の認定期間の開始.
    pub level_from: Option<Date>,
    /// 障害支援区分の認定期間の終了.
    pub level_until: Option<Date>,
    /// 利用者負担上限月額. In yen; `None`: not recorded, which is not zero.
    pub cap_yen: Option<i64>,
    /// サービスと支給量.
    pub services: Vec<GrantedService>,
    /// モニタリング期間, as printed.
    pub monitoring_text: String,
    /// モニタリング実施月, as printed. They are the truth; a computed suggestion stands beside them.
    pub months: Vec<ServiceMonth>,
    /// 計画相談支援の支給期間の開始; it can lie before the services' grant.
    pub planning_from: Option<Date>,
    /// 計画相談支援の支給期間の終了.
    pub planning_until: Option<Date>,
    /// 利用者負担上限額管理者がこの事業所である.
    #[serde(default)]
    pub cap_manager: bool,
    /// 給付決定保護者. For a child, whom the certificate was given to; empty for an adult.
    #[serde(default)]
    pub holder: Holder,
}

/// 給付決定保護者. As the child's certificate prints it; empty where it is not recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Holder {
    /// 氏名.
    pub name: String,
    /// フリガナ.
    pub kana: String,
}

/// One thing wrong with a typed certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The number is not ten digits.
    NumberNotTenDigits,
    /// The municipality's number is not six digits.
    MunicipalityNotSixDigits,
    /// The grant ends before it begins.
    GrantBackwards,
    /// The level's period ends before it begins.
    LevelBackwards,
    /// The planning support's period ends before it begins.
    PlanningBackwards,
    /// A month lies outside the grant and the planning support's period.
    MonthOutside(ServiceMonth),
    /// The cap is below zero.
    CapNegative,
    /// A service's row has no name.
    ServiceNameMissing(usize),
}

/// Checks a certificate. Every problem is returned.
#[must_use]
pub fn check(certificate: &RecipientCertificate) -> Vec<Problem> {
    let mut problems = Vec::new();
    let digits = |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(&certificate.number, 10) {
        problems.push(Problem::NumberNotTenDigits);
    }
    if !certificate.municipality.is_empty() && !digits(&certificate.municipality, 6) {
        problems.push(Problem::MunicipalityNotSixDigits);
    }
    problems.extend(check_periods(certificate));
    if certificate.cap_yen.is_some_and(|yen| yen < 0) {
        problems.push(Problem::CapNegative);
    }
    let nameless = |(row, service): (usize, &GrantedService)| {
        service
            .name
            .is_empty()
            .then_some(Problem::ServiceNameMissing(row))
    };
    problems.extend(certificate.services.iter().enumerate().filter_map(nameless));
    problems
}

fn check_periods(certificate: &RecipientCertificate) -> Vec<Problem> {
    let backwards =
        |from: Option<Date>, until: Option<Date>| matches!((from, until), (Some(a), Some(b)) if b < a);
    let mut problems = Vec::new();
    if certificate.grant_until < certificate.grant_from {
        problems.push(Problem::GrantBackwards);
    }
    if backwards(certificate.level_from, certificate.level_until) {
        problems.push(Problem::LevelBackwards);
    }
    if backwards(certificate.planning_from, certificate.planning_until) {
        problems.push(Problem::PlanningBackwards);
    }
    let first = certificate
        .planning_from
        .unwrap_or(certificate.grant_from)
        .min(certificate.grant_from);
    let last = certificate
        .planning_until
        .unwrap_or(certificate.grant_until)
        .max(certificate.grant_until);
    let (first, last) = (ServiceMonth::containing(first), ServiceMonth::containing(last));
    let outside = |month: &&ServiceMonth| **month < first || **month > last;
    problems.extend(
        certificate
            .months
            .iter()
            .filter(outside)
            .map(|month| Problem::MonthOutside(*month)),
    );
    problems
}
