//! 送る前の点検. What 国保連 or the municipality would send a claim back for, as far as it can be seen here.

use bansou_billing::Item;
use bansou_domain::calendar::{Period, ServiceMonth};
use bansou_domain::claim::{Benefit, ClaimLine, FrozenClaim};
use bansou_law::{Law, ServiceCodes};

use super::batch::Batch;
use super::refusal::{Refusal, Who};
use super::write::write;
use crate::names;

/// 照合するもの. What the office knows besides the claims.
pub struct Known<'a> {
    /// The tables: codes, layout, error codes.
    pub law: &'a Law,
    /// The certificates on record of the people in the batch.
    pub certificates: &'a [KnownCertificate],
    /// The claims that stand in another live file.
    pub live: &'a [LiveClaim],
}

/// 受給者証. What a certificate on record says about its claims.
#[derive(Clone)]
pub struct KnownCertificate {
    /// 受給者証番号.
    pub number: String,
    /// 市町村番号.
    pub municipality: String,
    /// 計画相談支援の支給期間; nothing while not recorded.
    pub period: Option<Period>,
    /// モニタリング実施月, as printed; empty while not recorded.
    pub months: Vec<ServiceMonth>,
}

/// 請求中の月. One person's month that is already in a file which has not come back.
#[derive(Clone)]
pub struct LiveClaim {
    /// 請求の種別.
    pub benefit: Benefit,
    /// 市町村番号.
    pub municipality: String,
    /// 受給者証番号.
    pub certificate: String,
    /// サービス提供年月.
    pub month: ServiceMonth,
    /// The file's name.
    pub file: String,
}

/// 重さ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be made, or the claim would come back.
    Error,
    /// To be looked at; it can be sent.
    Warning,
}

/// 点検の結果. One thing to put right or to look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// 重さ.
    pub severity: Severity,
    /// Whose claim; nothing when it is about the file.
    pub who: Option<Who>,
    /// 返戻のエラーコード, where one was found for it; none of them was confirmed.
    pub error: Option<String>,
    /// What is wrong and what to do, with the person's name.
    pub sentence: String,
}

/// Checks a batch before it is sent: errors first, then by month and certificate.
#[must_use]
pub fn check(batch: &Batch, known: &Known<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = match write(batch, &known.law.layout) {
        Ok(file) => {
            let kana = file.shortened.iter().map(|shortened| {
                let said = format!(
                    "{}が長いため、ファイルには「{}」までを書きます。そのまま送れます。",
                    shortened.field.label(),
                    shortened.written
                );
                warning(&shortened.who, &said)
            });
            kana.chain(file.left_out.iter().map(nothing)).collect()
        }
        Err(refusals) => refusals
            .iter()
            .map(|refusal| refused(refusal, batch, known.law))
            .collect(),
    };
    let each = batch
        .claims
        .iter()
        .flat_map(|claim| of_claim(claim, batch, known));
    findings.extend(each);
    findings.sort();
    findings.dedup();
    findings
}

fn nothing(who: &Who) -> Finding {
    warning(who, "請求額が0円なので、ファイルに入りません。")
}

fn refused(refusal: &Refusal, batch: &Batch, law: &Law) -> Finding {
    let error = refusal
        .error_key()
        .and_then(|key| error_code(law, key, batch.month));
    Finding {
        severity: Severity::Error,
        who: refusal.who().cloned(),
        error,
        sentence: refusal.sentence(),
    }
}

fn warning(who: &Who, said: &str) -> Finding {
    Finding {
        severity: Severity::Warning,
        who: Some(who.clone()),
        error: None,
        sentence: format!("{}: {said}", who.words()),
    }
}

fn error_code(law: &Law, key: &str, month: ServiceMonth) -> Option<String> {
    Some(law.layout.errors.at(key, month).ok()?.value.clone())
}

/// One claim under examination, with the findings so far.
struct Examined<'a> {
    claim: &'a FrozenClaim,
    known: &'a Known<'a>,
    who: Who,
    sent: ServiceMonth,
    findings: Vec<Finding>,
}

fn of_claim(claim: &FrozenClaim, batch: &Batch, known: &Known<'_>) -> Vec<Finding> {
    let mut examined = Examined {
        claim,
        known,
        who: Who::of(claim),
        sent: batch.month,
        findings: Vec::new(),
    };
    examined.certificate();
    examined.municipality();
    examined.codes();
    examined.days();
    examined.meeting();
    examined.live();
    examined.findings
}

impl Examined<'_> {
    fn say(&mut self, severity: Severity, key: Option<&str>, said: &str) {
        let error = key.and_then(|key| error_code(self.known.law, key, self.sent));
        self.findings.push(Finding {
            severity,
            who: Some(self.who.clone()),
            error,
            sentence: format!("{}: {said}", self.who.words()),
        });
    }

    fn certificate(&mut self) {
        let claim = self.claim;
        let same = |certificate: &&KnownCertificate| certificate.number == claim.certificate;
        let of_number: Vec<&KnownCertificate> = self.known.certificates.iter().filter(same).collect();
        let of_city: Vec<&&KnownCertificate> = of_number
            .iter()
            .filter(|certificate| certificate.municipality == claim.municipality)
            .collect();
        if of_number.is_empty() {
            let said = "この番号の受給者証が記録にありません。番号を確かめ、受給者証を記録してください。";
            return self.say(Severity::Error, Some("no-person"), said);
        }
        if of_city.is_empty() {
            let said = format!(
                "請求先の市町村番号 {} が、受給者証の市町村番号とちがいます。受給者証を確かめてください。",
                claim.municipality
            );
            return self.say(Severity::Error, Some("no-person"), &said);
        }
        self.in_force(&of_city);
        self.printed(&of_city);
    }

    fn in_force(&mut self, certificates: &[&&KnownCertificate]) {
        let month = self.claim.month;
        let covers = |period: &Period| period.first_month() <= month && month <= period.last_month();
        let periods: Vec<Period> = certificates
            .iter()
            .filter_map(|certificate| certificate.period)
            .collect();
        if periods.is_empty() {
            let said = "受給者証の計画相談支援の支給期間が記録されていません。受給者証を見て、提供月が期間の中か確かめてください。";
            self.say(Severity::Warning, Some("no-grant"), said);
        } else if !periods.iter().any(covers) {
            let said = "提供月が、受給者証の支給期間の外です。新しい受給者証があれば記録し、なければ市町村に確かめてください。";
            self.say(Severity::Error, Some("outside-grant"), said);
        }
    }

    // A monitoring may slip into the following month, so the month before is the month's own as well.
    fn printed(&mut self, certificates: &[&&KnownCertificate]) {
        let month = self.claim.month;
        let mut months = certificates
            .iter()
            .flat_map(|certificate| &certificate.months)
            .peekable();
        let monitored = self.has(Item::MonitoringFee) && !self.has(Item::PlanFee);
        let recorded = months.peek().is_some();
        if monitored && recorded && !months.any(|printed| *printed == month || printed.next() == month) {
            let said = "受給者証に印字されたモニタリング月ではありません。市町村の台帳と合っているか確かめてください。";
            self.say(Severity::Warning, None, said);
        }
    }

    fn municipality(&mut self) {
        if let Some(false) = check_digit(&self.claim.municipality) {
            let said = format!(
                "市町村番号 {} の最後の1けた（検証番号）が合いません。受給者証の番号と読み合わせてください。",
                self.claim.municipality
            );
            self.say(Severity::Warning, Some("no-person"), &said);
        }
    }

    fn codes(&mut self) {
        let codes = match self.claim.benefit {
            Benefit::Planning => &self.known.law.planning.rewards.codes,
            Benefit::Child => &self.known.law.child.rewards.codes,
        };
        for line in &self.claim.lines {
            let Some(code) = &line.code else { continue };
            if line.code_by_hand {
                let said = format!(
                    "「{}」のサービスコード {code} は手で入力したものです。最新のコード表と読み合わせてください。",
                    line.name
                );
                self.say(Severity::Warning, None, &said);
            } else if !holds(codes, code, self.claim.month) {
                let said = format!(
                    "「{}」のサービスコード {code} が、提供月のコード表にありません。コードを確かめてください。",
                    line.name
                );
                self.say(Severity::Error, Some("code-unknown"), &said);
            }
        }
    }

    fn days(&mut self) {
        let base: Vec<&ClaimLine> = self.claim.lines.iter().filter(|line| is_base(line)).collect();
        let outside = |line: &&ClaimLine| line.on.is_some_and(|on| !self.claim.month.contains(on));
        if base.iter().any(|line| line.on.is_none()) || !base.is_empty() && self.claim.based_on.is_none() {
            let said = "計画作成日・モニタリング日がありません。計画か報告書の日付を確かめて、確定をやりなおしてください。";
            self.say(Severity::Error, Some("key-empty"), said);
        } else if base.iter().any(outside)
            || !base.is_empty()
                && self
                    .claim
                    .based_on
                    .is_some_and(|on| !self.claim.month.contains(on))
        {
            let said = "計画作成日・モニタリング日が、提供月の中にありません。日付を確かめて、確定をやりなおしてください。";
            self.say(Severity::Error, None, said);
        } else if !base.is_empty() && !base.iter().any(|line| line.on == self.claim.based_on) {
            let said =
                "請求に書く日と、基本報酬の日がちがいます。日付を確かめて、確定をやりなおしてください。";
            self.say(Severity::Error, None, said);
        }
    }

    fn meeting(&mut self) {
        if self.has(Item::ServiceMeeting) && !self.has(Item::MonitoringFee) {
            let said = "サービス担当者会議実施加算は、継続サービス利用支援（モニタリング）のある月だけです。加算を外すか、記録を確かめてください。";
            self.say(Severity::Error, Some("meeting-without-monitoring"), said);
        }
    }

    fn live(&mut self) {
        let claim = self.claim;
        let same = |live: &&LiveClaim| {
            (live.benefit, live.month) == (claim.benefit, claim.month)
                && live.municipality == claim.municipality
                && live.certificate == claim.certificate
        };
        if let Some(live) = self.known.live.iter().find(same) {
            let said = format!(
                "この月の請求は、すでにファイル {} に入っています。返戻か過誤の結果を入れてから、請求しなおしてください。",
                live.file
            );
            self.say(Severity::Error, Some("received-twice"), &said);
        }
    }

    fn has(&self, item: Item) -> bool {
        self.claim.lines.iter().any(|line| line.item == names::item(item))
    }
}

fn is_base(line: &ClaimLine) -> bool {
    [Item::PlanFee, Item::MonitoringFee]
        .into_iter()
        .any(|item| line.item == names::item(item))
}

fn holds(codes: &ServiceCodes, code: &str, month: ServiceMonth) -> bool {
    codes
        .items()
        .any(|(_, history)| history.at(month).is_ok_and(|version| version.code == code))
}

/// Weights of the first five digits of a municipality's number.
const WEIGHTS: [u32; 5] = [6, 5, 4, 3, 2];

// The last digit of 全国地方公共団体コード; nothing where there are not six digits.
fn check_digit(number: &str) -> Option<bool> {
    let digits: Option<Vec<u32>> = number.chars().map(|digit| digit.to_digit(10)).collect();
    let digits = digits.filter(|digits| digits.len() == 6)?;
    let sum: u32 = digits
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit * weight)
        .sum();
    let expected = (11 - sum % 11) % 10;
    Some(digits.last() == Some(&expected))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digit_of_a_municipality_follows_from_the_others() {
        for number in ["131016", "141305", "271004", "011002", "472018"] {
            assert_eq!(check_digit(number), Some(true), "{number}");
        }
        assert_eq!(check_digit("131019"), Some(false));
        assert_eq!(check_digit("13101"), None);
        assert_eq!(check_digit("13101x"), None);
    }
}
