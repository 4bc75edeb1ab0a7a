//! The head that plans, weeks and reports share: whose case it is, which certificates, who made the paper.

use bansou_documents::form::Cover;
use bansou_documents::papers::{CaseHead, Consent as ConsentBox};
use bansou_domain::calendar::{is_child, wareki};
use bansou_domain::certificate::{CertificateKind, RecipientCertificate};
use bansou_domain::id::PaperId;
use bansou_domain::paper::ConsentMeans;
use bansou_domain::person::SupportLevel;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::account::Office;
use bansou_store::consent::Consent;
use bansou_store::person::PersonRecord;
use jiff::civil::Date;

use crate::context::Cx;
use crate::failure::Failure;
use crate::settings::OfficeSettings;

/// What every printed paper of a case needs beside its own content.
pub(crate) struct Desk {
    record: PersonRecord,
    certificates: Vec<RecipientCertificate>,
    office: Office,
    consents: Vec<(PaperId, Consent)>,
    today: Date,
}

impl Desk {
    pub(crate) async fn load(cx: &Cx, reader: &mut Reader, case: CaseReader) -> Result<Self, Failure> {
        let certificates = reader.certificates(case).await?;
        Ok(Self {
            record: reader.person(case).await?,
            certificates: certificates
                .into_iter()
                .map(|record| record.certificate)
                .collect(),
            office: reader.office(cx.member()).await?,
            consents: reader.consents(case).await?,
            today: cx.today(),
        })
    }

    /// Title, foot and dates; `dated` is the day the paper itself bears.
    pub(crate) fn cover(&self, form_number: &str, title: &str, dated: Option<Date>) -> Cover {
        Cover {
            title: title.to_owned(),
            form_number: form_number.to_owned(),
            subject: format!("{} 様", self.record.person.name),
            printed: format!("{} 印刷", wareki::format(self.today)),
            dated: dated.unwrap_or(self.today),
            spelling: OfficeSettings::of(&self.office).spelling.into(),
        }
    }

    /// The names of the person and of the office.
    pub(crate) fn names(&self) -> (String, String) {
        (self.record.person.name.clone(), self.office.name.clone())
    }

    /// The head as of a day.
    pub(crate) fn head(&self, on: Option<Date>) -> CaseHead {
        let on = on.unwrap_or(self.today);
        let person = &self.record.person;
        let number = |kind| {
            self.certificate(kind, on)
                .map_or_else(String::new, |found| found.number.clone())
        };
        let cap = [CertificateKind::Welfare, CertificateKind::Child]
            .into_iter()
            .find_map(|kind| self.certificate(kind, on)?.cap_yen);
        CaseHead {
            person_name: person.name.clone(),
            guardian: self.guardian(on),
            support_level: person.support_level.map_or("", SupportLevel::label).to_owned(),
            office_name: self.office.name.clone(),
            specialist: self.record.specialist_name.clone(),
            certificate_number: number(CertificateKind::Welfare),
            community_certificate_number: number(CertificateKind::Community),
            child_certificate_number: number(CertificateKind::Child),
            ceiling: cap.map_or_else(String::new, yen),
        }
    }

    /// The one who decides for a child, with the relation.
    fn guardian(&self, on: Date) -> String {
        let person = &self.record.person;
        let child = person.born.is_some_and(|born| is_child(born, on));
        let guardian = person.guardians.first().filter(|_| child);
        guardian.map_or_else(String::new, |guardian| match guardian.relation.as_str() {
            "" => guardian.name.clone(),
            relation => format!("{}（{relation}）", guardian.name),
        })
    }

    /// The certificate in force on a day, else the newest: a draft is made before the grant it asks for.
    fn certificate(&self, kind: CertificateKind, on: Date) -> Option<&RecipientCertificate> {
        let mut of_kind: Vec<_> = self
            .certificates
            .iter()
            .filter(|found| found.kind == kind)
            .collect();
        of_kind.sort_by_key(|found| found.grant_from);
        let holds = |found: &&&RecipientCertificate| found.grant_from <= on && on <= found.grant_until;
        of_kind.iter().rev().find(holds).or(of_kind.last()).copied()
    }

    /// The month the grant in force begins with, for papers that name the month a plan begins.
    pub(crate) fn grant_begins(&self, on: Date) -> Option<Date> {
        let begins = self.certificates.iter().map(|found| found.grant_from);
        begins.filter(|from| *from >= on).min()
    }

    /// 利用者同意署名欄 of a paper.
    pub(crate) fn consent(&self, paper: PaperId) -> ConsentBox {
        let given = self.consents.iter().find(|(of, _)| *of == paper);
        let Some((_, consent)) = given else {
            return ConsentBox::Line("令和　　年　　月　　日\n氏名".to_owned());
        };
        let who = match consent.relation.as_str() {
            "" => consent.signer.clone(),
            relation => format!("{}（{relation}）", consent.signer),
        };
        let on = wareki::format(consent.given_on);
        match consent.means {
            ConsentMeans::Screen => ConsentBox::Signed {
                svg: consent.signature.clone(),
                who,
                on,
            },
            ConsentMeans::Paper => ConsentBox::OnPaper(format!("紙で同意　{on}　{who}")),
            ConsentMeans::Post | ConsentMeans::Mail | ConsentMeans::Link => {
                ConsentBox::OnPaper(format!("{}で同意　{on}　{who}", consent.means.label()))
            }
        }
    }
}

/// Yen as papers write them: 37,200円.
pub(crate) fn yen(amount: i64) -> String {
    let digits = amount.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped}円")
}

#[cfg(test)]
mod tests {
    use super::yen;

    #[test]
    fn yen_are_grouped_by_thousands() {
        assert_eq!(
            [0, 400, 4600, 37_200, 1_234_567].map(yen),
            ["0円", "400円", "4,600円", "37,200円", "1,234,567円"]
        );
    }
}
